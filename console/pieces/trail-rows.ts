import { createElement, type ReactNode } from 'react';
import type { z } from 'zod';
import type { AuditRow } from '@tongchuang/contract/audit.ts';
import { PERSONAL_KINDS } from '@tongchuang/contract/personal.ts';
import { TASK_STATES, UNIT_ROLES, type TaskState, type UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { actWord } from '@tongchuang/ui/pieces/act-word.ts';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import type { TrailRow } from '@tongchuang/ui/pieces/trail.tsx';
import { sayDate, sayList, sayNumber, sayShare } from '@tongchuang/ui/speech.ts';

/** Names of what rows point to, by id, as the server gives them. */
export type Names = Readonly<Record<string, string>>;
type Row = z.output<typeof AuditRow>;
type Fact = NonNullable<TrailRow['facts']>[number];

/** What a fact is called; its own name where the words do not know it. */
function factWord(name: string): string {
  const key = `audit.fact_${name}`;
  const words: string = t(key as 'audit.fact_reason');
  return words === key ? name : words;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isState = (value: unknown): value is TaskState => TASK_STATES.some((state) => state === value);
const isPersonalKind = (value: unknown): value is (typeof PERSONAL_KINDS)[number] =>
  PERSONAL_KINDS.some((kind) => kind === value);
const isRole = (value: unknown): value is UnitRole => UNIT_ROLES.some((role) => role === value);

/** A fact in the reader's words: names for ids, days as people say them, no braces. */
export function sayFact(name: string, value: unknown, names: Names): string {
  if (typeof value === 'string') {
    if (/^[0-9a-f]{64}$/.test(value)) return value.slice(0, 12);
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return sayDate(value);
    if (isRole(value) && name === 'role') return roleWord(value);
    if (isPersonalKind(value) && name === 'of') return t(`audit.of_${value}`);
    return names[value] ?? value;
  }
  if (typeof value === 'number')
    return name.endsWith('Bp') ? sayShare(value) : sayNumber(value, value % 1 === 0 ? 0 : 2);
  if (typeof value === 'boolean') return value ? t('audit.yes') : t('audit.no');
  if (Array.isArray(value)) {
    if (name === 'files' || value.length > MANY) return t('audit.count', { count: value.length });
    return sayList(value.map((one) => sayFact(name, one, names)));
  }
  if (!isRecord(value)) return '';
  return Object.entries(value)
    .filter(([key, one]) => one !== null && one !== '' && key !== 'id' && key !== 'version')
    .map(([key, one]) => sayFact(key, one, names))
    .join(' ');
}

/** Longer lists are counted. */
const MANY = 12;

/** 状态：推进中 → 待核验; nothing where the state stayed; only how many where an act moved many tasks. */
function movesFact(value: unknown): Fact | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  if (value.length > 1)
    return { name: t('audit.fact_tasks'), value: t('audit.count', { count: value.length }) };
  const { from, to } = isRecord(value[0]) ? value[0] : {};
  if (from === to || !isState(to)) return null;
  const word = (state: TaskState) => t(`audit.state_${state}`);
  const change = isState(from) ? `${word(from)} → ${word(to)}` : word(to);
  return { name: t('audit.fact_state'), value: change };
}

export const trailRow = (row: Row, names: Names): TrailRow => ({
  id: row.commandId,
  at: row.at,
  actor: row.actorId === null ? null : row.actorName,
  act: actWord(row.act),
  facts: Object.entries(row.facts).flatMap(([name, value]): Fact[] => {
    if (name === 'moves') {
      const moved = movesFact(value);
      return moved === null ? [] : [moved];
    }
    const said = sayFact(name, value, names);
    return said === '' || said === '{}' ? [] : [{ name: factWord(name), value: said }];
  }),
  mark: row.hash,
});

/** Where the page of an object is; null for what has none. */
const PAGES: Record<string, (id: string) => string> = {
  task: (id) => `/tasks/${id}`,
  unit: (id) => `/units/${id}`,
  plan: (id) => `/plans/${id}`,
  document: (id) => `/intake/${id}`,
};

/** The page of an object, where it has one. */
export const pageOf = (kind: string, id: string): string | null => PAGES[kind]?.(id) ?? null;

/** What an act concerned, as links; of many the first few. */
export function objectLinks(row: Row, names: Names): ReactNode {
  const known = row.objects.flatMap((object) => {
    const [kind = '', id = ''] = object.split(':');
    const href = pageOf(kind, id);
    const name = names[id]?.replace(/[，。；、]+$/, '');
    // A person's page is for whoever may see people: here the name is enough.
    return name === undefined || (href === null && kind !== 'person') ? [] : [{ id, href, name }];
  });
  if (known.length === 0) return null;
  const shown = known
    .slice(0, FEW)
    .flatMap(({ id, href, name }, n): ReactNode[] => [
      ...(n === 0 ? [] : [sayList(['', ''])]),
      href === null ? name : createElement('a', { key: id, href }, name),
    ]);
  if (known.length > FEW) shown.push(` ${t('audit.and_more', { count: known.length - FEW })}`);
  return createElement('span', { className: 'tc-trail-objects' }, ...shown);
}
const FEW = 3;
