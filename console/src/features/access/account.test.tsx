import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeServer, operator, Refused } from '@/test/fakeServer';
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

it('sets up the second factor with the password, a QR code and a first code, and shows the recovery codes once', async () => {
  let state: object = off;
  const asked = fakeServer({
    'GET /api/session/totp': () => state,
    'GET /api/sessions': [here],
    'POST /api/session/totp': { secret: 'GEZDGNBVGY3TQOJQ', uri: 'otpauth://totp/Quanyu:lin?secret=GEZDGNBVGY3TQOJQ' },
    'POST /api/session/totp/confirm': () => {
      state = { isOn: true, since: '2026-11-23T08:00:00Z', recoveryCodesLeft: 10, isRequired: false };
      return { recoveryCodes: ['abcd-efgh-jkmn-pqrs', 'tuvw-xyz2-3456-789a'] };
    },
  });
  renderAt('/account');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Set up two-step sign-in' }));
  await user.type(await screen.findByLabelText('Current password'), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByRole('img', { name: 'QR code for the authenticator app' })).toBeTruthy();
  expect(screen.getByDisplayValue('GEZDGNBVGY3TQOJQ')).toBeTruthy();
  await user.type(screen.getByLabelText('Code'), '12345');
  await user.click(screen.getByRole('button', { name: 'Turn on' }));
  expect(await screen.findByText('Enter the six digits that the app shows')).toBeTruthy();
  await user.type(screen.getByLabelText('Code'), '6');
  await user.click(screen.getByRole('button', { name: 'Turn on' }));

  expect(await screen.findByText('tuvw-xyz2-3456-789a')).toBeTruthy();
  expect(asked.last('POST /api/session/totp').body).toEqual({ password: 'correct horse' });
  expect(asked.last('POST /api/session/totp/confirm').body).toEqual({ code: '123456' });
  await user.click(screen.getByRole('button', { name: 'I have kept them' }));
  await waitFor(() => expect(screen.queryByText('tuvw-xyz2-3456-789a')).toBeNull());
  expect(await screen.findByRole('button', { name: 'Turn off' })).toBeTruthy();
});

it('asks for the code after the password', async () => {
  let session: object = new Refused(401, 'Signed out');
  const asked = fakeServer({
    'GET /api/session': () => session,
    'POST /api/session': new Refused(401, 'A code is needed too', undefined, '/problems/brand.access/code-required'),
    'POST /api/session/code': () => {
      session = operator;
      return operator;
    },
    'GET /api/tags': [],
  });
  renderAt('/tags');
  const user = setup();
  await user.type(await screen.findByLabelText('Username'), 'lin');
  await user.type(screen.getByLabelText('Password'), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await user.type(await screen.findByLabelText('Code'), '123456');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Tags' })).toBeTruthy();
  expect(asked.last('POST /api/session/code').body).toEqual({ code: '123456' });
});

it('tells who manages people but lacks the second factor what to do', async () => {
  fakeServer({ 'GET /api/session': { ...operator, owesTotp: true }, 'GET /api/tags': [] });
  renderAt('/tags');
  expect(await screen.findByText(/closed to you until you set up two-step sign-in/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Set up two-step sign-in' }).getAttribute('href')).toBe('/account');
});

it('offers the company account where one is set up, and says why it failed', async () => {
  fakeServer({
    'GET /api/session': new Refused(401, 'Signed out'),
    'GET /api/sign-in-options': { oidcName: 'Brand account', hasWecom: true },
  });
  renderAt('/sign-in?problem=nobody-expected');
  expect((await screen.findByRole('link', { name: 'Sign in with WeCom' })).getAttribute('href')).toBe('/sign-in/wecom');
  expect((await screen.findByRole('link', { name: 'Sign in with Brand account' })).getAttribute('href')).toBe('/sign-in/oidc');
  expect(screen.getByRole('alert').textContent).toContain('belongs to nobody here');
});

it('asks who comes back from the identity provider for the code', async () => {
  fakeServer({ 'GET /api/session': new Refused(401, 'Signed out') });
  renderAt('/sign-in?step=code');
  const user = setup();
  expect(await screen.findByLabelText('Code')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Back to username and password' }));
  expect(await screen.findByLabelText('Username')).toBeTruthy();
  expect(screen.queryByRole('link', { name: /Sign in with/ })).toBeNull();
});
