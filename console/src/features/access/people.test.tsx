import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeServer, operator, Refused } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';

const mei = {
  id: '0199dddd-0000-7000-8000-000000000001',
  username: 'mei',
  displayName: 'Mei',
  assignments: [{ role: 'operator', roleName: 'Operator', roleNameZh: '运营', scope: 'brand' }],
  isActive: true,
  mustChangePassword: false,
  createdAt: '2026-11-01T00:00:00Z',
  version: 3,
};
const lin = { ...mei, id: '0199dddd-0000-7000-8000-000000000002', username: 'lin', displayName: 'Lin' };
const dealerOf = (id: string, name: string) => ({
  ...mei.assignments[0],
  role: 'dealer',
  roleName: 'Dealer',
  scope: 'unit',
  unitId: id,
  unitName: name,
});
const east = { id: '0199ffff-0000-7000-8000-000000000001', kind: 'region', name: 'East region', isOpen: true, path: ['Headquarters'] };
const role = (id: string, name: string, scopes: string[], permissions: string[]) => ({
  id,
  isBuiltIn: true,
  name,
  nameZh: name,
  description: `What a ${id} does`,
  permissions,
  scopes,
  people: 1,
  version: 1,
});
const roles = [
  role('owner', 'Owner', ['brand'], operator.permissions),
  role('operator', 'Operator', ['brand', 'unit'], ['customers.read', 'broadcasts.write']),
  role('dealer', 'Dealer', ['unit'], ['customers.read']),
];
const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

it('adds a dealer for one unit and shows the one-time password once', async () => {
  const asked = fakeServer({
    'GET /api/staff': { items: [lin], nextCursor: null },
    'GET /api/roles': roles,
    'GET /api/organisation/search': [east],
    'POST /api/staff': { staff: { ...mei, mustChangePassword: true }, oneTimePassword: 'kiwi-harbor-41' },
  });
  renderAt('/people');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Add a person' }));
  const drawer = await screen.findByRole('dialog');
  await user.type(within(drawer).getByLabelText('Name'), 'Mei');
  await user.type(within(drawer).getByLabelText('Username'), 'mei');
  await user.click(within(drawer).getByRole('button', { name: 'Add a person' }));
  expect(await within(drawer).findByText('Choose a role each time, and the unit where it is for one')).toBeTruthy();
  await user.click(within(drawer).getByRole('combobox', { name: 'Role 1 role' }));
  await user.click(await screen.findByTitle('Dealer'));
  expect(await within(drawer).findByText('sees: A unit and all below it')).toBeTruthy();
  await user.type(within(drawer).getByRole('combobox', { name: 'Role 1 unit' }), 'east');
  await user.click(await screen.findByText('East region'));
  expect(asked.last('GET /api/organisation/search').query.get('q')).not.toBeNull();
  await user.click(within(drawer).getByRole('button', { name: 'Add a person' }));

  expect(await screen.findByDisplayValue('kiwi-harbor-41')).toBeTruthy();
  expect(asked.last('POST /api/staff').body).toEqual({
    username: 'mei',
    displayName: 'Mei',
    assignments: [{ role: 'dealer', scope: 'unit', unitId: east.id }],
  });
  await user.click(screen.getByRole('button', { name: 'Handed over' }));
  await waitFor(() => expect(screen.queryByDisplayValue('kiwi-harbor-41')).toBeNull());
});

it('refuses a username with capitals before it asks the server', async () => {
  fakeServer({ 'GET /api/staff': { items: [lin], nextCursor: null }, 'GET /api/roles': roles });
  renderAt('/people');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Add a person' }));
  const drawer = await screen.findByRole('dialog');
  await user.type(within(drawer).getByLabelText('Username'), 'Mei Lan');
  await user.click(within(drawer).getByRole('button', { name: 'Add a person' }));
  expect(await within(drawer).findByText('Only 2–50 small letters, digits, dots, underscores and hyphens')).toBeTruthy();
});

