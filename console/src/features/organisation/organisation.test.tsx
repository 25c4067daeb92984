import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { choose } from '@/test/choose';
import { fakeServer, operator, Refused, WithEtag } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';

const stamps = { version: 3, createdAt: '2026-11-01T00:00:00Z', updatedAt: '2026-11-01T00:00:00Z' };
const hq = { id: 'hq', kind: 'headquarters', name: 'Brand', isOpen: true, hasChildren: true, codes: [], ...stamps };
const east = { ...hq, id: 'east', kind: 'region', name: 'East', parentId: 'hq' };
const lane = {
  ...hq,
  id: 'lane',
  kind: 'store',
  name: 'Lane 1',
  parentId: 'east',
  hasChildren: false,
  codes: [{ system: 'orders', code: 'S001' }],
};
const lin = { id: 'lin', name: 'Lin Mei', employeeNo: 'E-1', ...stamps };
const post = { id: 'post', personId: 'lin', personName: 'Lin Mei', unitId: 'lane', unitName: 'Lane 1', role: 'guide', from: '2026-01-01' };
const page = (items: object[], nextCursor: string | null = null) => ({ items, nextCursor });

const routes = {
  'GET /api/organisation': { today: '2026-11-23', root: hq, openUnits: 3 },
  'GET /api/organisation/units/hq': hq,
  'GET /api/organisation/units/east': east,
  'GET /api/organisation/units/lane': lane,
  'GET /api/organisation/units/hq/path': [hq],
  'GET /api/organisation/units/east/path': [hq, east],
  'GET /api/organisation/units/lane/path': [hq, east, lane],
  'GET /api/organisation/units/hq/history': [],
  'GET /api/organisation/units/east/history': [
    { parentId: 'hq', parentName: 'Brand', from: '2026-01-01', until: '2026-12-01' },
    { parentId: 'west', parentName: 'West', from: '2026-12-01' },
  ],
  'GET /api/organisation/units/lane/history': [{ parentId: 'east', parentName: 'East', from: '2026-01-01' }],
  'GET /api/organisation/units/hq/children': page([east]),
  'GET /api/organisation/units/east/children': page([lane]),
  'GET /api/organisation/units/lane/store': new WithEtag({ openingHours: [], services: ['pickup'] }, '"3"'),
  'GET /api/organisation/units/lane/people': page([post]),
};
/** Of several dialogs, all of which have one id in tests and so one name, the last that says something. */
const dialogOf = (words: string) =>
  waitFor(() => {
    const found = screen.getAllByRole('dialog').findLast((dialog) => dialog.textContent?.includes(words));
    if (found === undefined) throw new Error(`no dialog says ${words}`);
    return found;
  });
const setup = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });

it('unfolds what is asked for, loads the next page when one gets there, and shows the unit that is chosen', async () => {
  const asked = fakeServer({
    ...routes,
    'GET /api/organisation/units/east/children': ({ query }) =>
      query.get('cursor') === 'more' ? page([{ ...lane, id: 'lane2', name: 'Lane 2' }]) : page([lane], 'more'),
  });
  const router = renderAt('/organisation');
  const user = setup();
  const tree = await screen.findByRole('tree', { name: 'Tree of units' });
  const region = await within(tree).findByRole('treeitem', { name: /East/ });
  expect(region.getAttribute('aria-level')).toBe('2');
  expect(asked.received.some(({ path }) => path.includes('east/children'))).toBe(false);

  tree.focus();
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(await within(tree).findByRole('treeitem', { name: /Lane 2/ })).toBeTruthy();
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(router.state.location.search).toBe('?unit=lane'));
  expect(await screen.findByRole('heading', { name: 'Lane 1' })).toBeTruthy();
  expect(await screen.findByText('Pickup')).toBeTruthy();
});

it('says when children cannot be loaded, and tries again', async () => {
  let isDown = true;
  fakeServer({ ...routes, 'GET /api/organisation/units/hq/children': () => (isDown ? new Refused(400, 'No') : page([east])) });
  renderAt('/organisation');
  const retry = await screen.findByRole('button', { name: 'Loading failed. Try again' });
  isDown = false;
  await setup().click(retry);
  expect(await screen.findByRole('treeitem', { name: /East/ })).toBeTruthy();
});

