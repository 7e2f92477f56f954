import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  editFramework,
  getFramework,
  type Framework,
  type FrameworkChange,
} from '@tongchuang/contract/frameworks.ts';
import { namesOf } from '@tongchuang/domain/assessment/bound.ts';
import { edited } from '@tongchuang/domain/assessment/edit.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { editionFindings } from '@tongchuang/domain/assessment/findings.ts';
import { isInside } from '@tongchuang/domain/assessment/tree.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { call, isRefused, Refused } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh, useAct } from '@tongchuang/ui/use-call.ts';
import { touches } from './touches.ts';

/** An edition that has been read or made: it has a tree. */
export type Drawn = Framework & { edition: Edition };

/** A change, or what becomes one from the tree as the changes before it have left it; null: nothing is to be done. */
export type Asked = FrameworkChange | ((now: Edition) => FrameworkChange | null);

/** Two people changed the same thing of a draft. */
export interface EditConflict {
  change: FrameworkChange;
  /** What the person looked at, and what is there now. */
  seen: Edition;
  now: Edition;
}

export interface Editing {
  /** Writes one change; false where it was refused or somebody else was faster. */
  edit: (change: Asked) => Promise<boolean>;
  conflict: EditConflict | null;
  /** Mine is let go. */
  take: () => void;
  /** Mine is written over it. */
  keep: () => void;
}

/**
 * Edits of one draft, one after the other, each over the version that the one before left. The tree on screen changes with the
 * server's word, without being fetched again. Where somebody else changed another part meanwhile, mine is simply written.
 */
export function useEdition({ id }: Pick<Framework, 'id'>): Editing {
  const queries = useQueryClient();
  const [conflict, setConflict] = useState<EditConflict | null>(null);
  const last = useRef<Promise<boolean>>(Promise.resolve(true));
  const key = [getFramework.name, { params: { id } }];
  const { mutateAsync } = useAct(editFramework, { changes: ['framework.list'] });

  const write = async (asked: Asked, tries = 0): Promise<boolean> => {
    const before = queries.getQueryData<Framework>(key);
    if (before?.edition == null) return false;
    const change = typeof asked === 'function' ? asked(before.edition) : asked;
    if (change === null) return false;
    try {
      const reply = await mutateAsync({ params: { id }, body: { version: before.version, change } });
      await queries.cancelQueries({ queryKey: key });
      const after = withChange(before as Drawn, change, reply);
      if (after !== null) queries.setQueryData(key, after);
      // Names are held against the roster by the server.
      if (after === null || !sameNames(before.edition, after.edition))
        await refresh(queries, ['framework.get']);
      return true;
    } catch (error) {
      if (!isRefused(error, 'row.changed_meanwhile')) {
        tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer'));
        return false;
      }
      const now = await queries.fetchQuery({
        queryKey: key,
        queryFn: () => call(getFramework, { params: { id } }),
        staleTime: 0,
      });
      if (now.edition === null || now.state !== 'draft') {
        tellTrouble(error.detail);
        return false;
      }
      if (tries < 3 && !touches(change, before.edition, now.edition)) {
        const done = await write(change, tries + 1);
        if (done) tell(t('assessment.edit_beside'));
        return done;
      }
      setConflict({ change, seen: before.edition, now: now.edition });
      return false;
    }
  };
  const edit = (asked: Asked): Promise<boolean> => {
    last.current = last.current.then(() => write(asked));
    return last.current;
  };
  return {
    edit,
    conflict,
    take: () => setConflict(null),
    keep: () => {
      setConflict(null);
      if (conflict !== null) void edit(conflict.change);
    },
  };
}

/** The framework as the server has it after the change; null where the house itself reads the change otherwise. */
function withChange(
  before: Drawn,
  change: FrameworkChange,
  reply: Pick<Framework, 'version' | 'findings' | 'points'>,
): Drawn | null {
  const edition = edited(before.edition, change);
  if (edition instanceof Refusal) return null;
  const { title, code, tier, year } = edition;
  return {
    ...before,
    title,
    code,
    tier,
    year,
    edition,
    version: reply.version,
    points: reply.points,
    findings: [...fileFindings(before), ...reply.findings],
    levels: edition.levels.map(({ name, count: declared }, nth) => {
      const all = edition.nodes.filter((node) => node.level === nth + 1);
      const inside = all.filter(isInside).length;
      return { name, count: inside === declared ? inside : all.length, declared };
    }),
  };
}

/** What was noted while its file was read; they stand before what the tree shows by itself. */
export const fileFindings = ({ edition, findings }: Drawn): Framework['findings'] =>
  findings.slice(0, findings.length - editionFindings(edition).length);

const sameNames = (a: Edition, b: Edition): boolean => String(namesOf(a)) === String(namesOf(b));
