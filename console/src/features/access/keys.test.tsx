import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeServer, operator, Refused } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const till = {
  id: '0199ffff-0000-7000-8000-000000000001',
  name: 'Till',
  shown: 'qyk_5f0c9a1e77b2',
  owner: 'lin',
  permissions: ['tags.read'],
  createdAt: '2026-11-01T00:00:00Z',
  expiresAt: '2027-01-30T00:00:00Z',
  lastUsedAt: null,
  revokedAt: null,
  isActive: true,
};

it('makes an API key without dangerous permissions and shows it once', async () => {
  const asked = fakeServer({
    'GET /api/api-keys': { items: [], nextCursor: null },
    'POST /api/api-keys': { key: till, secret: 'qyk_5f0c9a1e77b2_secret' },
  });
  renderAt('/keys');
  const user = setup();
  expect(await screen.findByText('No API keys yet')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Make an API key' }));
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).queryByLabelText('Manage people')).toBeNull();
  expect(within(drawer).queryByLabelText('Manage keys')).toBeNull();
  await user.type(within(drawer).getByLabelText('Name'), 'Till');
  await user.click(within(drawer).getByLabelText('See tags'));
  await user.click(within(drawer).getByRole('button', { name: 'Make an API key' }));

  expect(await screen.findByDisplayValue('qyk_5f0c9a1e77b2_secret')).toBeTruthy();
  expect(asked.last('POST /api/api-keys').body).toEqual({ name: 'Till', days: 90, permissions: ['tags.read'] });
  await user.click(screen.getByRole('button', { name: 'I have stored it' }));
  await waitFor(() => expect(screen.queryByDisplayValue('qyk_5f0c9a1e77b2_secret')).toBeNull());
});

it('revokes only after asking', async () => {
  const asked = fakeServer({
    'GET /api/api-keys': { items: [till], nextCursor: null },
    'POST /api/api-keys/0199ffff-0000-7000-8000-000000000001/revoke': new Refused(404, 'There is no such key'),
  });
  renderAt('/keys');
  const user = setup();
  expect(await screen.findByText('Good')).toBeTruthy();
  expect(screen.queryByText('Revoked')).toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Revoke Till' }));
  const dialog = await screen.findByRole('dialog');
  expect(asked.received.some(({ method }) => method === 'POST')).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByText('There is no such key')).toBeTruthy();
});

it('makes a write key for a source', async () => {
  const asked = fakeServer({
    'GET /api/write-keys': { items: [], nextCursor: null },
    'POST /api/write-keys': {
      key: {
        id: till.id,
        name: 'Shop',
        source: 'web',
        shown: 'qyw_1',
        createdBy: 'lin',
        createdAt: till.createdAt,
        lastUsedAt: null,
        revokedAt: null,
      },
      secret: 'qyw_1_secret',
    },
  });
  renderAt('/keys/write');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Make a write key' }));
  const drawer = await screen.findByRole('dialog');
  await user.type(within(drawer).getByLabelText('Name'), 'Shop');
  await user.click(within(drawer).getByRole('button', { name: 'Make a write key' }));
  expect(await screen.findByDisplayValue('qyw_1_secret')).toBeTruthy();
  expect(asked.last('POST /api/write-keys').body).toEqual({ name: 'Shop', source: 'web' });
});

it('is no room for one who does not manage keys', async () => {
  fakeServer({ 'GET /api/session': { ...operator, permissions: ['broadcasts.read'] } });
  renderAt('/keys');
  expect((await screen.findByRole('alert')).textContent).toContain('You may not see this page');
});
