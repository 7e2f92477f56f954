import { expect, test } from 'vitest';
import { killCampaign } from '../script/kill.ts';

test(
  'fifty kills of server and database under load lose no acknowledged act and double none',
  { timeout: 600_000 },
  async () => {
    const seed = Date.now() % 1_000_000;
    const report = await killCampaign(50, seed);

    console.log(`seed ${seed}`, report);
    expect(report.acknowledged, `seed ${seed}`).toBeGreaterThan(100);
    expect(
      { lost: report.lost, doubled: report.doubled, chainFaults: report.chainFaults },
      `seed ${seed}`,
    ).toEqual({
      lost: 0,
      doubled: 0,
      chainFaults: 0,
    });
  },
);
