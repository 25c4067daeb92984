import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { type Answer, fakeServer } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';
import type { PrivacyRequest } from './api';
import { daysLeft, nextMove } from './model';

const id = '0199aaaa-0000-7000-8000-0000000000e1';
const request: PrivacyRequest = {
  id,
  kind: 'erasure',
  state: 'received',
  customerId: '0199aaaa-0000-7000-8000-000000000001',
  channel: 'phone',
  receivedAt: '2026-11-01T02:00:00Z',
  dueAt: '2026-12-01T02:00:00Z',
  deadline: 'running',
  created: { by: 'lin', at: '2026-11-01T02:00:00Z' },
  version: 1,
};

function server(one: PrivacyRequest, routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/privacy/requests': { items: [one], nextCursor: null },
    'GET /api/privacy/requests/*': one,
    ...routes,
  });
}

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

async function open() {
  renderAt('/privacy-requests');
  await setup().click(await screen.findByRole('button', { name: 'Erasure' }));
  return screen.findByRole('dialog');
}

it('does nothing to a request before it is verified who asks', async () => {
  const asked = server(request, { [`POST /api/privacy/requests/${id}/verify`]: { ...request, state: 'verified' } });
  const drawer = await open();
  expect(within(drawer).queryByRole('button', { name: 'Erase now' })).toBeNull();
  expect(within(drawer).queryByRole('button', { name: 'Approve the erasure' })).toBeNull();
  await setup().click(await within(drawer).findByRole('button', { name: 'Identity verified' }));
  await waitFor(() => expect(asked.received.some((call) => JSON.stringify(call).includes('/verify'))).toBe(true));
});

it('asks again before an erasure is approved', async () => {
  const asked = server({ ...request, state: 'verified', verification: { how: 'phone_code', by: 'lin', at: request.receivedAt } });
  const drawer = await open();
  await setup().click(await within(drawer).findByRole('button', { name: 'Approve the erasure' }));
  expect((await screen.findAllByText('Approve that this person is erased?')).length).toBeGreaterThan(0);
  expect(asked.received.some((call) => JSON.stringify(call).includes('/approve'))).toBe(false);
});

it('knows what comes next, and counts the days', () => {
  expect(nextMove({ kind: 'erasure', state: 'verified' })).toBe('approve');
  expect(nextMove({ kind: 'access', state: 'verified' })).toBe('start');
  expect(nextMove({ kind: 'erasure', state: 'approved' })).toBe('start');
  expect(nextMove({ kind: 'erasure', state: 'running' })).toBeUndefined();
  expect(daysLeft('2026-12-01T02:00:00Z', new Date('2026-11-29T02:00:00Z'))).toBe(2);
  expect(daysLeft('2026-12-01T02:00:00Z', new Date('2026-12-01T03:00:00Z'))).toBe(-1);
});
