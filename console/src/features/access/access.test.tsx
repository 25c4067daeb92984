import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeServer, operator, Refused } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';

const nothingImported = { empty: true, currencies: [], daily: [], netRevenue: { currency: 'CNY', minorUnits: 0 } };

async function signIn(password: string) {
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.type(await screen.findByLabelText('Username'), 'lin');
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  return user;
}

it('leads who is not signed in to the sign-in page, and back to where they wanted to go', async () => {
  const server = fakeServer({
    'GET /api/session': new Refused(401, 'Signed out'),
    'POST /api/session': operator,
    'GET /api/tags': [],
  });
  renderAt('/tags');
  await signIn('correct horse');
  expect(await screen.findByRole('heading', { level: 1, name: 'Tags' })).toBeTruthy();
  expect(server.last('POST /api/session').body).toEqual({ username: 'lin', password: 'correct horse' });
});

it('says that name or password is wrong', async () => {
  fakeServer({ 'GET /api/session': new Refused(401, 'Signed out'), 'POST /api/session': new Refused(401, 'Unauthorised') });
  renderAt('/');
  await signIn('wrong');
  expect((await screen.findByRole('alert')).textContent).toContain('Username or password is wrong');
});

it('lets nobody in with a one-time password before they chose their own', async () => {
  let session = { ...operator, mustChangePassword: true };
  const server = fakeServer({
    'GET /api/session': () => session,
    'GET /api/overview': nothingImported,
    'POST /api/session/password': () => {
      session = operator;
      return null;
    },
  });
  const router = renderAt('/customers');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.type(await screen.findByLabelText('Current password'), 'one-time');
  await user.type(screen.getByLabelText('New password'), 'a longer secret');
  await user.type(screen.getByLabelText('Repeat the new password'), 'another secret');
  await user.click(screen.getByRole('button', { name: 'Save and open the console' }));
  expect(await screen.findByText('The two new passwords differ')).toBeTruthy();
  expect(server.received.filter(({ method }) => method === 'POST')).toEqual([]);

  await user.clear(screen.getByLabelText('Repeat the new password'));
  await user.type(screen.getByLabelText('Repeat the new password'), 'a longer secret');
  await user.click(screen.getByRole('button', { name: 'Save and open the console' }));
  await waitFor(() => expect(router.state.location.pathname).not.toBe('/sign-in'));
  expect(server.last('POST /api/session/password').body).toEqual({ currentPassword: 'one-time', newPassword: 'a longer secret' });
});

it('hides rooms that one may not enter, and says so at their address', async () => {
  fakeServer({ 'GET /api/session': { ...operator, permissions: ['overview.read'] }, 'GET /api/overview': nothingImported });
  renderAt('/segments');
  expect((await screen.findByRole('alert')).textContent).toContain('You may not see this page');
  expect(screen.getByRole('link', { name: 'Overview' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Segments' })).toBeNull();
});

it('shows the problem with what to do, and tries again', async () => {
  let broken = true;
  fakeServer({ 'GET /api/tags': () => (broken ? new Refused(422, 'The tags are being rebuilt', 'It takes a minute.') : []) });
  renderAt('/tags');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The tags are being rebuilt');
  expect(alert.textContent).toContain('It takes a minute.');
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No tags yet')).toBeTruthy();
});

it('an unknown address has a page of its own', async () => {
  fakeServer({});
  renderAt('/nowhere');
  expect(await screen.findByText('There is no page at this address')).toBeTruthy();
});
