import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { choose } from '@/test/choose';
import { type Answer, fakeServer, operator, WithEtag } from '@/test/fakeServer';
import { reachChannels } from '@/test/reachFixtures';
import { renderAt } from '@/test/renderAt';
import type { ContactPolicy, Message, Suppression } from './api';
import { editedPolicy, policyDraft } from './model';

const wang = { id: '0199aaaa-0000-7000-8000-000000000001', customerNo: 7, name: '王*' };
const message: Message = {
  at: '2026-11-20T02:00:00Z',
  customer: wang,
  channel: 'wecom',
  sender: 'ann',
  source: { kind: 'broadcast', id: '0199eeee-0000-7000-8000-000000000001' },
  state: 'failed',
  reason: 'quota',
  text: 'New shoes are here.',
};
const policy: ContactPolicy = {
  caps: [{ messagesMax: 4, days: 7 }],
  quietHours: { from: '21:00', until: '09:00', zone: 'Asia/Shanghai' },
  globalControlBp: 200,
};
const suppression: Suppression = {
  id: 41,
  channel: 'sms',
  reason: 'complaint',
  at: '2026-11-19T02:00:00Z',
  customer: wang,
};

function server(routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/channels': reachChannels,
    'GET /api/broadcasts': { items: [{ id: message.source.id, name: 'Wake up' }], nextCursor: null },
    'GET /api/messages': { items: [message], nextCursor: null },
    'GET /api/customers': { items: [{ ...wang, channels: [], orders: 0, netRevenue: [], tags: [] }], nextCursor: null },
    'GET /api/customers/*': { ...wang, channels: [], orders: 0, netRevenue: [], tags: [] },
    'GET /api/contact-policy': new WithEtag(policy, '"6"'),
    'GET /api/suppressions': { items: [suppression], nextCursor: null },
    ...routes,
  });
}

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

it('lists messages with what became of them, and filters them', async () => {
  const asked = server();
  renderAt('/messages');
  const user = setup();
  const row = await screen.findByRole('row', { name: /王/ });
  expect(row.textContent).toContain('by ann');
  expect(row.textContent).toContain("The channel's monthly quota is used up");
  expect(within(row).getByRole('link', { name: 'Why?' }).getAttribute('href')).toBe(`/broadcasts/${message.source.id}?trace=${wang.id}`);
  await choose(user, 'State', 'Unknown');
  await choose(user, 'Broadcast', 'Wake up');
  await waitFor(() => {
    const { query } = asked.last('GET /api/messages');
    expect([query.get('state'), query.get('broadcastId')]).toEqual(['unknown', message.source.id]);
  });
});

it('changes the contact rules over the version it started from', async () => {
  const asked = server({ 'PUT /api/contact-policy': ({ body }) => body as object });
  renderAt('/contact-rules');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Add a cap' }));
  await user.clear(screen.getByLabelText('Messages of cap 2'));
  await user.click(screen.getByRole('button', { name: 'Save rules' }));
  expect(await screen.findByText('Fill in all numbers')).toBeTruthy();
  await user.type(screen.getByLabelText('Messages of cap 2'), '1');
  await choose(user, 'Channel of cap 2', 'SMS');
  await user.click(screen.getByRole('switch', { name: 'Quiet hours' }));
  await user.click(screen.getByRole('button', { name: 'Save rules' }));
  await waitFor(() =>
    expect(asked.last('PUT /api/contact-policy').body).toEqual({
      caps: [
        { messagesMax: 4, days: 7 },
        { channel: 'sms', messagesMax: 1, days: 7 },
      ],
      globalControlBp: 200,
    }),
  );
  expect(asked.last('PUT /api/contact-policy').headers.get('If-Match')).toBe('"6"');
});

it('removes an address from the list only after asking', async () => {
  const asked = server({ 'DELETE /api/suppressions/*': null });
  renderAt('/contact-rules');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Remove 王* from the list' }));
  const dialog = await screen.findByRole('dialog');
  expect(asked.received.some(({ method }) => method === 'DELETE')).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(asked.last(`DELETE /api/suppressions/${suppression.id}`)).toBeTruthy());
});

it('adds a customer to the suppressions', async () => {
  const asked = server({ 'POST /api/suppressions': null });
  renderAt('/contact-rules');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Add to the list' }));
  const drawer = await screen.findByRole('dialog');
  const field = within(drawer).getByRole('combobox', { name: 'Customer' });
  await user.type(field, '7');
  await choose(user, field, '王');
  await choose(user, within(drawer).getByRole('combobox', { name: 'Channel' }), 'SMS');
  await user.click(within(drawer).getByRole('button', { name: 'Add to the list' }));
  await waitFor(() =>
    expect(asked.last('POST /api/suppressions').body).toEqual({ customerId: wang.id, channel: 'sms', reason: 'complaint' }),
  );
});

it('lets one who does not manage channels read the rules only', async () => {
  server({ 'GET /api/session': { ...operator, permissions: ['broadcasts.read'] } });
  renderAt('/contact-rules');
  expect((await screen.findByLabelText('Messages of cap 1')).hasAttribute('disabled')).toBe(true);
  expect(screen.queryByRole('button', { name: 'Save rules' })).toBeNull();
  expect(await screen.findByText('Complained')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Add to the list' })).toBeNull();
});

it('policyDraft is nothing while a number is missing', () => {
  const edited = editedPolicy(policy);
  expect(policyDraft(edited)).toEqual({ caps: policy.caps, quietHours: policy.quietHours, globalControlBp: 200 });
  expect(policyDraft({ ...edited, globalControlBp: null })).toBeUndefined();
  expect(policyDraft({ ...edited, caps: [{ id: 1, channel: 'sms', messagesMax: 1, days: null }] })).toBeUndefined();
});
