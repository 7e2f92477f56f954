import { z } from 'zod';

/** Made-up input for a route, by its own schema: so that a route added tomorrow is knocked at tomorrow. */
interface JsonSchema {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
}

const TRIES = 300;

/**
 * @param idOf  the id that stands under a name: `unitId`, `id`
 * @throws {Error} where no input is found that the schema takes: then its form is beyond this sampler
 */
export function sample(schema: z.ZodType, idOf: (name: string) => string): unknown {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  let random = 7;
  const roll = (sides: number) => {
    random = (random * 48_271) % 2_147_483_647;
    return random % sides;
  };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const made = make(whole, '', whole, idOf, roll);
    if (schema.safeParse(made).success) return made;
  }
  throw new Error(`no sample for ${JSON.stringify(whole).slice(0, 400)}`);
}

function make(
  schema: JsonSchema,
  name: string,
  whole: JsonSchema,
  idOf: (name: string) => string,
  roll: (sides: number) => number,
): unknown {
  const go = (inner: JsonSchema, as = name) => make(inner, as, whole, idOf, roll);
  if (schema.$ref) return go(whole.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[roll(schema.enum.length)];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return go(choices[roll(choices.length)] ?? {});
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((inner) => go(inner)));
  switch (schema.type) {
    case 'object': {
      const wanted = Object.entries(schema.properties ?? {}).filter(
        ([field]) => schema.required?.includes(field) === true || roll(2) === 0,
      );
      return Object.fromEntries(wanted.map(([field, inner]) => [field, go(inner, field)]));
    }
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, roll(2)) }, () => go(schema.items ?? {}));
    case 'integer':
    case 'number': {
      const least = schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1;
      return Math.min(least + roll(3), schema.maximum ?? Infinity);
    }
    case 'boolean':
      return roll(2) === 0;
    case 'null':
      return null;
    case 'string':
      return text(schema, name, idOf, roll);
    default:
      return {};
  }
}

function text(
  schema: JsonSchema,
  name: string,
  idOf: (name: string) => string,
  roll: (sides: number) => number,
): string {
  if (schema.format === 'uuid') return idOf(name);
  if (schema.format === 'date')
    return ['2026-02-02', '2026-03-01', '2026-03-02', '2026-06-30'][roll(4)] ?? '';
  if (schema.format === 'date-time') return '2026-03-02T01:00:00.000Z';
  if (schema.format === 'uri') return 'https://example.test/';
  if (schema.pattern) return matching(schema.pattern, roll);
  return '示例'.padEnd(schema.minLength ?? 2, '文');
}

/** A text for patterns that are a row of classes and letters with counts: ^[a-z][a-z0-9_]{1,39}$ */
function matching(pattern: string, roll: (sides: number) => number): string {
  let made = '';
  for (const [, piece = '', least, plus] of pattern
    .replaceAll(/^\^|\$$/g, '')
    .matchAll(/(\[[^\]]+\]|\\[dws]|\\?.)(?:\{(\d+)(?:,\d*)?\}|([+*?]))?/g)) {
    const times = least ? Number(least) : plus === '*' || plus === '?' ? 0 : 1;
    for (let n = 0; n < times; n += 1) made += letterOf(piece, roll);
  }
  return made;
}

function letterOf(piece: string, roll: (sides: number) => number): string {
  const fits = new RegExp(`^${piece}$`);
  const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-./:中'].filter((one) =>
    fits.test(one),
  );
  return letters[roll(letters.length)] ?? '';
}