it('finds a unit by its code and unfolds the tree down to it', async () => {
  const asked = fakeServer({
    ...routes,
    'GET /api/organisation/search': ({ query }) =>
      query.get('q') === 's001' ? [{ id: 'lane', kind: 'store', name: 'Lane 1', code: 'S001', isOpen: true, path: ['Brand', 'East'] }] : [],
  });
  renderAt('/organisation');
  const user = setup();
  const box = await screen.findByLabelText('Search units');
  await user.type(box, 'nothing');
  expect(await screen.findByText('No unit found')).toBeTruthy();
  await user.clear(box);
  await user.type(box, 's001');
  await user.click(await screen.findByRole('button', { name: /Lane 1.*Brand › East/ }));
  expect(await screen.findByRole('treeitem', { name: /Lane 1/, selected: true })).toBeTruthy();
  expect(asked.last('GET /api/organisation/units/lane')).toBeTruthy();
});

it('takes a planned move back after asking', async () => {
  const asked = fakeServer({ ...routes, 'POST /api/organisation/units/east/move': east });
  renderAt('/organisation?unit=east');
  const user = setup();
  const history = await screen.findByRole('list', { name: 'History' });
  expect(within(history).getAllByRole('listitem')[0]?.textContent).toContain('West');
  await user.click(within(history).getByRole('button', { name: 'Take back' }));
  const dialog = await screen.findByRole('dialog');
  expect(asked.received.some(({ method }) => method === 'POST')).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Take back' }));
  await waitFor(() => {
    const { body, headers } = asked.last('POST /api/organisation/units/east/move');
    expect(body).toEqual({ parentId: 'hq', from: '2026-12-01' });
    expect(headers.get('If-Match')).toBe('"3"');
  });
});

it('closes only after asking, and says why it was refused', async () => {
  const asked = fakeServer({ ...routes, 'POST /api/organisation/units/east/close': new Refused(409, 'There are open units below') });
  renderAt('/organisation?unit=east');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Close unit' }));
  const drawer = await screen.findByRole('dialog', { name: 'Close “East”' });
  await user.click(within(drawer).getByRole('button', { name: 'Close unit' }));
  const dialog = await dialogOf('Close “East” from 2026-11-23 on?');
  expect(asked.received.some(({ method }) => method === 'POST')).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Close unit' }));
  expect(await screen.findByText('There are open units below')).toBeTruthy();
  expect(asked.last('POST /api/organisation/units/east/close').body).toEqual({ from: '2026-11-23' });
});

it('adds a unit below the chosen one', async () => {
  const asked = fakeServer({ ...routes, 'POST /api/organisation/units': lane });
  renderAt('/organisation?unit=east');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Add a unit below' }));
  const drawer = await screen.findByRole('dialog', { name: 'New unit below “East”' });
  await user.type(within(drawer).getByLabelText('Name'), 'Lane 1');
  await user.click(within(drawer).getByRole('button', { name: 'Add a code' }));
  await user.type(within(drawer).getByLabelText('Code'), 'S001');
  await user.click(within(drawer).getByRole('button', { name: 'Add a unit below' }));
  expect(await screen.findByRole('heading', { name: 'Lane 1' })).toBeTruthy();
  expect(asked.last('POST /api/organisation/units').body).toEqual({
    kind: 'store',
    name: 'Lane 1',
    parentId: 'east',
    from: '2026-11-23',
    codes: [{ system: 'orders', code: 'S001' }],
  });
});

it('changes what is known of a store under the version that was read', async () => {
  const asked = fakeServer({ ...routes, 'PUT /api/organisation/units/lane/store': { openingHours: [], services: [] } });
  renderAt('/organisation?unit=lane');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Edit store details' }));
  const drawer = await screen.findByRole('dialog', { name: 'Edit store details' });
  await user.type(within(drawer).getByLabelText('Longitude'), '121.47');
  await user.click(within(drawer).getByRole('button', { name: 'Add hours' }));
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  expect(await within(drawer).findByText('Latitude and longitude go together')).toBeTruthy();
  await user.type(within(drawer).getByLabelText('Latitude'), '31.23');
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  await waitFor(() => {
    const { body, headers } = asked.last('PUT /api/organisation/units/lane/store');
    expect(headers.get('If-Match')).toBe('"3"');
    expect(body).toMatchObject({ coordinates: { latitude: 31.23, longitude: 121.47 }, services: ['pickup'] });
    expect((body as { openingHours: object[] }).openingHours).toHaveLength(7);
  });
});

