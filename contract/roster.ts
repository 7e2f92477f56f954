import { z } from 'zod';
import { Bytes } from './bytes.ts';
import { route } from './route.ts';
import { done, Sha256, typed } from './words.ts';

/** 名录导入: a workbook with divisions, units, people, posts and pairings; looked at first, then written whole or not at all. */

/** What becomes of a row. */
export const ROSTER_FATES = ['new', 'changed', 'same', 'wrong'] as const;

export const RosterRow = z
  .object({
    sheet: z.string(),
    /** As Excel shows it. */
    row: z.int(),
    code: z.string(),
    name: z.string(),
    fate: z.enum(ROSTER_FATES),
    /** Fields that change, with what is there now and what the file says. */
    changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
    /** Sentences in Chinese; any makes the row wrong. */
    errors: z.array(z.string()),
    /** Said, but the row is taken. */
    warnings: z.array(z.string()),
  })
  .meta({ id: 'RosterRow' });
export type RosterRow = z.output<typeof RosterRow>;

const ofFile = { sha256: Sha256, fileName: typed(200) };

/** 试导入: writes nothing. */
export const tryRoster = route({
  name: 'roster.try',
  method: 'GET',
  path: '/roster/trial',
  summary: 'What an uploaded roster would change, row by row, with errors; writes nothing',
  query: z.strictObject(ofFile),
  reply: z.object({
    rows: z.array(RosterRow),
    /** What the reader could not use: unknown sheets, columns, cells. */
    notes: z.array(z.string()),
    counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), wrong: z.int() }),
  }),
  refusals: ['request.not_found', 'paper.damaged', 'paper.unsupported', 'paper.not_a_roster'],
});

/** 导入: all rows or none. */
export const importRoster = route({
  name: 'roster.import',
  method: 'POST',
  path: '/roster',
  summary: 'Write an uploaded roster: upsert by code, whole or not at all',
  body: z.strictObject(ofFile),
  reply: done({ new: z.int(), changed: z.int(), same: z.int() }),
  refusals: [
    'roster.rows_wrong',
    'request.not_found',
    'paper.damaged',
    'paper.unsupported',
    'paper.not_a_roster',
  ],
});

/** 名录模板: heads, notes and examples that the import skips. */
export const rosterTemplate = route({
  name: 'roster.template',
  method: 'GET',
  path: '/roster/template.xlsx',
  summary: 'The empty roster to fill in',
  reply: Bytes,
});

/** 名录导出, in the layout that the import reads. It holds people: each export is kept in the trail. */
export const exportRoster = route({
  name: 'roster.export',
  method: 'POST',
  path: '/roster/exports',
  summary: 'The roster as a workbook',
  reply: Bytes,
});
