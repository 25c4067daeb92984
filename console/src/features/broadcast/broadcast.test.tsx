import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { choose } from '@/test/choose';
import { type Answer, fakeServer, operator, type Received, Refused } from '@/test/fakeServer';
import { autumn, reachChannels } from '@/test/reachFixtures';
import { renderAt } from '@/test/renderAt';
import type { Broadcast, BroadcastEffect, BroadcastEstimate, BroadcastResults } from './api';

const segment = {
  id: '0199bbbb-0000-7000-8000-000000000001',
  name: 'Sleeping members',
  condition: { type: 'tag', tag: 'lifecycle_stage', values: ['sleeping'] },
  size: 2_000,
  version: 1,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-02T00:00:00Z',
};
const wang = { id: '0199aaaa-0000-7000-8000-000000000001', customerNo: 7, name: '王*', channels: [], orders: 2, netRevenue: [], tags: [] };
const draft: Broadcast = {
  id: '0199eeee-0000-7000-8000-000000000001',
  name: 'Wake up',
  segmentId: segment.id,
  segmentName: segment.name,
  templateId: autumn.id,
  templateName: autumn.name,
  channels: ['wecom', 'sms'],
  backUpAfterMinutes: 60,
  controlBp: 1_000,
  personalised: true,
  spreadMinutes: 0,
  effectDays: 7,
  currency: 'CNY',
  state: 'draft',
  version: 4,
  createdBy: 'lin',
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-02T00:00:00Z',
};
const words = { purpose: autumn.purpose, contents: autumn.contents, fallbacks: autumn.fallbacks };
const inReview: Broadcast = { ...draft, state: 'in_review', createdBy: 'mei', submittedBy: 'mei', words };
const sending: Broadcast = { ...draft, state: 'sending', launchedAt: '2026-11-20T02:00:00Z', mark: 'qy-00000a', approvedBy: 'mei' };
const ended: Broadcast = { ...sending, state: 'ended', endedAt: '2026-11-21T02:00:00Z' };
const estimate: BroadcastEstimate = {
  audience: 2_000,
  globalControl: 40,
  chosen: 1_350,
  control: 150,
  unreachable: 460,
  reasons: [{ reason: 'no_address', customers: 460 }],
  channels: [
    { channel: 'wecom', lit: 900, first: 800, refused: [{ reason: 'quota', customers: 12 }] },
    { channel: 'sms', lit: 1_100, first: 550, refused: [{ reason: 'no_consent', customers: 90 }] },
  ],
  senders: 31,
  cost: { currency: 'CNY', minorUnits: 4_950 },
  smsParts: 1_100,
  mde: { baseRate: 0.03, shareDifference: 0.012, lift: 0.4 },
  tookMs: 12,
};
const results: BroadcastResults = {
  audience: 2_000,
  eligible: 1_540,
  chosen: 1_350,
  control: 150,
  globalControl: 40,
  unreachable: [{ reason: 'no_consent', customers: 90 }],
  channels: [
    {
      channel: 'wecom',
      planned: 0,
      sending: 0,
      sent: 300,
      reached: 480,
      failed: 20,
      refused: 0,
      unknown: 0,
      cancelled: 0,
      waitingForGuide: 300,
    },
  ],
  customers: { sent: 1_300, reached: 980, pending: 340, failed: 27, unknown: 3 },
  guides: { confirmed: 24, unconfirmed: 7 },
  optOuts: 5,
  asOf: '2026-11-20T03:00:00Z',
  timeline: [{ at: '2026-11-20T02:10:00Z', reached: 980 }],
};
const effect: BroadcastEffect = {
  currency: 'CNY',
  from: '2026-11-20T02:00:00Z',
  until: '2026-11-27T02:00:00Z',
  isOver: true,
  treated: { customers: 1_350, buyers: 48, orders: 52, revenueMinor: 2_000_000 },
  control: { customers: 150, buyers: 5, orders: 5, revenueMinor: 200_000 },
  merged: 0,
  treatedShare: { value: 0.0356 },
  controlShare: { value: 0.0333 },
  shareDifference: { value: 0.0022, low: -0.003, high: 0.008 },
  shareLift: { value: 0.06, low: -0.02, high: 0.14 },
  revenueDifferenceMinor: { value: 148, low: 20, high: 290 },
  revenueLift: { value: 0.11, low: 0.01, high: 0.2 },
};