it('changes roles under the version that was read, and takes one of two away', async () => {
  const wang = { ...mei, displayName: 'Wang', assignments: [dealerOf(east.id, 'East region'), ...mei.assignments] };
  const asked = fakeServer({
    'GET /api/staff': { items: [wang], nextCursor: null },
    'GET /api/roles': roles,
    [`PUT /api/staff/${mei.id}/assignments`]: wang,
  });
  renderAt('/people');
  const user = setup();
  expect(await screen.findByText(/East region/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Actions Wang' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Change roles' }));
  const drawer = await screen.findByRole('dialog');
  await user.click(await within(drawer).findByRole('button', { name: 'Remove Role 2' }));
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const { body, headers } = asked.last(`PUT /api/staff/${mei.id}/assignments`);
  expect(headers.get('If-Match')).toBe('"3"');
  expect(body).toEqual({ assignments: [{ role: 'dealer', scope: 'unit', unitId: east.id }] });
});

it('deactivates only after asking, and says why it was refused', async () => {
  const asked = fakeServer({
    'GET /api/staff': { items: [lin, mei], nextCursor: null },
    'POST /api/staff/0199dddd-0000-7000-8000-000000000001/deactivate': new Refused(409, 'The last administrator stays'),
  });
  renderAt('/people');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Actions Mei' }));
  expect(screen.queryByRole('button', { name: 'Actions Lin' })).toBeNull();
  await user.click(await screen.findByRole('menuitem', { name: 'Deactivate' }));
  const dialog = await screen.findByRole('dialog');
  expect(asked.received.some(({ method }) => method === 'POST')).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Deactivate' }));
  expect(await screen.findByText('The last administrator stays')).toBeTruthy();
});

it('is no room for one who does not manage people', async () => {
  fakeServer({ 'GET /api/session': { ...operator, permissions: ['broadcasts.read'] } });
  renderAt('/people');
  expect((await screen.findByRole('alert')).textContent).toContain('You may not see this page');
  expect(screen.queryByRole('link', { name: 'People' })).toBeNull();
});

it('sets up the identity provider, and enters whom to expect', async () => {
  const asked = fakeServer({
    'GET /api/staff': { items: [lin, mei], nextCursor: null },
    'GET /api/sign-in-policy': { totpRequiredFor: 'nobody' },
    'GET /api/oidc-settings': { isOn: false, name: '', issuer: '', clientId: '', hasSecret: false, publicUrl: '', callbackUrl: '' },
    'PUT /api/oidc-settings': ({ body }) => ({ ...(body as object), hasSecret: true, callbackUrl: '' }),
    'GET /api/staff/0199dddd-0000-7000-8000-000000000001/company-accounts': { oidcName: null, oidcLinkedAt: null, wecomUserId: null },
    'PUT /api/staff/0199dddd-0000-7000-8000-000000000001/company-accounts': ({ body }) => ({ ...(body as object), oidcLinkedAt: null }),
  });
  renderAt('/people');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Sign-in rules' }));
  await user.type(await screen.findByLabelText('Issuer'), 'https://login.example.com');
  await user.type(screen.getByLabelText('Client id'), 'quanyu');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Fill in this field')).toBeTruthy();
  await user.type(screen.getByLabelText('Client secret'), 'hush');
  await user.click(screen.getByRole('switch', { name: 'Show the button on the sign-in page' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked.received.some(({ method }) => method === 'PUT')).toBe(true));
  expect(asked.last('PUT /api/oidc-settings').body).toMatchObject({
    isOn: true,
    issuer: 'https://login.example.com',
    clientSecret: 'hush',
  });
  await user.click(screen.getByRole('button', { name: 'Close' }));

  await user.click(screen.getByRole('button', { name: 'Actions Mei' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Company accounts' }));
  await user.type(await screen.findByLabelText('E-mail or username at the identity provider'), 'mei@brand.example');
  await user.click(screen.getAllByRole('button', { name: 'Save' }).at(-1) as HTMLElement);
  await waitFor(() =>
    expect(asked.last('PUT /api/staff/0199dddd-0000-7000-8000-000000000001/company-accounts').body).toEqual({
      oidcName: 'mei@brand.example',
      wecomUserId: '',
    }),
  );
});
