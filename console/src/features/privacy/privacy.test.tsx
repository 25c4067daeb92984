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

const by = (who: string) => ({ by: who, at: request.receivedAt });

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
  const asked = server({ ...request, created: by('wang'), state: 'verified', verification: { how: 'phone_code', ...by('wang') } });
  const drawer = await open();
  await setup().click(await within(drawer).findByRole('button', { name: 'Approve the erasure' }));
  expect((await screen.findAllByText('Approve that this person is erased?')).length).toBeGreaterThan(0);
  expect(asked.received.some((call) => JSON.stringify(call).includes('/approve'))).toBe(false);
});

it.each([
  ['recorded', { created: by('lin'), verification: { how: 'phone_code' as const, ...by('wang') } }],
  ['verified', { created: by('wang'), verification: { how: 'phone_code' as const, ...by('lin') } }],
])('lets nobody approve an erasure that she %s', async (_, steps) => {
  server({ ...request, ...steps, state: 'verified' });
  const drawer = await open();
  expect(await within(drawer).findByText(/It waits for a second person/)).toBeDefined();
  expect(within(drawer).queryByRole('button', { name: 'Approve the erasure' })).toBeNull();
});

it('filters by state and says when nothing is in one', async () => {
  const asked = fakeServer({
    'GET /api/privacy/requests': ({ query }) => ({ items: query.get('state') === 'refused' ? [] : [request], nextCursor: null }),
  });
  renderAt('/privacy-requests');
  const user = setup();
  await user.click(await screen.findByRole('combobox', { name: 'State' }));
  await user.click(await screen.findByTitle('Refused'));
  expect(await screen.findByText('No request is in this state')).toBeDefined();
  expect(asked.received.some(({ path, query }) => path === '/api/privacy/requests' && query.get('state') === 'refused')).toBe(true);
});

it('knows what comes next, and counts the days', () => {
  expect(nextMove({ kind: 'erasure', state: 'verified' })).toBe('approve');
  expect(nextMove({ kind: 'access', state: 'verified' })).toBe('start');
  expect(nextMove({ kind: 'erasure', state: 'approved' })).toBe('start');
  expect(nextMove({ kind: 'erasure', state: 'running' })).toBeUndefined();
  const dueAt = '2026-12-01T02:00:00Z';
  expect(daysLeft(dueAt, new Date('2026-11-29T02:00:00Z'))).toBe(2);
  expect(daysLeft(dueAt, new Date('2026-11-29T02:00:01Z'))).toBe(2);
  expect(daysLeft(dueAt, new Date('2026-12-01T01:59:59Z'))).toBe(1);
  expect(daysLeft(dueAt, new Date('2026-12-01T02:00:00Z'))).toBe(-1);
  expect(daysLeft(dueAt, new Date('2026-12-02T03:00:00Z'))).toBe(-2);
});