function server(routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/channels': reachChannels,
    'GET /api/tags': [],
    'GET /api/segment-fields': { attributes: [], metrics: [], events: [], currencies: ['CNY'] },
    'GET /api/segments': { items: [segment], nextCursor: null },
    'GET /api/segments/*': segment,
    'GET /api/message-templates': { items: [autumn], nextCursor: null },
    'GET /api/message-templates/*': autumn,
    'POST /api/message-templates/preview': { sms: { text: '【Brand】Dear friend', characters: 18, parts: 1 }, problems: [] },
    'GET /api/customers': { items: [wang], nextCursor: null },
    'GET /api/customers/*': wang,
    'GET /api/broadcasts': { items: [], nextCursor: null },
    'POST /api/broadcasts/estimate': estimate,
    [`GET /api/broadcasts/${draft.id}/results`]: results,
    [`GET /api/broadcasts/${draft.id}/effect`]: effect,
    [`GET /api/broadcasts/${draft.id}/guides`]: {
      items: [{ channel: 'wecom', sender: 'ann', messages: 44, reached: 0 }],
      nextCursor: null,
    },
    ...routes,
  });
}

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const step = (name: string) => screen.getByRole('button', { name: new RegExp(name) });

it('walks from an audience to a broadcast that waits for approval', async () => {
  let stored: Broadcast = draft;
  const asked = server({
    'POST /api/broadcasts': ({ body }: Received) => {
      stored = { ...draft, ...(body as object) };
      return stored;
    },
    [`POST /api/broadcasts/${draft.id}/submit`]: () => {
      stored = { ...stored, state: 'in_review', submittedBy: 'lin', words };
      return stored;
    },
    'GET /api/broadcasts/*': () => stored,
  });
  const router = renderAt('/broadcasts/edit');
  const user = setup();
  await user.type(await screen.findByLabelText('Name'), 'Wake up');
  await choose(user, 'Segment', 'Sleeping members');
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await choose(user, 'Message template', 'Autumn arrivals');
  expect(await screen.findByRole('figure', { name: 'WeCom on the phone' })).toBeTruthy();

  await user.click(screen.getByRole('button', { name: 'Next' }));
  const order = await screen.findByRole('list', { name: 'Channel order' });
  expect(within(order).getAllByRole('listitem')[0]?.textContent).toContain('WeCom');
  await choose(user, 'Back-up', 'Next channel after 1 hour');

  await user.click(screen.getByRole('button', { name: 'Next' }));
  expect(await screen.findByText('About 150 customers get nothing (10%), 1,350 get the message')).toBeTruthy();
  expect(screen.getByText('31 guides must confirm in WeCom')).toBeTruthy();
  expect(screen.getByText('12 customers have no WeCom quota left this month')).toBeTruthy();
  expect(screen.getByText('¥49.50')).toBeTruthy();

  await user.click(step('Review'));
  await user.click(screen.getByRole('button', { name: 'Submit for approval' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/broadcasts/${draft.id}`));
  expect(asked.last('POST /api/broadcasts').body).toEqual({
    name: 'Wake up',
    segmentId: segment.id,
    templateId: autumn.id,
    channels: ['wecom', 'sms'],
    backUpAfterMinutes: 60,
    controlBp: 1_000,
    personalised: true,
    spreadMinutes: 0,
    effectDays: 7,
    currency: 'CNY',
  });
  expect(await screen.findByText('This is yours: a second person must approve it')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
});

it('leads to the step that lacks something', async () => {
  const asked = server();
  renderAt('/broadcasts/edit');
  const user = setup();
  await screen.findByLabelText('Name');
  await user.click(step('Review'));
  await user.click(screen.getByRole('button', { name: 'Save draft' }));
  expect(await screen.findByText('Choose a segment')).toBeTruthy();
  expect(asked.received.some(({ method }) => method === 'POST')).toBe(false);
});

it('saves a draft over the version it started from, and sends a test', async () => {
  const asked = server({
    'GET /api/broadcasts/*': draft,
    'PUT /api/broadcasts/*': { ...draft, version: 5 },
    [`POST /api/broadcasts/${draft.id}/test-send`]: {
      messages: [{ channel: 'sms', customers: 1 }],
      refused: [{ channel: 'wecom', reasons: [{ reason: 'no_address', customers: 1 }] }],
    },
  });
  renderAt(`/broadcasts/edit/${draft.id}`);
  const user = setup();
  await user.type(await screen.findByLabelText('Name'), '!');
  await user.click(step('Review'));
  await user.click(screen.getByRole('button', { name: 'Test send' }));
  await waitFor(() => expect(asked.last(`PUT /api/broadcasts/${draft.id}`).headers.get('If-Match')).toBe('"4"'));
  const drawer = await screen.findByRole('dialog');
  const field = within(drawer).getByRole('combobox', { name: 'Add a recipient' });
  await user.type(field, '7');
  await choose(user, field, '王');
  await user.click(within(drawer).getByRole('button', { name: 'Send the test' }));
  expect(await within(drawer).findByText('SMS: 1')).toBeTruthy();
  expect(within(drawer).getByText('Not by WeCom: Nothing to send to (1)')).toBeTruthy();
  expect(asked.last(`POST /api/broadcasts/${draft.id}/test-send`).body).toEqual({ customerIds: [wang.id] });
});

it('lets a second person approve, and asks why it goes back', async () => {
  const asked = server({
    'GET /api/broadcasts/*': inReview,
    [`POST /api/broadcasts/${draft.id}/reject`]: { ...inReview, state: 'draft', comment: 'Too many' },
  });
  renderAt(`/broadcasts/${draft.id}`);
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Send back' }));
  expect(await screen.findByText('Say why it goes back')).toBeTruthy();
  await user.type(screen.getByLabelText('Comment'), 'Too many');
  await user.click(screen.getByRole('button', { name: 'Send back' }));
  expect(await screen.findByText('The approver sent it back')).toBeTruthy();
  const request = asked.last(`POST /api/broadcasts/${draft.id}/reject`);
  expect(request.body).toEqual({ comment: 'Too many' });
  expect(request.headers.get('If-Match')).toBe('"4"');
});

it('says when it was changed before it was approved', async () => {
  server({
    'GET /api/broadcasts/*': inReview,
    [`POST /api/broadcasts/${draft.id}/approve`]: new Refused(409, 'Someone changed the broadcast meanwhile'),
  });
  renderAt(`/broadcasts/${draft.id}`);
  await userEvent.click(await screen.findByRole('button', { name: 'Approve' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Someone changed the broadcast meanwhile');
});

it('shows the effect in plain words, and who did not confirm', async () => {
  server({ 'GET /api/broadcasts/*': ended });
  renderAt(`/broadcasts/${draft.id}`);
  expect(await screen.findByText('between −2% and +14%: not certain yet')).toBeTruthy();
  expect(screen.getByText('between +¥0.20 and +¥2.90: a real rise')).toBeTruthy();
  expect(screen.queryByText(/in neither group/)).toBeNull();
  expect(screen.getByText('77.4% of guides confirmed')).toBeTruthy();
  expect(await screen.findByRole('row', { name: /^ann WeCom Not confirmed/ })).toBeTruthy();
  expect(screen.getByRole('img', { name: /^Funnel: Audience 2,000, Reachable 1,540, Chosen 1,350, Sent 1,300, Reached 980/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
});

it('tells how many the comparison leaves out because they were merged', async () => {
  server({ 'GET /api/broadcasts/*': ended, [`GET /api/broadcasts/${draft.id}/effect`]: { ...effect, merged: 1_204 } });
  renderAt(`/broadcasts/${draft.id}`);
  expect(await screen.findByText(/^1,204 customers are in neither group/)).toBeTruthy();
});

it('says that nothing can be measured without a control group', async () => {
  server({
    'GET /api/broadcasts/*': ended,
    [`GET /api/broadcasts/${draft.id}/effect`]: { ...effect, control: { customers: 0, buyers: 0, orders: 0, revenueMinor: 0 } },
  });
  renderAt(`/broadcasts/${draft.id}`);
  expect(await screen.findByText('There is no control group, so no effect can be measured')).toBeTruthy();
});

it('stops a running broadcast only after asking', async () => {
  const asked = server({
    'GET /api/broadcasts/*': sending,
    [`POST /api/broadcasts/${draft.id}/stop`]: { ...sending, state: 'stopped' },
  });
  renderAt(`/broadcasts/${draft.id}`);
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  const dialog = await screen.findByRole('dialog');
  expect(asked.received.some(({ method, path }) => method === 'POST' && path.endsWith('/stop'))).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Stop' }));
  expect((await screen.findAllByText('Stopped')).length).toBeGreaterThan(0);
});

it('tells why one customer did not get it', async () => {
  server({
    'GET /api/broadcasts/*': ended,
    [`GET /api/broadcasts/${draft.id}/trace`]: {
      steps: [
        { step: 'segment', passed: true },
        { step: 'channel', passed: false, channel: 'wecom', reason: 'no_address' },
        { step: 'group', passed: false, reason: 'control' },
      ],
      messages: [],
    },
  });
  renderAt(`/broadcasts/${draft.id}?trace=${wang.id}`);
  const drawer = await screen.findByRole('dialog');
  expect(await within(drawer).findByText('WeCom may be used')).toBeTruthy();
  expect(within(drawer).getByText('Nothing to send to')).toBeTruthy();
  expect(within(drawer).getByText('Control group')).toBeTruthy();
  expect(within(drawer).getAllByRole('img', { name: 'Stopped here' })).toHaveLength(2);
});

it('lists broadcasts with their state and figures, and hides what one may not do', async () => {
  server({
    'GET /api/session': { ...operator, permissions: ['broadcasts.read'] },
    'GET /api/broadcasts': {
      items: [
        { ...ended, figures: { audience: 2_000, chosen: 1_350, control: 150, sent: 1_300, reached: 980 } },
        { ...draft, id: '2', name: 'Next one' },
      ],
      nextCursor: null,
    },
  });
  renderAt('/broadcasts');
  const row = await screen.findByRole('row', { name: /Wake up/ });
  expect(row.textContent).toContain('Ended');
  expect(row.textContent).toContain('98072.6%');
  expect(screen.getByRole('row', { name: /Next one/ }).textContent).toContain('Draft');
  expect(screen.queryByRole('button', { name: 'New broadcast' })).toBeNull();
});
