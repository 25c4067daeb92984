import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeServer, operator, Refused } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';

const mei = {
  id: '0199dddd-0000-7000-8000-000000000001',
  username: 'mei',
  displayName: 'Mei',
  permissions: ['broadcasts.read', 'broadcasts.approve'],
  isActive: true,
  mustChangePassword: false,
  createdAt: '2026-11-01T00:00:00Z',
};
const lin = { ...mei, id: '0199dddd-0000-7000-8000-000000000002', username: 'lin', displayName: 'Lin' };
const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

it('adds an approver and shows the one-time password once', async () => {
  const asked = fakeServer({
    'GET /api/staff': { items: [lin], nextCursor: null },
    'POST /api/staff': { staff: { ...mei, mustChangePassword: true }, oneTimePassword: 'kiwi-harbor-41' },
  });
  renderAt('/people');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Add a person' }));
  const drawer = await screen.findByRole('dialog');
  await user.type(within(drawer).getByLabelText('Name'), 'Mei');
  await user.type(within(drawer).getByLabelText('Username'), 'Mei Lan');
  await user.click(within(drawer).getByRole('button', { name: 'Approver' }));
  await user.click(within(drawer).getByRole('button', { name: 'Add a person' }));
  expect(await within(drawer).findByText('Only 2–50 small letters, digits, dots, underscores and hyphens')).toBeTruthy();
  await user.clear(within(drawer).getByLabelText('Username'));
  await user.type(within(drawer).getByLabelText('Username'), 'mei');
  await user.click(within(drawer).getByRole('button', { name: 'Add a person' }));

  expect(await screen.findByDisplayValue('kiwi-harbor-41')).toBeTruthy();
  const { body } = asked.last('POST /api/staff');
  expect(body).toMatchObject({ username: 'mei', displayName: 'Mei' });
  expect((body as { permissions: string[] }).permissions).toContain('broadcasts.approve');
  expect((body as { permissions: string[] }).permissions).not.toContain('staff.manage');
  await user.click(screen.getByRole('button', { name: 'Handed over' }));
  await waitFor(() => expect(screen.queryByDisplayValue('kiwi-harbor-41')).toBeNull());
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
