import { expect, test } from 'vitest';
import { editionFindings } from '@tongchuang/domain/assessment/findings.ts';
import { treeOf, weighedPoints } from '@tongchuang/domain/assessment/tree.ts';
import { SAMPLES } from './framework-samples.ts';

test.each([...SAMPLES])(
  'the sample %s is complete: counts as declared, 100 points, nothing to find',
  (_, edition) => {
    expect(editionFindings(edition)).toEqual([]);
    const points = weighedPoints(edition);
    const normal = treeOf(edition.nodes).leaves.filter(({ kind }) => kind === 'normal');
    expect(normal.reduce((sum, leaf) => sum + (points.get(leaf.code) ?? 0), 0)).toBe(10_000);
    expect(edition.title).toContain('示例');
  },
);

test('the sample for a county has 7 categories, 58 indicators and 118 criteria', () => {
  expect(SAMPLES.get('county-sample')?.levels.map((level) => level.count)).toEqual([7, 58, 118]);
});
