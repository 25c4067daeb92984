import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { type Answer, fakeServer } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';
import type { Export } from './api';
import { exportDraft, progressPercent } from './model';

const ready: Export = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  state: 'ready',
  segmentName: 'Buyers',
  columns: ['name', 'phone'],
  isClear: false,
  purpose: 'a letter in spring',
  requestedBy: 'lin',
  requesterName: 'Lin',
  requestedAt: '2026-11-20T02:00:00Z',
  rowsExpected: 12,
  needsApproval: false,
  rowsPlanned: 12,
  rowsWritten: 11,
  readyAt: '2026-11-20T02:01:00Z',
  expiresAt: '2026-11-27T02:01:00Z',
  downloads: 2,
};
const waiting: Export = {
  ...ready,
  id: '0199aaaa-0000-7000-8000-000000000002',
  state: 'requested',
  isClear: true,
  purpose: 'a call',
  rowsWritten: 0,
};

function server(routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/exports': { items: [waiting, ready], nextCursor: null },
    'GET /api/export-requests': { items: [waiting], nextCursor: null },
    'GET /api/segments': { items: [], nextCursor: null },
    'POST /api/exports/estimate': { rows: 4321, rowsMax: 1_000_000, needsApproval: true },
    ...routes,
  });
}

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

it('offers the file of what is ready and nothing of what waits', async () => {
  server();
  renderAt('/exports');
  const row = await screen.findByRole('row', { name: /a letter in spring/ });
  expect(
    within(row)
      .getByRole('link', { name: /Download/ })
      .getAttribute('href'),
  ).toBe(`/api/exports/${ready.id}/file`);
  const other = screen.getByRole('row', { name: /a call/ });
  expect(within(other).queryByRole('link')).toBeNull();
  expect(within(other).getByRole('button', { name: 'Cancel the export' })).toBeDefined();
});

it('shows how many rows there would be, and asks with a purpose', async () => {
  const asked = server({ 'POST /api/exports': waiting });
  renderAt('/exports');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'New export' }));
  expect(await screen.findByText('4,321 rows now')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Ask for it' }));
  expect(await screen.findByText('Say in 4 to 200 characters what it is for')).toBeDefined();
  await user.type(screen.getByLabelText('Purpose'), 'a letter');
  await user.click(screen.getByRole('button', { name: 'Ask for it' }));
  await waitFor(() => {
    const request = asked.received.find(({ method, path }) => method === 'POST' && path === '/api/exports');
    expect(request?.body).toMatchObject({ purpose: 'a letter', isClear: false, source: {} });
    expect(request?.headers.get('Idempotency-Key')).toBeTruthy();
  });
});

it('refuses with a reason only', async () => {
  const asked = server({ 'POST /api/export-requests/*/refuse': { ...waiting, state: 'refused' } });
  renderAt('/export-requests');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Lin' }));
  const refuse = await screen.findByRole('button', { name: 'Refuse' });
  expect(refuse).toHaveProperty('disabled', true);
  await user.type(screen.getByLabelText('Note'), 'what for?');
  await user.click(refuse);
  await waitFor(() =>
    expect(asked.received.some(({ path, body }) => path.endsWith('/refuse') && JSON.stringify(body) === '{"note":"what for?"}')).toBe(true),
  );
});

it('tells whose file rows are from', async () => {
  server({ 'POST /api/export-trace': { files: [{ export: ready, rows: 3, lines: [1, 5, 9] }], marks: 4, foreign: 1 } });
  renderAt('/export-trace');
  const user = setup();
  await user.type(await screen.findByRole('textbox', { name: 'Rows that were found' }), 'MARKS');
  await user.click(screen.getByRole('button', { name: 'Find the file' }));
  expect(await screen.findByText('Lin (lin)')).toBeDefined();
  expect(screen.getByText('1 marks are not ours')).toBeDefined();
});

it('sends columns in the order of the file and knows how far it is', () => {
  expect(exportDraft({ columns: ['phone', 'name'], isClear: true, purpose: ' x y z ' })).toEqual({
    source: {},
    columns: ['name', 'phone'],
    isClear: true,
    purpose: 'x y z',
  });
  expect(progressPercent({ ...ready, state: 'running', rowsPlanned: 200, rowsWritten: 199 })).toBe(99);
  expect(progressPercent(ready)).toBeUndefined();
});
