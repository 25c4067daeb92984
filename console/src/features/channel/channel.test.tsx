import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeServer, Refused } from '@/test/fakeServer';
import { reachChannels } from '@/test/reachFixtures';
import { renderAt } from '@/test/renderAt';
import type { WecomSettings } from './api';

const settings: WecomSettings = {
  configured: true,
  corpId: 'ww1',
  agentId: 1_000_002,
  apiBaseUrl: 'https://qyapi.weixin.qq.com',
  callbackPath: '/callbacks/wecom/7',
  lastCallbackAt: null,
  updatedAt: '2026-11-01T00:00:00Z',
  version: 3,
};
const notYet: WecomSettings = {
  ...settings,
  configured: false,
  corpId: null,
  agentId: null,
  callbackPath: null,
  updatedAt: null,
  version: 0,
};
const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

it('lists the channels with whom they reach', async () => {
  fakeServer({ 'GET /api/channels': reachChannels });
  renderAt('/channels');
  expect(await screen.findByText('5,000')).toBeTruthy();
  expect(screen.getByText('Looks up before it calls again: never twice')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Settings of WeCom' })).toBeTruthy();
});

it('sets WeCom up, and then gives the address of the callback', async () => {
  const asked = fakeServer({
    'GET /api/channels': reachChannels,
    'GET /api/channels/wecom': notYet,
    'PUT /api/channels/wecom': settings,
    'GET /api/channels/wecom/contacts': { state: 'never', members: 0, contacts: 0 },
  });
  renderAt('/channels/wecom');
  const user = setup();
  await user.type(await screen.findByLabelText('Corp ID'), 'ww1');
  expect((screen.getByRole('button', { name: 'Test connection' }) as HTMLButtonElement).disabled).toBe(true);
  await user.type(screen.getByLabelText('AgentId'), '1000002');
  await user.type(screen.getByLabelText('App secret'), 'secret');
  await user.type(screen.getByLabelText('Callback token'), 'token');
  await user.type(screen.getByLabelText('EncodingAESKey'), 'short');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Must have 43 characters')).toBeTruthy();
  await user.clear(screen.getByLabelText('EncodingAESKey'));
  await user.type(screen.getByLabelText('EncodingAESKey'), 'k'.repeat(43));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() =>
    expect((screen.getByLabelText('Copy this to the vendor') as HTMLInputElement).value).toMatch(/\/callbacks\/wecom\/7$/),
  );
  const request = asked.last('PUT /api/channels/wecom');
  expect(request.headers.get('If-Match')).toBe('"0"');
  expect(request.body).toEqual({
    corpId: 'ww1',
    agentId: 1_000_002,
    apiBaseUrl: settings.apiBaseUrl,
    secret: 'secret',
    token: 'token',
    aesKey: 'k'.repeat(43),
  });
});

it('keeps secrets that are left empty, but wants the app secret for another address', async () => {
  const asked = fakeServer({
    'GET /api/channels': reachChannels,
    'GET /api/channels/wecom': settings,
    'PUT /api/channels/wecom': settings,
    'GET /api/channels/wecom/contacts': { state: 'never', members: 0, contacts: 0 },
  });
  renderAt('/channels/wecom');
  const user = setup();
  await user.type(await screen.findByLabelText('Corp ID'), '2');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(asked.last('PUT /api/channels/wecom').body).toEqual({ corpId: 'ww12', agentId: 1_000_002, apiBaseUrl: settings.apiBaseUrl }),
  );
  const sent = asked.received.length;
  await user.type(screen.getByLabelText('Base URL'), '/x');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Required')).toBeTruthy();
  expect(asked.received.slice(sent).some(({ method }) => method === 'PUT')).toBe(false);
});

it('tests the connection and says what is wrong', async () => {
  let outcome: object = {
    outcome: 'secret_wrong',
    detail: 'Look at the secret.',
    membersWithContact: null,
    errorCode: 40_001,
    tookMs: 120,
  };
  fakeServer({
    'GET /api/channels': reachChannels,
    'GET /api/channels/wecom': settings,
    'POST /api/channels/wecom/test': () => outcome,
    'GET /api/channels/wecom/contacts': new Refused(503, 'Busy'),
  });
  renderAt('/channels/wecom');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Test connection' }));
  expect(await screen.findByText("The app's secret is wrong")).toBeTruthy();
  expect(screen.getByText("The vendor's error code: 40001")).toBeTruthy();
  outcome = { outcome: 'connected', detail: '', membersWithContact: 318, errorCode: null, tookMs: 90 };
  await user.click(screen.getByRole('button', { name: 'Test connection' }));
  expect(await screen.findByText('318 members may have customers as contacts')).toBeTruthy();
});
