import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Session } from '@/shared/access';
import { fakeServer, operator, Refused } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';
import { assignmentDrafts, joinsDuties, mayGive, permissions } from './model';

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const guide = {
  id: 'guide',
  isBuiltIn: true,
  name: 'Guide',
  nameZh: '导购',
  description: 'Sees her own customers.',
  permissions: ['customers.read', 'tags.read'],
  scopes: ['own'],
  people: 12,
  version: 1,
};
const trainer = {
  ...guide,
  id: '0199aaaa-0000-7000-8000-000000000001',
  isBuiltIn: false,
  name: 'Trainer',
  nameZh: undefined,
  description: 'Trains guides',
  permissions: ['tags.read'],
  scopes: ['brand', 'unit', 'own'],
  people: 0,
  version: 2,
};

it('shows what each role allows, and changes only those of the brand', async () => {
  fakeServer({ 'GET /api/roles': [guide, trainer] });
  renderAt('/roles');
  const matrix = await screen.findByRole('table', { name: 'What roles allow' });
  const row = within(matrix).getByText('See customers').closest('tr') as HTMLElement;
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['See customersalso for a part', '', '–no']);
  expect(within(row).getByRole('img', { name: 'yes' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Edit Trainer' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Edit Guide' })).toBeNull();
});

it('makes a role, and asks for one duty at a time', async () => {
  const asked = fakeServer({ 'GET /api/roles': [guide], 'POST /api/roles': trainer });
  renderAt('/roles');
  const user = setup();
  expect(await screen.findByText('No roles of your own yet')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'New role' }));
  const drawer = await screen.findByRole('dialog');
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  expect(await within(drawer).findByText('Choose at least one permission')).toBeTruthy();
  await user.type(within(drawer).getByLabelText('Role name'), ' Trainer ');
  await user.click(within(drawer).getByRole('checkbox', { name: 'Manage people' }));
  await user.click(within(drawer).getByRole('checkbox', { name: 'Change the organisation' }));
  expect(await within(drawer).findByText('The system, and people and roles, are kept apart: make two roles')).toBeTruthy();
  await user.click(within(drawer).getByRole('checkbox', { name: 'Change the organisation' }));
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const { body, headers } = asked.last('POST /api/roles');
  expect(body).toEqual({ name: 'Trainer', description: '', permissions: ['staff.manage'] });
  expect(headers.get('Idempotency-Key')).not.toBeNull();
});

it('changes a role under the version that was read, and says why it was refused', async () => {
  const asked = fakeServer({
    'GET /api/roles': [guide, trainer],
    [`PUT /api/roles/${trainer.id}`]: new Refused(409, 'Someone changed the role meanwhile'),
  });
  renderAt('/roles');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Edit Trainer' }));
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).getByDisplayValue('Trainer')).toBeTruthy();
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  expect(await within(drawer).findByText('Someone changed the role meanwhile')).toBeTruthy();
  expect(asked.last(`PUT /api/roles/${trainer.id}`).headers.get('If-Match')).toBe('"2"');
});

it('deletes a role that nobody has, after asking', async () => {
  const used = { ...trainer, id: '0199aaaa-0000-7000-8000-000000000002', name: 'Used', people: 3 };
  const asked = fakeServer({ 'GET /api/roles': [trainer, used], [`DELETE /api/roles/${trainer.id}`]: null });
  renderAt('/roles');
  const user = setup();
  expect(((await screen.findByRole('button', { name: 'Delete Used' })) as HTMLButtonElement).disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Delete Trainer' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(asked.received.some(({ method }) => method === 'DELETE')).toBe(true));
});

it('tells who sees a part only which one', async () => {
  const part = { units: ['East region', 'Lane 1', 'Park', 'Quay'], isOwnCustomers: true };
  fakeServer({ 'GET /api/session': { ...operator, permissions: ['tags.read'], part }, 'GET /api/tags': [] });
  renderAt('/tags');
  expect(await screen.findByText('You see: East region, Lane 1, Park, 1 more, your own customers')).toBeTruthy();
});

it('says nothing of a part to who sees all', async () => {
  fakeServer({ 'GET /api/tags': [] });
  renderAt('/tags');
  await screen.findByRole('heading', { level: 1, name: 'Tags' });
  expect(screen.queryByText(/You see:/)).toBeNull();
});

describe('the rules that the console knows', () => {
  const security: Session = { ...operator, permissions: ['staff.manage', 'staff.appoint', 'organisation.read'] };

  it('lists every permission once', () => {
    expect([...permissions].sort()).toEqual([...operator.permissions].sort());
  });

  it('lets a security administrator give business but no administration', () => {
    expect(mayGive(security, 'customers.read')).toBe(true);
    expect(mayGive(security, 'channels.manage')).toBe(false);
    expect(mayGive({ ...security, permissions: ['staff.manage'] }, 'customers.read')).toBe(false);
  });

  it('keeps duties apart', () => {
    expect(joinsDuties(['staff.manage', 'staff.appoint', 'customers.read'])).toBe(false);
    expect(joinsDuties(['staff.manage', 'channels.manage'])).toBe(true);
  });

  it('sends no assignment that misses something', () => {
    expect(assignmentDrafts([])).toBeUndefined();
    expect(assignmentDrafts([{ key: 1, role: 'dealer', scope: 'unit' }])).toBeUndefined();
    // A unit chosen before the scope was changed is not sent.
    expect(assignmentDrafts([{ key: 1, role: 'service', scope: 'brand', unitId: 'u' }])).toEqual([{ role: 'service', scope: 'brand' }]);
  });
});
