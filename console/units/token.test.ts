import { expect, test } from 'vitest';
import { createShareLink } from '@tongchuang/contract/task-acts.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { newToken } from './token.ts';

test('a token is what the door takes, and never the same twice', () => {
  const tokens = Array.from({ length: 200 }, newToken);

  for (const token of tokens) {
    expect(createShareLink.body.safeParse({ id: newId(), token, days: 7 }).success).toBe(true);
  }
  expect(new Set(tokens).size).toBe(200);
});
