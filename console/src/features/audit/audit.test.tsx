import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { choose } from '@/test/choose';
import { type Answer, fakeServer } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';
import type { AuditAlarm, AuditChain, AuditEntry } from './api';
import { exportAddress } from './api';

const customerId = '0199aaaa-0000-7000-8000-000000000001';
const entry: AuditEntry = {
  id: '0199cccc-0000-7000-8000-000000000001',
  at: '2026-11-20T02:00:00Z',
  actor: 'mei',
  kind: 'reveal',
  action: 'customers.reveal',
  objectKind: 'customer',
  objectId: customerId,
  outcome: 'done',
  reason: 'service: she asked to be called',
  sourceIp: '10.0.0.7',
  details: { fields: 'phone' },
  requestId: '0199cccc-0000-7000-8000-000000000002',
};
const alarm: AuditAlarm = {
  id: '0199cccc-0000-7000-8000-000000000003',
  at: '2026-11-20T02:00:00Z',
  actor: 'mei',
  action: 'customers.reveal',
  rule: 'burst',
  counted: 21,
  allowed: 20,
};
const whole: AuditChain = { lastBlock: 12, verified: { at: '2026-11-20T02:00:00Z', block: 12, entries: 3456, breaches: [] } };
const customer = {
  id: customerId,
  customerNo: 7,
  name: '王*',
  phone: '138****1234',
  channels: [],
  orders: 0,
  netRevenue: [],
  tags: [],
  attributes: {},
  accounts: [],
  identifiers: [],
  metrics: [],
  merges: [],
};

function server(routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/audit/entries': { items: [entry], nextCursor: null },
    'GET /api/audit/chain': whole,
    'GET /api/audit/alarms': { items: [alarm], nextCursor: null },
    'GET /api/customers/*': customer,
    [`GET /api/customers/${customerId}/timeline`]: { items: [], nextCursor: null },
    ...routes,
  });
}

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

afterEach(() => vi.useRealTimers());

it('tells who did what, and all about it on demand', async () => {
  server();
  renderAt('/audit');
  const user = setup();
  expect(await screen.findByText('Whole: verified until block 12')).toBeTruthy();
  expect(screen.getByText(/21 within ten minutes, 20 are usual/)).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: 'Revealed personal values' }));
  const drawer = await screen.findByRole('dialog');
  expect(drawer.textContent).toContain('she asked to be called');
  expect(within(drawer).getByRole('link', { name: customerId }).getAttribute('href')).toBe(`/customers/${customerId}`);
});

it('asks for what is filtered, and exports the same', async () => {
  const asked = server();
  renderAt('/audit');
  const user = setup();
  await screen.findByText('10.0.0.7');
  await choose(user, 'Kind', 'Reveal');
  await user.type(screen.getByRole('textbox', { name: 'Person' }), 'mei{Enter}');
  await waitFor(() => {
    const { query } = asked.last('GET /api/audit/entries');
    expect([query.get('kind'), query.get('actor')]).toEqual(['reveal', 'mei']);
  });
  expect(screen.getByRole('link', { name: 'Export CSV' }).getAttribute('href')).toBe(exportAddress({ actor: 'mei', kind: 'reveal' }));
});

it('names what was changed by somebody else', async () => {
  server({
    'GET /api/audit/chain': {
      lastBlock: 12,
      verified: {
        at: '2026-11-20T02:00:00Z',
        block: 12,
        entries: 3456,
        breaches: [{ kind: 'entry_changed', blockNo: 3, entryId: entry.id }],
      },
    },
  });
  renderAt('/audit');
  const alert = await screen.findByText('Changed by somebody else: 1 breach');
  expect(alert.closest('[role=alert]')?.textContent).toContain(`Block 3: an entry was changed ${entry.id}`);
});

it('says so when nothing fits', async () => {
  server({ 'GET /api/audit/entries': { items: [], nextCursor: null } });
  renderAt('/audit?actor=nobody');
  expect(await screen.findByText('No entry fits')).toBeTruthy();
});

it('shows values in clear only for a reason, and hides them after a minute', async () => {
  const asked = server({
    [`POST /api/customers/${customerId}/reveal`]: () => ({ phone: '+8613800001234', hideAt: new Date(Date.now() + 60_000).toISOString() }),
  });
  renderAt(`/customers/${customerId}`);
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Reveal personal values' }));
  await user.click(await screen.findByRole('button', { name: 'Reveal' }));
  expect(await screen.findByText('Choose a reason')).toBeTruthy();
  await choose(user, 'Reason', 'Complaint');
  await user.type(screen.getByLabelText('What for'), 'case 4711');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], shouldAdvanceTime: true });
  await user.click(screen.getByRole('button', { name: 'Reveal' }));
  expect(await screen.findByText('+8613800001234')).toBeTruthy();
  expect(asked.last(`POST /api/customers/${customerId}/reveal`).body).toEqual({
    fields: ['phone'],
    reason: 'complaint',
    note: 'case 4711',
  });
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(screen.queryByText('+8613800001234')).toBeNull();
});

it('tells on the page of a customer who saw her', async () => {
  const asked = server();
  renderAt(`/customers/${customerId}`);
  await setup().click(await screen.findByRole('tab', { name: 'Seen by' }));
  expect(await screen.findByRole('cell', { name: 'mei' })).toBeTruthy();
  expect(asked.last('GET /api/audit/entries').query.get('objectId')).toBe(customerId);
});
