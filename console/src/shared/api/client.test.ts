import { expect, it } from 'vitest';
import { newIdempotencyKey, withoutNulls } from './client';

it('what is absent is absent, also where a server writes null', () => {
  expect(withoutNulls({ a: null, b: 0, c: [null, { d: null, e: '' }], f: false })).toEqual({ b: 0, c: [null, { e: '' }], f: false });
});

it('idempotency keys differ', () => {
  expect(new Set(Array.from({ length: 100 }, newIdempotencyKey)).size).toBe(100);
});

it('leaves a file as it came', () => {
  const file = new Blob(['{"name":null}']);
  expect(withoutNulls(file)).toBe(file);
});
