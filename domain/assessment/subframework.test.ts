import { expect, test } from 'vitest';
import type { Edition } from './edition.ts';
import { editionFindings } from './findings.ts';
import { readEdition } from './read-edition.ts';
import { asSubframework, subframeworkCode } from './subframework.ts';

const editionOf = (code: string, nodes: object[]): Edition => {
  const read = readEdition({ code, title: code, nodes });
  if ('problem' in read) throw new Error(JSON.stringify(read.problem));
  return read.edition;
};
const leaf = (code: string, more: object = {}) => ({
  code,
  level: 1,
  title: `标准${code}`,
  points: 10,
  ...more,
});

test('codes that the outer edition has too are led by the code of the sub-framework, references with them', () => {
  const city = editionOf('city', [leaf('1', { points: 80 })]);
  const minors = editionOf('minors', [
    leaf('1', { points: null }),
    { ...leaf('1.1'), level: 2, parent: '1' },
    {
      ...leaf('1.2'),
      level: 2,
      parent: '1',
      applies: { when: { code: '1.1', fact: 'value', is: '>', than: 0 } },
    },
  ]);

  const { edition } = asSubframework(city, minors, 'minors');

  expect(edition.nodes.map(({ code, parent }) => [code, parent])).toEqual([
    ['minors-1', null],
    ['minors-1.1', 'minors-1'],
    ['minors-1.2', 'minors-1'],
  ]);
  expect(edition.nodes[2]?.applies.when?.code).toBe('minors-1.1');
});

test('an edition with codes of its own stays as it is, and 20 per cent of it enter through a node', () => {
  const city = editionOf('city', [leaf('A', { points: null, weight: '80%' })]);
  const minors = editionOf('minors', [leaf('M1')]);

  const sub = asSubframework(city, minors, 'minors');
  const node = leaf('B', { points: null, weight: '20%', kind: 'subframework', uses: 'minors' });
  const read = readEdition({ ...city, nodes: [...city.nodes, node], subframeworks: [sub] });

  expect(sub.edition).toEqual(minors);
  expect(
    'edition' in read && editionFindings(read.edition).filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
});

test('its code is that of the edition, or the next free one', () => {
  const minors = editionOf('minors', [leaf('M1')]);
  const city = editionOf('city', [leaf('A')]);
  const with1 = { ...city, subframeworks: [{ code: 'minors', edition: minors }] };

  expect(subframeworkCode(city, minors)).toBe('minors');
  expect(subframeworkCode(with1, minors)).toBe('S1');
  expect(subframeworkCode(city, editionOf('', [leaf('M1')]))).toBe('S1');
});
