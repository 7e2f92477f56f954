import { afterAll, beforeAll, expect, test } from 'vitest';
import { RIGHTS } from '@tongchuang/domain/access/rights.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

interface Operation {
  operationId?: string;
  summary?: string;
  responses: Record<string, unknown>;
}

test('OpenAPI 3.1 describes every door, each with a name, a summary and the problem it may answer', async () => {
  const document = (await county.get(null, '/openapi.json')).body;
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.values<Record<string, Operation>>(document.paths).flatMap((path) =>
    Object.values(path),
  );
  for (const { operationId, summary, responses } of operations) {
    expect(summary, operationId).toBeTruthy();
    expect(responses, operationId).toHaveProperty('default');
  }
  const described = new Set(operations.map((operation) => operation.operationId));
  const doors = Object.entries(RIGHTS)
    .filter(([, right]) => right.who !== 'clock')
    .map(([name]) => name);
  expect(doors.filter((name) => !described.has(name))).toEqual([]);
});

test('every reference in it leads somewhere', async () => {
  const text = JSON.stringify((await county.get(null, '/openapi.json')).body);
  const { components } = JSON.parse(text);
  const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(names.filter((name) => !(name in components.schemas))).toEqual([]);
});

test('the figures for Prometheus and the two health checks answer', async () => {
  const ask = (url: string) => county.app.inject({ url });
  expect((await ask('/healthz')).statusCode).toBe(200);
  expect((await ask('/readyz')).statusCode).toBe(200);
  expect((await ask('/metrics')).body).toContain('http_request_duration_seconds_bucket');
});
