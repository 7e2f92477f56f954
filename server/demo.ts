import { listPlaces } from '@tongchuang/storage/access/sessions.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import { refreshStatistics } from '@tongchuang/storage/statistics.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { openPlace } from '@tongchuang/usecases/places.ts';
import { loadCounty } from './demo-county.ts';
import { tellDemoStory } from './demo-story.ts';

/** The fictional county that a first look begins with: loaded once, into an empty database only. */
export async function loadDemo(house: House): Promise<void> {
  const places = await inTransaction(house.store, null, 'read', ({ db }) => listPlaces(db));
  if (places.length > 0) return;
  // Nobody knows this password: the demo accounts are the way in.
  const password = Buffer.from(house.random(24)).toString('base64url');
  const administrator = { name: '值班管理员', login: 'administrator', password };
  const tenant = await openPlace(house, { code: 'qingyuan', name: '清源县', isDemo: true, administrator });
  await inTransaction(house.store, tenant, 'write', async (transaction) => {
    await loadCounty(house, transaction, tenant);
    await refreshStatistics(transaction);
  });
  await tellDemoStory(house, tenant);
}
