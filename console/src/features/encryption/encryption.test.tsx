import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { type Answer, fakeServer, operator, Refused } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';
import type { EncryptionState, MasterKey } from './api';
import { isDestroyable, progressPercent } from './model';

const primary: MasterKey = { id: 3_000_000_001, state: 'primary', madeAt: '2026-11-01T00:00:00Z', wraps: 1_234_567 };
const replaced: MasterKey = { ...primary, id: 7, state: 'replaced', wraps: 400 };
const retired: MasterKey = {
  ...primary,
  id: 8,
  state: 'retired',
  madeBy: 'anna',
  wraps: 0,
  retiredAt: '2026-11-10T00:00:00Z',
  destroyableAt: '2026-11-10T01:00:00Z',
};
const rotation = { keyId: primary.id, begunAt: '2026-11-20T00:00:00Z', begunBy: 'mei', keys: 1_000, rewrapped: 600, unopened: 0 };
const calm: EncryptionState = { keys: [primary, retired], countedAt: '2026-11-20T00:00:00Z' };
const rotating: EncryptionState = { ...calm, keys: [primary, replaced], rotation };

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

function open(state: Answer, more: Record<string, Answer> = {}) {
  const asked = fakeServer({ 'GET /api/encryption': state, ...more });
  renderAt('/encryption');
  return asked;
}

afterEach(() => vi.useRealTimers());

it('rotates only after saying that the new key must be backed up', async () => {
  const asked = open(calm, { 'POST /api/encryption/rotations': rotating });
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Rotate the master key' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Back up the folder "keys"');
  expect(asked.received.some(({ method }) => method === 'POST')).toBe(false);

  await user.click(within(dialog).getByRole('button', { name: 'Rotate the master key' }));
  await waitFor(() => expect(asked.last('POST /api/encryption/rotations').body).toEqual({ replaces: primary.id }));
});

it('shows how far a rotation is until it has ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'], shouldAdvanceTime: true });
  let state = rotating;
  open(() => state);
  const bar = await screen.findByRole('progressbar', { name: 'Data keys wrapped anew' });
  expect(bar.getAttribute('aria-valuenow')).toBe('60');
  expect(screen.getByText('600 of 1,000 data keys are wrapped anew.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Rotate the master key' }).hasAttribute('disabled')).toBe(true);

  state = calm;
  await act(() => vi.advanceTimersByTimeAsync(2_500));
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
});

it('warns of data keys that cannot be opened', async () => {
  open({ ...rotating, rotation: { ...rotation, unopened: 2 } });
  const warning = await screen.findByText('2 data keys cannot be opened');
  expect(warning.closest('[role=alert]')?.textContent).toContain('Restore');
});

it('destroys a retired key only after asking, and tells why not', async () => {
  const asked = open(calm, { 'POST /api/encryption/keys/8/destroy': new Refused(409, 'The master key is still needed') });
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Destroy master key 8' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('cannot be taken back');
  expect(asked.received.some(({ method }) => method === 'POST')).toBe(false);

  await user.click(within(dialog).getByRole('button', { name: 'Destroy' }));
  expect(await screen.findByText('The master key is still needed')).toBeTruthy();
});

it('lets an auditor look and no more', async () => {
  open(calm, { 'GET /api/session': { ...operator, permissions: ['encryption.read'] } });
  expect(await screen.findByText('1,234,567')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Rotate the master key' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Destroy master key 8' })).toBeNull();
});

it('says what went wrong and asks again', async () => {
  let answer: EncryptionState | Refused = new Refused(500, 'Something went wrong');
  open(() => answer);
  const retry = await screen.findByRole('button', { name: 'Try again' });
  answer = calm;
  await setup().click(retry);
  expect(await screen.findByText('1,234,567')).toBeTruthy();
});

it('knows when a key can be destroyed and how far a rotation is', () => {
  const at = Date.parse('2026-11-10T01:00:00Z');
  expect(isDestroyable(retired, at)).toBe(true);
  expect(isDestroyable(retired, at - 1)).toBe(false);
  expect(isDestroyable(replaced, at)).toBe(false);
  expect(progressPercent({ ...rotation, keys: 0, rewrapped: 0 })).toBeUndefined();
  expect(progressPercent({ ...rotation, keys: 3_000, rewrapped: 2_999 })).toBe(99.9);
  expect(progressPercent({ ...rotation, keys: 10, rewrapped: 12 })).toBe(100);
});
