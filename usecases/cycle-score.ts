import * as routes from '@tongchuang/contract/frameworks.ts';
import { cycleScore as scoreOfCycle } from '@tongchuang/domain/assessment/cycle.ts';
import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import { newestSnapshots } from '@tongchuang/storage/scoring/snapshots.ts';
import { view } from './act.ts';

/**
 * 年度权重: of each year of the cycle the newest published round under this edition or another of the same framework counts;
 * the cycle's first year is that of the edition.
 */
export const cycleScore = view(routes.cycleScore, {
  async run(scene, { params: { id } }) {
    const row = await getEdition(scene, id);
    const first = row.year ?? Number(scene.today.slice(0, 4));
    const published = (await newestSnapshots(scene, null)).filter(
      (one) => one.editionId === id || (row.code !== '' && one.edition.code === row.code),
    );
    const years = (row.content?.years ?? []).map(({ year, share }) => {
      const found = published.findLast((one) => Number(one.to.slice(0, 4)) === first + year - 1);
      return {
        year,
        share,
        roundId: (found?.roundId ?? null) as RoundId | null,
        round: found?.round ?? null,
        on: found?.to ?? null,
        converted: found?.converted ?? null,
      };
    });
    const convertedOf = (year: number) => years.find((one) => one.year === year)?.converted ?? null;
    return { years, score: scoreOfCycle(row.content?.years ?? [], convertedOf).score };
  },
});
