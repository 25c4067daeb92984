import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { type Answer, fakeServer, operator, Refused } from '@/test/fakeServer';
import { autumn, reachChannels } from '@/test/reachFixtures';
import { renderAt } from '@/test/renderAt';

function server(routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/channels': reachChannels,
    'GET /api/message-templates': { items: [autumn], nextCursor: null },
    'GET /api/message-templates/*': autumn,
    'POST /api/message-templates/preview': ({ body }) => {
      const { contents } = body as typeof autumn;
      return {
        ...(contents.sms ? { sms: { text: `【Brand】${contents.sms.text} R`, characters: 80, parts: 2 } } : {}),
        ...(contents.wecom ? { wecom: { text: contents.wecom.text, bytes: 19 } } : {}),
        problems: [],
      };
    },
    ...routes,
  });
}

const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

it('writes a template for SMS with a variable and its fallback, sees it on the phone, and saves it', async () => {
  const asked = server({ 'POST /api/message-templates': ({ body }) => ({ ...autumn, ...(body as object) }) });
  const router = renderAt('/templates/new');
  const user = setup();
  await user.type(await screen.findByLabelText('Name'), 'Hello');
  await user.click(screen.getByRole('tab', { name: 'SMS' }));
  await user.type(screen.getByLabelText('Text'), 'Dear ');
  await user.click(screen.getByRole('button', { name: 'Insert variable Customer name' }));
  expect((screen.getByLabelText('Text') as HTMLTextAreaElement).value).toBe(`Dear \${name}`);
  expect(await screen.findByText('80 characters, 2 parts')).toBeTruthy();

  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Enter a fallback for: Customer name');
  await user.type(screen.getByLabelText('Instead of "Customer name"'), 'friend');
  const phone = screen.getByRole('figure', { name: 'SMS on the phone' });
  expect(await within(phone).findByText(/^【Brand】/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/templates/${autumn.id}`));
  expect(asked.last('POST /api/message-templates').body).toEqual({
    name: 'Hello',
    purpose: 'marketing',
    contents: { sms: { text: `Dear \${name}` } },
    fallbacks: { name: 'friend' },
  });
});

it('counts bytes for WeCom, shows its link as a card, and refuses half a link', async () => {
  server();
  renderAt(`/templates/${autumn.id}`);
  const user = setup();
  await user.click(await screen.findByRole('tab', { name: /WeCom/ }));
  expect(await screen.findByText('19 / 4,000 bytes')).toBeTruthy();
  const panel = screen.getByRole('tabpanel');
  await user.type(within(panel).getByLabelText('Link title'), 'Look');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('The link of WeCom needs a title and a whole address');
  await user.type(within(panel).getByLabelText('Link address'), 'https://shop.example/a');
  expect(await screen.findByText('shop.example')).toBeTruthy();
});

it('saves over the version it started from, and shows who came first', async () => {
  const asked = server({ 'PUT /api/message-templates/*': new Refused(409, 'The template was changed', 'Reload it.') });
  renderAt(`/templates/${autumn.id}`);
  const user = setup();
  await user.type(await screen.findByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('The template was changed');
  expect(asked.last(`PUT /api/message-templates/${autumn.id}`).headers.get('If-Match')).toBe('"2"');
});

it('says what the server finds wrong with the words', async () => {
  server({
    'POST /api/message-templates/preview': { problems: [{ channel: 'sms', kind: 'signature_missing' }] },
  });
  renderAt(`/templates/${autumn.id}`);
  expect(await screen.findByText('SMS is not set up, so the signature is not known')).toBeTruthy();
});

it('lists templates and deletes only after asking', async () => {
  const asked = server({ 'DELETE /api/message-templates/*': null });
  renderAt('/templates');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Delete Autumn arrivals' }));
  const dialog = await screen.findByRole('dialog');
  expect(asked.received.some(({ method }) => method === 'DELETE')).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(asked.last(`DELETE /api/message-templates/${autumn.id}`)).toBeTruthy());
});

it('lets one who may only read look, without buttons that change', async () => {
  server({ 'GET /api/session': { ...operator, permissions: ['broadcasts.read'] } });
  renderAt('/templates');
  expect(await screen.findByRole('link', { name: 'Autumn arrivals' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'New template' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Delete Autumn arrivals' })).toBeNull();
});
