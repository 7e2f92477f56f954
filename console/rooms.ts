import type { Room } from './room.ts';
import { room as assessment } from './assessment/routes.ts';
import { room as audit } from './audit/routes.ts';
import { room as home } from './home/routes.ts';
import { room as intake } from './intake/routes.ts';
import { room as letters } from './letters/routes.ts';
import { room as organisation } from './organisation/routes.ts';
import { room as people } from './people/routes.ts';
import { room as plans } from './plans/routes.ts';
import { room as rounds } from './rounds/routes.ts';
import { room as scores } from './scores/routes.ts';
import { room as settings } from './settings/routes.ts';
import { room as tasks } from './tasks/routes.ts';
import { room as units } from './units/routes.ts';

export const ROOMS: readonly Room[] = [
  home,
  tasks,
  assessment,
  rounds,
  scores,
  units,
  letters,
  plans,
  intake,
  organisation,
  people,
  settings,
  audit,
];