it('shows the posts of a person, adds one and ends one', async () => {
  const asked = fakeServer({
    ...routes,
    'GET /api/organisation/people': ({ query }) => page(query.get('q') === 'nobody' ? [] : [lin]),
    'GET /api/organisation/people/lin': lin,
    'GET /api/organisation/people/lin/posts': page([post]),
    'GET /api/organisation/search': [{ id: 'lane2', kind: 'store', name: 'Lane 2', isOpen: true, path: ['Brand'] }],
    'GET /api/organisation/units/lane2': { ...lane, id: 'lane2', name: 'Lane 2' },
    'POST /api/organisation/people/lin/posts': post,
    'POST /api/organisation/posts/post/end': null,
  });
  renderAt('/organisation/people');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Lin Mei' }));
  const view = await screen.findByRole('dialog', { name: 'Lin Mei' });
  expect(await within(view).findByRole('link', { name: 'Lane 1' })).toBeTruthy();
  await user.click(within(view).getByRole('button', { name: 'Add a post' }));
  const drawer = await dialogOf('First day');
  await user.type(within(drawer).getByLabelText('Unit'), 'lane');
  await choose(user, within(drawer).getByLabelText('Unit'), /Lane 2/);
  await user.type(within(drawer).getByLabelText('Role'), 'guide');
  await user.click(within(drawer).getByRole('button', { name: 'Add a post' }));
  await waitFor(() =>
    expect(asked.last('POST /api/organisation/people/lin/posts').body).toEqual({ unitId: 'lane2', role: 'guide', from: '2026-11-23' }),
  );
  await user.click(within(view).getByRole('button', { name: 'End post' }));
  const question = await dialogOf('End Lin Mei’s post as Guide at “Lane 1”?');
  await user.click(within(question).getByRole('button', { name: 'End post' }));
  await waitFor(() => expect(asked.last('POST /api/organisation/posts/post/end').body).toEqual({}));
});

it('says so when nobody is found', async () => {
  fakeServer({ ...routes, 'GET /api/organisation/people': ({ query }) => page(query.get('q') === '' ? [lin] : []) });
  renderAt('/organisation/people');
  await setup().type(await screen.findByRole('textbox', { name: 'Search people' }), 'nobody');
  expect(await screen.findByText('Nobody found')).toBeTruthy();
});

it('says what is missing while no store has coordinates', async () => {
  fakeServer({ ...routes, 'GET /api/organisation/map': { stores: [], unplaced: 2 } });
  renderAt('/organisation/map');
  expect(await screen.findByText('No store has coordinates yet')).toBeTruthy();
  expect(screen.getByText('2 more stores have no coordinates')).toBeTruthy();
});

it('offers no change to one who may only read, and nothing to others', async () => {
  fakeServer({ ...routes, 'GET /api/session': { ...operator, permissions: ['organisation.read'] } });
  renderAt('/organisation?unit=east');
  await screen.findByRole('list', { name: 'History' });
  expect(screen.queryByRole('button', { name: /Add|Edit|Move|Close|Take back/ })).toBeNull();
});

it('is no room for one who may not read it', async () => {
  fakeServer({ 'GET /api/session': { ...operator, permissions: ['overview.read'] } });
  renderAt('/organisation');
  expect((await screen.findByRole('alert')).textContent).toContain('You may not see this page');
});

it('shows what a file would change before it does, and what is wrong with it', async () => {
  const outcome = { isApplied: false, rows: 2, created: 1, changed: 1, unchanged: 0, problemCount: 0, problems: [] };
  const changes = [
    { line: 2, name: 'Lane 1', isNew: false, fields: ['address'] },
    { line: 3, name: 'Lane 9', isNew: true, fields: ['name'] },
  ];
  const asked = fakeServer({
    ...routes,
    'POST /api/organisation/units.csv': ({ query, body }) =>
      body === 'wrong'
        ? { ...outcome, created: 0, changed: 0, changes: [], problemCount: 1, problems: [{ line: 7, detail: 'kind is missing' }] }
        : { ...outcome, changes, isApplied: query.get('preview') === 'false' },
  });
  renderAt('/organisation');
  const user = setup();
  await user.click(await screen.findByRole('button', { name: 'Import and export' }));
  const drawer = await screen.findByRole('dialog');
  // A new one after each file.
  const input = () => drawer.querySelector('input[type="file"]') as HTMLInputElement;
  const apply = () => within(drawer).getByRole('button', { name: 'Apply' }) as HTMLButtonElement;

  await user.upload(input(), new File(['wrong'], 'wrong.csv', { type: 'text/csv' }));
  expect(await within(drawer).findByText('kind is missing')).toBeTruthy();
  expect(apply().disabled).toBe(true);

  await user.upload(input(), new File(['name'], 'units.csv', { type: 'text/csv' }));
  expect(await within(drawer).findByText('Lane 9')).toBeTruthy();
  expect(within(drawer).getByText('Address')).toBeTruthy();
  expect(asked.received.filter(({ method }) => method === 'POST').every(({ query }) => query.get('preview') === 'true')).toBe(true);
  await user.click(apply());
  expect(await within(drawer).findByText('Done')).toBeTruthy();
  expect(asked.last('POST /api/organisation/units.csv').body).toBe('name');
  expect(apply().disabled).toBe(true);
});
