import { expect, test } from 'vitest';
import { counting, mustMove, takesFacts, type SheetFact } from './round.ts';
import { mayFill, sheetsSeen, type Hand } from './sheets.ts';

const nobody: Hand = { seat: null, own: false, marks: false, manages: false, reads: false };

test('a unit sees what it said and what was seen, and its marks from the right of reply on', () => {
  const unit = { ...nobody, own: true };
  expect(sheetsSeen(unit, 'marking')).toEqual(['self', 'field']);
  expect(sheetsSeen(unit, 'reply')).toEqual(['self', 'field', 'first', 'arbiter', 'final']);
  expect(sheetsSeen(nobody, 'published')).toEqual([]);
});

test('two markers do not see each other, not even when one of them works in the office', () => {
  const clerk: Hand = { seat: 'second', own: false, marks: true, manages: true, reads: true };
  expect(sheetsSeen(clerk, 'marking')).not.toContain('first');
  expect(sheetsSeen(clerk, 'settling')).toContain('first');
  expect(sheetsSeen({ ...nobody, seat: 'arbiter' }, 'marking')).toEqual(
    expect.arrayContaining(['first', 'second']),
  );
});

test('each fills in his own sheet: a marker never arbitrates, a unit never marks itself', () => {
  const first: Hand = { ...nobody, seat: 'first', marks: true };
  expect(mayFill(first, 'first')).toBe(true);
  expect(mayFill(first, 'second')).toBe(false);
  expect(mayFill(first, 'arbiter')).toBe(false);
  expect(mayFill({ ...nobody, own: true }, 'field')).toBe(false);
  expect(mayFill({ ...nobody, manages: true }, 'final')).toBe(true);
});

test('a round goes forward by steps, and back only with a reason', () => {
  expect(() => mustMove('preparing', 'marking', null)).not.toThrow();
  expect(() => mustMove('marking', 'published', 'now')).toThrow('round.move_not_allowed');
  expect(() => mustMove('reply', 'marking', null)).toThrow('round.reason_missing');
  expect(() => mustMove('reply', 'marking', 'a marker was ill')).not.toThrow();
  expect(takesFacts('published', 'field')).toBe(false);
});

test('a mark counts instead of the field, the later instance instead of the earlier, the second never by itself', () => {
  const fact = (sheet: SheetFact['sheet'], criterion: string): SheetFact => ({
    sheet,
    criterion,
    name: 'value',
    unit: 'a',
  });
  const facts = [
    fact('self', '1'),
    fact('field', '1'),
    fact('first', '1'),
    fact('second', '1'),
    fact('field', '2'),
    fact('self', '2'),
    fact('first', '3'),
    fact('arbiter', '3'),
    fact('second', '4'),
  ];
  expect(counting(facts).map(({ sheet, criterion }) => `${criterion} ${sheet}`)).toEqual([
    '1 first',
    '2 field',
    '3 arbiter',
  ]);
});
