import { expect, test } from 'vitest';
import { deviceOf } from './own-sessions.tsx';

test('a device is told by its browser and its system', () => {
  const windows =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

  expect(deviceOf({ agent: windows })).toBe('Chrome 131 · Windows');
  expect(deviceOf({ agent: phone })).toBe('Safari 18 · iPhone');
});

test('a stranger is quoted', () => {
  expect(deviceOf({ agent: 'curl/8.5.0' })).toBe('curl/8.5.0');
  expect(deviceOf({ agent: '' })).toBe('—');
});
