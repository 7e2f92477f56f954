import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SpokenDeadline } from '@tongchuang/domain/kernel/calendar.ts';
import { chooseLocale } from './locale/locale.ts';
import {
  sayBytes,
  sayDate,
  sayDeadline,
  sayInstant,
  sayNumber,
  sayShare,
  sayShortInstant,
} from './speech.ts';

const saturday: SpokenDeadline = {
  due: '2026-03-07',
  at: '17:30',
  weekday: 6,
  makeUp: '春节',
  holiday: null,
  restDay: false,
  workdaysLeft: 2,
  overdueBy: null,
  provisional: false,
};
const today = '2026-03-05';
const line = (deadline: SpokenDeadline) => {
  const { span, when } = sayDeadline(deadline, today);
  return `${span} · ${when}`;
};

afterEach(() => chooseLocale('zh-CN'));

describe('a deadline', () => {
  test('says the workdays left, and why a Saturday counts', () => {
    expect(line(saturday)).toBe('还剩 2 个工作日 · 3月7日（周六，调休上班）17:30');
  });

  test('on a day of rest no workday is left, and yet it is not today', () => {
    expect(sayDeadline({ ...saturday, workdaysLeft: 0 }, '2026-03-06').span).toBe('明天到期');
    expect(sayDeadline({ ...saturday, workdaysLeft: 0 }, '2026-03-05').span).toBe('2 天后到期');
  });

  test('says today on its own day', () => {
    expect(sayDeadline({ ...saturday, workdaysLeft: 0 }, '2026-03-07').span).toBe('今天到期');
  });

  test('says how long it has been over', () => {
    const over = { ...saturday, workdaysLeft: null, overdueBy: { days: 4, workdays: 3 } };
    expect(sayDeadline(over, today)).toMatchObject({ span: '超期 3 个工作日', late: true });
  });

  test('that ended over a weekend is late by days', () => {
    const over = { ...saturday, workdaysLeft: null, overdueBy: { days: 1, workdays: 0 } };
    expect(sayDeadline(over, today).span).toBe('超期 1 天');
  });

  test('in a year without calendar says so', () => {
    const far = {
      ...saturday,
      due: '2028-03-07',
      weekday: 2,
      makeUp: null,
      restDay: null,
      workdaysLeft: 510,
      provisional: true,
    };
    expect(line(far)).toBe('还剩 510 个工作日（暂计：该年日历未载入） · 2028年3月7日（周二）17:30');
  });

  test('on a holiday names it', () => {
    const holiday = {
      ...saturday,
      due: '2026-10-01',
      weekday: 4,
      makeUp: null,
      holiday: '国庆节',
      restDay: true,
    };
    expect(sayDeadline(holiday, today).when).toBe('10月1日（周四，国庆节）17:30');
  });
});

describe('in English', () => {
  beforeEach(() => chooseLocale('en'));

  test('a deadline counts its days', () => {
    expect(line(saturday)).toBe('2 workdays left · 7 Mar (Sat, make-up workday) 17:30');
    expect(sayDeadline({ ...saturday, workdaysLeft: 1 }, today).span).toBe('1 workday left');
  });

  test('a day is said with its month', () => {
    expect(sayDate('2026-03-07')).toBe('7 Mar 2026');
  });
});

test('an instant is told by the clock of the place', () => {
  expect(sayInstant('2026-03-07T02:32:10.000Z')).toBe('2026年3月7日 10:32');
  expect(sayInstant('2026-03-07T17:00:00.000Z')).toBe('2026年3月8日 01:00');
});

test('what is near is told in few words', () => {
  const now = new Date('2026-03-07T03:00:00.000Z');
  expect(sayShortInstant('2026-03-07T02:32:00.000Z', now)).toBe('10:32');
  expect(sayShortInstant('2026-03-06T02:32:00.000Z', now)).toBe('昨天 10:32');
  expect(sayShortInstant('2026-03-01T02:32:00.000Z', now)).toBe('3月1日 10:32');
  expect(sayShortInstant('2025-12-31T02:32:00.000Z', now)).toBe('2025年12月31日 10:32');
});

test('numbers, shares and sizes', () => {
  expect(sayNumber(12345)).toBe('12,345');
  expect([sayShare(8650), sayShare(10_000), sayShare(0)]).toEqual(['86.5%', '100%', '0%']);
  expect([sayBytes(900), sayBytes(1536), sayBytes(52_428_800)]).toEqual(['900 B', '1.5 KB', '50 MB']);
});
