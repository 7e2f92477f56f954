import { beforeAll, expect, test } from 'vitest';
import { NoNetwork, Refused } from '@tongchuang/ui/call.ts';
import { loadWords } from '@tongchuang/ui/locale/locale.ts';
import { oneByOne } from './one-by-one.tsx';

beforeAll(() => loadWords('house'));

test('what is refused does not hold up the rest, and says why', async () => {
  const steps: number[] = [];
  const problem = {
    type: '',
    title: '',
    status: 409,
    detail: '已经认领。',
    code: 'x',
    facts: {},
    requestId: '',
  };

  const outcomes = await oneByOne(
    ['甲', '乙', '丙'],
    (name) => ({ id: name, name, href: `/${name}` }),
    async (name) => {
      if (name === '乙') throw new Refused(problem);
      if (name === '丙') throw new NoNetwork('no answer');
    },
    (done) => steps.push(done),
  );

  expect(outcomes.map(({ trouble }) => trouble)).toEqual([
    null,
    '已经认领。',
    expect.stringContaining('检查网络'),
  ]);
  expect(steps).toEqual([1, 2, 3]);
});
