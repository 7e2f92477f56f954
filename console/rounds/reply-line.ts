import type { z } from 'zod';
import type { Reply, Round } from '@tongchuang/contract/rounds.ts';

export type ReplyOut = z.output<typeof Reply>;
type RoundUnit = Round['units'][number];

/** A criterion of one unit: what it was given, what the unit says to it, and what it was answered. */
export interface ReplyLine {
  unitId: RoundUnit['unitId'];
  unit: string;
  code: string;
  title: string;
  points: number | null;
  max: number | null;
  lost: number | null;
  reply: ReplyOut | null;
}
