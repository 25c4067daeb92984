import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeServer, Refused } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const here = {
  id: '0199eeee-0000-7000-8000-000000000001',
  browser: 'chrome',
  system: 'windows',
  address: '10.0.0.7',
  createdAt: '2026-11-20T08:00:00Z',
  lastSeenAt: '2026-11-23T08:00:00Z',
  isCurrent: true,
};
const phone = { ...here, id: '0199eeee-0000-7000-8000-000000000002', browser: 'wecom', system: 'android', address: null, isCurrent: false };
const off = { isOn: false, since: null, recoveryCodesLeft: 0, isRequired: false };

it('shows where one is signed in and ends what is not here', async () => {
  let sessions = [here, phone];
  const asked = fakeServer({
    'GET /api/session/totp': off,
    'GET /api/sessions': () => sessions,
    'DELETE /api/sessions/0199eeee-0000-7000-8000-000000000002': () => {
      sessions = [here];
      return null;
    },
  });
  renderAt('/account');
  const user = setup();
  const row = await screen.findByRole('row', { name: /WeCom on Android/ });
  expect(within(screen.getByRole('row', { name: /Chrome on Windows/ })).queryByRole('button')).toBeNull();
  await user.click(within(row).getByRole('button', { name: 'End' }));
  expect(asked.received.some(({ method }) => method === 'DELETE')).toBe(false);
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'End' }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /WeCom on Android/ })).toBeNull());
  expect(screen.queryByRole('button', { name: 'End all others' })).toBeNull();
});

it('says that the sessions cannot be read, and tries again', async () => {
  let broken = true;
  fakeServer({
    'GET /api/session/totp': off,
    'GET /api/sessions': () => (broken ? new Refused(422, 'Not just now') : [here]),
  });
  renderAt('/account');
  expect((await screen.findByRole('alert')).textContent).toContain('Not just now');
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('row', { name: /Chrome on Windows/ })).toBeTruthy();
});
