import { expect, test } from 'vitest';
import { z } from 'zod';
import { allRoutes } from '@tongchuang/testkit/all-routes.ts';

/** Personal data is told sparingly: a phone number stands masked in every reply but one, and that one answers what an act in the trail asked for. */

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  [key: string]: unknown;
}

/** Names under which a number to call a person by, or to know him by, could stand. */
const PERSONAL = /phone|mobile|telephone|(^|_)tel($|[A-Z_])|idNumber|identityCard|bankAccount/i;
/** The fields of that name that say only whether something is, or what may be done. */
const isHarmless = (schema: Schema): boolean => schema['type'] === 'boolean';

/** Fields of such names, wherever they stand, that are not masked. */
function told(schema: unknown, at: string, found: string[] = []): string[] {
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [name, field] of Object.entries((schema as Schema).properties ?? {}))
    if (PERSONAL.test(name) && !isHarmless(field) && !isMasked(field)) found.push(`${at}.${name}`);
  for (const [key, inner] of Object.entries(schema)) told(inner, `${at}.${key}`, found);
  return found;
}

const isMasked = (field: Schema): boolean =>
  field.$ref === '#/$defs/MaskedPhone' ||
  (field['anyOf'] as Schema[] | undefined)?.every((one) => one['type'] === 'null' || isMasked(one)) === true;

const fieldsOf = (reply: z.ZodType) => told(z.toJSONSchema(reply, { unrepresentable: 'any' }), 'reply');

test('a reply tells no phone number whole, but where its route says that it reveals', async () => {
  const routes = await allRoutes();
  const open = routes.filter((route) => fieldsOf(route.reply).length > 0);

  expect(open.map((route) => route.name)).toEqual(['personal.shown']);
  expect(routes.filter((route) => route.reveals).map((route) => route.name)).toEqual(['personal.shown']);
});

test('lists that show numbers mask them: the test sees them', async () => {
  const routes = await allRoutes();
  const masked = routes.filter((route) =>
    JSON.stringify(z.toJSONSchema(route.reply, { unrepresentable: 'any' })).includes('MaskedPhone'),
  );

  expect(masked.map((route) => route.name)).toEqual(
    expect.arrayContaining(['people.list', 'people.person', 'organisation.units', 'household.list']),
  );
});

test('what reveals is no act: the reply of an act is kept for ever', async () => {
  const routes = await allRoutes();
  expect(routes.filter((route) => route.reveals && route.method !== 'GET')).toEqual([]);
});
