import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { choose } from '@/test/choose';
import { type Answer, fakeServer, type Received, Refused } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';
import type { Segment, SegmentCondition } from './api';

const lifecycle = {
  tag: 'lifecycle_stage',
  kind: 'lifecycle',
  nameZh: '生命周期',
  nameEn: 'Lifecycle stage',
  values: [
    { value: 'loyal', nameZh: '忠诚', nameEn: 'Loyal', customers: 40 },
    { value: 'lost', nameZh: '流失', nameEn: 'Lost', customers: 25 },
  ],
};
const fields = {
  attributes: [{ attribute: 'gender', type: 'text', values: ['female', 'male'] }],
  metrics: [{ metric: 'net_revenue', unit: 'money' }],
  events: [{ event: 'purchase', properties: ['revenue'] }],
  currencies: ['CNY'],
};
const wang = { id: '0199aaaa-0000-7000-8000-000000000001', customerNo: 7, name: '王*', channels: [], orders: 2, netRevenue: [], tags: [] };
const loyal: SegmentCondition = { type: 'tag', tag: 'lifecycle_stage', values: ['loyal'] };
const stored: Segment = {
  id: '0199bbbb-0000-7000-8000-000000000001',
  name: 'Loyal ones',
  condition: { type: 'all_of', conditions: [loyal] },
  size: 40,
  version: 3,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-02T00:00:00Z',
};

const conditionOf = ({ body }: Received) => (body as { condition: SegmentCondition }).condition;

function server(routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/tags': [lifecycle],
    'GET /api/segment-fields': fields,
    'GET /api/segments': { items: [stored], nextCursor: null },
    'GET /api/segments/*': stored,
    'POST /api/segments/preview': {
      size: 40,
      total: 100,
      tookMs: 3,
      dataVersion: 1,
      nodes: [
        { path: '0', size: 40 },
        { path: '0.0', size: 41 },
      ],
      samples: [wang],
    },
    ...routes,
  });
}

it('shows size, share and samples while a condition is built, then saves it', async () => {
  const asked = server({ 'POST /api/segments': (request) => ({ ...stored, ...(request.body as object) }) });
  const router = renderAt('/segments/new');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: 'Add condition to group 1' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Tag.*Lifecycle/ }));
  const condition = await screen.findByRole('group', { name: 'Condition 1.1: Tag' });
  expect(within(condition).getByText('Unfinished')).toBeTruthy();

  await choose(user, 'Tag', 'Lifecycle stage');
  await choose(user, 'Tag values', /Loyal/);
  // The size at the condition is the last to come: the total may still be that of the unfinished condition.
  expect(await within(condition).findByText('41 people')).toBeTruthy();
  expect(screen.getByRole('status', { name: 'Customers who fit' }).textContent).toBe('40 people');
  expect(screen.getByText('40% of 100 customers')).toBeTruthy();
  expect(screen.getByRole('link', { name: '王*' })).toBeTruthy();
  expect(conditionOf(asked.last('POST /api/segments/preview'))).toEqual({ type: 'all_of', conditions: [loyal] });

  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Enter a name');
  await user.type(screen.getByLabelText('Name'), 'Friends');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/segments/${stored.id}`));
  const request = asked.last('POST /api/segments');
  expect(request.body).toEqual({ name: 'Friends', condition: { type: 'all_of', conditions: [loyal] } });
  expect(request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
});

it('negates a condition and a group', async () => {
  const asked = server();
  renderAt(`/segments/${stored.id}`);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: /^Negate/ }));
  await waitFor(() =>
    expect(conditionOf(asked.last('POST /api/segments/preview'))).toEqual({
      type: 'all_of',
      conditions: [{ type: 'not', condition: loyal }],
    }),
  );
  await user.click(screen.getByText('None of'));
  await waitFor(() => expect(conditionOf(asked.last('POST /api/segments/preview')).type).toBe('not'));
});

it('saves over the version it started from, and shows who came first', async () => {
  const asked = server({ 'PUT /api/segments/*': new Refused(409, 'The segment was changed', 'Reload it.') });
  renderAt(`/segments/${stored.id}`);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.type(await screen.findByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('The segment was changed');
  expect(asked.last(`PUT /api/segments/${stored.id}`).headers.get('If-Match')).toBe('"3"');
});

it('does not save what is unfinished', async () => {
  const asked = server();
  renderAt(`/segments/${stored.id}`);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: 'Add condition to group 1' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Metric/ }));
  expect(await screen.findByText('1 unfinished part is left out.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Some conditions are unfinished/)).toBeTruthy();
  expect(asked.received.some(({ method }) => method === 'PUT')).toBe(false);
});

it('asks before unsaved changes are left', async () => {
  server();
  const router = renderAt(`/segments/${stored.id}`);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.type(await screen.findByLabelText('Name'), '!');
  await user.click(screen.getByRole('link', { name: 'Tags' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Discard unsaved changes?');
  expect(router.state.location.pathname).toBe(`/segments/${stored.id}`);
  await user.click(within(dialog).getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/tags'));
});

it('explains why a sample customer is in', async () => {
  server({
    'POST /api/segments/explain': {
      matches: true,
      nodes: [
        { path: '0', matches: true },
        { path: '0.0', matches: true, actual: 'Loyal since May' },
      ],
    },
  });
  renderAt(`/segments/${stored.id}`);
  await userEvent.click(await screen.findByRole('button', { name: 'Why is 王* in?' }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText('Lifecycle stage is Loyal')).toBeTruthy();
  expect(within(dialog).getByText('Actual: Loyal since May')).toBeTruthy();
});

it('deletes only after asking', async () => {
  const asked = server({ 'DELETE /api/segments/*': null });
  renderAt('/segments');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: 'Delete Loyal ones' }));
  const dialog = await screen.findByRole('dialog');
  expect(asked.received.some(({ method }) => method === 'DELETE')).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(asked.last(`DELETE /api/segments/${stored.id}`)).toBeTruthy());
});
