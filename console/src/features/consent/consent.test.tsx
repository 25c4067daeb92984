import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { type Answer, fakeServer, operator } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';
import { type ConsentDecision, type ConsentFigures, nameOfCode, type Purpose } from './api';

const marketing: Purpose = {
  code: 'marketing',
  builtIn: true,
  nameZh: '营销消息',
  nameEn: 'Marketing messages',
  descriptionZh: '',
  descriptionEn: 'Offers.',
  legalBasis: 'consent',
  assumed: true,
  perChannel: true,
  separate: false,
  minors: 'guardian',
  active: true,
  version: 3,
  updatedAt: '2026-11-01T02:00:00Z',
  text: { textVersion: 2, textZh: '我同意', textEn: 'I agree', publishedAt: '2026-11-01T02:00:00Z', publishedBy: 'lin' },
};
const figures: ConsentFigures = {
  customers: 10,
  rows: [{ purpose: 'marketing', channel: 'sms', granted: 4, withdrawn: 1, unknown: 5, usable: 8, minors: 1 }],
};
const decision: ConsentDecision = {
  id: '0199aaaa-0000-7000-8000-0000000000d1',
  customer: { id: '0199aaaa-0000-7000-8000-000000000001', customerNo: 7, name: '王*' },
  purpose: 'marketing',
  channel: 'sms',
  granted: false,
  decidedAt: '2026-11-19T02:00:00Z',
  recordedAt: '2026-11-19T02:00:00Z',
  source: 'sms_reply',
  byAddress: true,
  byGuardian: false,
  recordedBy: 'sms',
};

function server(routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/consent/purposes': [marketing],
    'GET /api/consent/figures': figures,
    'GET /api/consent/decisions': { items: [decision], nextCursor: null },
    ...routes,
  });
}

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

it('tells who agreed, what is asked and what was decided last', async () => {
  server();
  renderAt('/consent');
  const counted = await screen.findByRole('row', { name: /Marketing messages · SMS/ });
  expect(
    within(counted)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['Marketing messages · SMS', '4', '1', '5', '1', '8']);
  const decided = await screen.findByRole('row', { name: /王/ });
  expect(decided.textContent).toContain('Reply to a text message');
  expect(decided.textContent).toContain('by the address itself');
  expect(screen.getByRole('button', { name: 'Marketing messages: text 2' })).toBeTruthy();
});

it('changes a purpose over the version it started from, and keeps what the program relies on', async () => {
  const asked = server({ 'PUT /api/consent/purposes/*': marketing });
  renderAt('/consent');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Edit Marketing messages' }));
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).queryByRole('switch', { name: 'In use' })).toBeNull();
  await user.click(within(drawer).getByRole('radio', { name: 'Not allowed' }));
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked.last('PUT /api/consent/purposes/marketing').headers.get('If-Match')).toBe('"3"'));
  expect(asked.last('PUT /api/consent/purposes/marketing').body).toMatchObject({ assumed: false, perChannel: true, legalBasis: 'consent' });
});

it('lets one who may not manage privacy read only', async () => {
  server({ 'GET /api/session': { ...operator, permissions: ['consent.read'] } });
  renderAt('/consent');
  expect(await screen.findByRole('button', { name: 'Marketing messages: text 2' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'New purpose' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Edit Marketing messages' })).toBeNull();
});

it('names a purpose in the reader’s language, and an unknown one by its code', () => {
  expect(nameOfCode([marketing], 'marketing', 'zh-CN')).toBe('营销消息');
  expect(nameOfCode([marketing], 'survey', 'en')).toBe('survey');
});
