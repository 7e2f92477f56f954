import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonId, SessionId, UnitId } from '../kernel/ids.ts';
import { beyondOwn } from './granting.ts';
import { may, type Actor, type HeldGrant } from './may.ts';
import { REACHES, type Grant, type Permission } from './permissions.ts';

const [county, town, village, other] = ['county', 'town', 'village', 'other'] as UnitId[] as [
  UnitId,
  UnitId,
  UnitId,
  UnitId,
];
const PATHS = [[county], [town, county], [village, town, county], [other, county]];

const somebody = (...grants: HeldGrant[]): Actor => ({
  personId: 'p' as PersonId,
  sessionId: 's' as SessionId,
  name: '周敏',
  unitId: county,
  roles: [],
  owes: null,
  grants,
});
const grant = (permission: Permission, reach: Grant['reach']): Grant => ({ permission, reach });

test('a right is given within one’s own reach and no further', () => {
  const zhou = somebody({ permission: 'task.work', reach: 'subtree', unitId: town });

  expect(beyondOwn(zhou, [grant('task.work', 'own')], [village, town, county])).toBeNull();
  expect(beyondOwn(zhou, [grant('task.work', 'subtree')], [town, county])).toBeNull();
  expect(beyondOwn(zhou, [grant('task.work', 'own')], [other, county])).toBe('task.work');
  expect(beyondOwn(zhou, [grant('task.work', 'all')], [town, county])).toBe('task.work');
  expect(beyondOwn(zhou, [grant('task.work', 'own'), grant('task.head', 'own')], [town, county])).toBe(
    'task.head',
  );
});

test('whoever edits roles for the whole place gives any; within a subtree that is no licence', () => {
  const all = somebody({ permission: 'roles.edit', reach: 'all', unitId: county });
  const part = somebody({ permission: 'roles.edit', reach: 'subtree', unitId: town });

  expect(beyondOwn(all, [grant('task.head', 'all')], [county])).toBeNull();
  expect(beyondOwn(part, [grant('task.head', 'own')], [town, county])).toBe('task.head');
});

test('whatever is given opens no row that its giver could not open himself', () => {
  const permission: Permission = 'task.read';
  const anyUnit = fc.constantFrom(county, town, village, other);
  const anyReach = fc.constantFrom(...REACHES);
  fc.assert(
    fc.property(
      fc.array(fc.record({ reach: anyReach, unitId: anyUnit }), { maxLength: 3 }),
      anyReach,
      fc.constantFrom(...PATHS),
      fc.constantFrom(...PATHS),
      (held, reach, at, row) => {
        const giver = somebody(...held.map((one) => ({ ...one, permission })));
        fc.pre(beyondOwn(giver, [{ permission, reach }], at) === null);
        const taker = somebody({ permission, reach, unitId: at[0] as UnitId });
        if (may(taker, permission, [row])) expect(may(giver, permission, [row])).toBe(true);
      },
    ),
  );
});
