// node mock/server.mjs [port]: answers the API with the made-up brand of data.mjs. For developing the console only; it is
// no part of the build, keeps everything in memory and checks nothing but what the console shows.
// Users: admin / quanyu-admin, first / one-time-pass (must change it), guest / guest (may see the overview only).
import { createServer } from 'node:http';
import {
  customers,
  detailOf,
  guessedMapping,
  importKinds,
  iso,
  now,
  overview,
  scale,
  segmentFields,
  summaryOf,
  tags,
  timelineOf,
  uploadColumns,
  uuid,
} from './data.mjs';
import { Refusal, reachRoutes } from './reach.mjs';

const port = Number(process.argv[2] ?? 8080);
const everything = [
  'overview.read',
  'customers.read',
  'customers.reveal',
  'consent.read',
  'consent.manage',
  'privacy.manage',
  'segments.read',
  'segments.write',
  'imports.read',
  'imports.write',
  'tags.read',
  'channels.manage',
  'messages.read',
  'broadcasts.read',
  'broadcasts.write',
  'broadcasts.approve',
  'staff.manage',
  'staff.appoint',
  'keys.manage',
  'encryption.read',
  'encryption.manage',
  'organisation.read',
  'organisation.write',
  'audit.read',
];
const users = {
  admin: {
    password: 'quanyu-admin',
    session: { username: 'admin', displayName: '管理员', mustChangePassword: false, owesTotp: false, permissions: everything },
  },
  first: {
    password: 'one-time-pass',
    session: { username: 'first', displayName: '管理员', mustChangePassword: true, owesTotp: false, permissions: everything },
  },
  guest: {
    password: 'guest',
    session: { username: 'guest', displayName: '访客', mustChangePassword: false, owesTotp: false, permissions: ['overview.read'] },
  },
};
const sessions = new Map();

const notFound = (what) => new Refusal(404, `${what}-not-found`, '没有找到', '它可能已被删除。');

// Segments: conditions are really evaluated, over the customers held here.
const matches = (condition, customer) => {
  switch (condition.type) {
    case 'all_of':
      return condition.conditions.every((each) => matches(each, customer));
    case 'any_of':
      return condition.conditions.some((each) => matches(each, customer));
    case 'not':
      return !matches(condition.condition, customer);
    case 'tag':
      return customer.tags.some((each) => each.tag === condition.tag && condition.values.includes(each.value));
    case 'attribute':
      return (
        condition.operator === 'exists' || condition.values.includes(customer[condition.attribute]) === (condition.operator !== 'is_not')
      );
    case 'metric':
      return inRange(metricOf(customer, condition.metric), condition);
    case 'performed':
      return condition.event === 'purchase'
        ? inRange(
            condition.window.type === 'within' && (customer.daysSince ?? 9999) > condition.window.days ? 0 : customer.orders,
            condition,
          )
        : customer.customerNo % 3 === 0;
    case 'in_segment':
      return matches(segmentOf(condition.segmentId).condition, customer);
  }
};
const metricOf = (customer, metric) =>
  ({
    net_revenue: customer.netRevenue[0]?.minorUnits ?? 0,
    average_order: customer.averageOrder,
    orders: customer.orders,
    units: customer.orders * 2,
    days_since_last_order: customer.daysSince ?? -1,
  })[metric] ?? 0;
const inRange = (value, { operator, min, max }) =>
  operator === 'exactly' ? value === min : (operator === 'at_most' || value >= min) && (operator === 'at_least' || value <= max);
const nodesOf = (condition, path = '0') => [
  { path, condition },
  ...(condition.conditions ?? (condition.condition ? [condition.condition] : [])).flatMap((child, index) =>
    nodesOf(child, `${path}.${index}`),
  ),
];
const sizeOf = (condition) => scale * customers.filter((customer) => matches(condition, customer)).length;
const actualOf = (condition, customer) =>
  condition.type === 'tag'
    ? customer.tags
        .filter((each) => each.tag === condition.tag)
        .map((each) => each.value)
        .join('、') || '无'
    : condition.type === 'metric'
      ? String(metricOf(customer, condition.metric))
      : condition.type === 'performed'
        ? `${customer.orders}`
        : undefined;

const segments = [];
const addSegment = (name, description, condition, daysAgo) =>
  segments.push({
    id: uuid(),
    name,
    description,
    condition,
    size: sizeOf(condition),
    computedAt: iso(now - 600_000),
    version: 1,
    createdAt: iso(now - daysAgo * 86_400_000),
    updatedAt: iso(now - daysAgo * 43_200_000),
  });
addSegment(
  '沉睡的高价值会员',
  '双十一后的唤醒对象',
  {
    type: 'all_of',
    conditions: [
      { type: 'tag', tag: 'lifecycle_stage', values: ['sleeping', 'lost'] },
      { type: 'metric', metric: 'net_revenue', currency: 'CNY', operator: 'at_least', min: 200_000 },
    ],
  },
  9,
);
addSegment(
  '近 90 天跑鞋复购女客',
  '',
  {
    type: 'all_of',
    conditions: [
      { type: 'tag', tag: 'gender', values: ['female'] },
      {
        type: 'any_of',
        conditions: [
          { type: 'performed', event: 'purchase', measure: 'count', operator: 'at_least', min: 2, window: { type: 'within', days: 90 } },
          { type: 'tag', tag: 'lifecycle_stage', values: ['loyal'] },
        ],
      },
      { type: 'not', condition: { type: 'tag', tag: 'channel', values: ['pos'] } },
    ],
  },
  5,
);
addSegment(
  '只在抖音买过的新客',
  '引导加企微与入会',
  {
    type: 'all_of',
    conditions: [
      { type: 'tag', tag: 'channel', values: ['douyin'] },
      { type: 'tag', tag: 'lifecycle_stage', values: ['first_purchase'] },
    ],
  },
  2,
);
const segmentOf = (id) => {
  const found = segments.find((each) => each.id === id);
  if (!found) throw notFound('know.segment/segment');
  return found;
};

// Imports: a running one moves with the clock.
const imports = [];
const rowsPerSecond = 31_400;
const startImport = (body, rows, startedAt) => {
  const job = { id: uuid(), rows, bytesTotal: rows * 71, startedAt, ...body };
  imports.unshift(job);
  return job;
};
const reasonsAt = (share) =>
  [
    { reason: 'bad-phone', count: Math.floor(412 * share), firstLine: 1_207 },
    { reason: 'missing-order-no', count: Math.floor(38 * share), firstLine: 9_318 },
    { reason: 'bad-number', count: Math.floor(9 * share), firstLine: 40_112 },
  ].filter(({ count }) => count > 0);
const viewOf = (job) => {
  const seconds = (Date.now() - job.startedAt) / 1000;
  const share = job.cancelledAt ? job.cancelledAt : Math.min(1, (seconds * rowsPerSecond) / job.rows);
  const reasons = reasonsAt(share);
  const quarantined = reasons.reduce((sum, { count }) => sum + count, 0);
  const rows = Math.floor(job.rows * share);
  const isDone = share >= 1 || job.cancelledAt !== undefined;
  return {
    id: job.id,
    kind: job.kind,
    fileName: job.fileName,
    channel: job.channel,
    currency: job.currency,
    zone: job.zone,
    mapping: job.mapping,
    state: job.cancelledAt !== undefined ? 'cancelled' : isDone ? 'completed' : 'running',
    bytesRead: Math.floor(job.bytesTotal * share),
    bytesTotal: job.bytesTotal,
    rows,
    accepted: rows - quarantined,
    quarantined,
    reasons,
    orders: job.kind === 'orders' ? Math.floor(rows / 2.4) : 0,
    customers: Math.floor(rows / 5.1),
    netRevenue: job.kind === 'orders' ? { CNY: (rows * 311.52).toFixed(2) } : {},
    seconds: Math.min(seconds, (job.rows / rowsPerSecond) * share),
    startedAt: iso(job.startedAt),
    ...(isDone ? { finishedAt: iso(job.startedAt + (job.rows / rowsPerSecond) * 1000) } : {}),
  };
};
const importOf = (id) => {
  const found = imports.find((each) => each.id === id);
  if (!found) throw notFound('know.collect/import');
  return found;
};
startImport({ kind: 'customers', fileName: '会员档案_2026Q3.xlsx', channel: 'pos' }, 186_204, now - 6 * 86_400_000);
startImport({ kind: 'products', fileName: 'products.csv', channel: 'pos' }, 4_120, now - 5 * 86_400_000);
startImport(
  {
    kind: 'orders',
    fileName: '天猫订单_20261101-1115.csv.gz',
    channel: 'tmall',
    currency: 'CNY',
    zone: 'Asia/Shanghai',
    mapping: guessedMapping,
  },
  842_611,
  now - 86_400_000,
);
const mappings = [{ id: uuid(), name: '天猫订单导出', mapping: guessedMapping, updatedAt: iso(now - 3 * 86_400_000) }];

const page = (items, query, size = Number(query.get('limit') ?? 50)) => {
  const from = Number(query.get('cursor') ?? 0);
  const next = from + size;
  return { items: items.slice(from, next), nextCursor: next < items.length ? String(next) : null, total: items.length };
};

const routes = [
  ...reachRoutes(segments, everything),
  ['GET', '/api/session', ({ session }) => session],
  ['DELETE', '/api/session', ({ token }) => void sessions.delete(token)],
  [
    'POST',
    '/api/session/password',
    ({ session, body }) => {
      if (users[session.username].password !== body.currentPassword)
        throw new Refusal(400, 'brand.access/password-wrong', '当前密码不正确', '请重新输入当前密码。');
      users[session.username].password = body.newPassword;
      session.mustChangePassword = false;
    },
  ],
  [
    'GET',
    '/api/overview',
    ({ query }) =>
      process.env.MOCK_EMPTY
        ? { ...overview('CNY', 7), empty: true }
        : overview(query.get('currency') ?? 'CNY', Number(query.get('days') ?? 90)),
  ],
  ['GET', '/api/tags', () => tags],
  [
    'GET',
    '/api/customers',
    ({ query }) => {
      const text = query.get('query');
      const wanted = query.getAll('tag').map((pair) => pair.split(':'));
      const segment = query.get('segmentId');
      const found = customers.filter(
        (customer) =>
          (!text || String(customer.customerNo) === text) &&
          wanted.every(([tag, value]) => customer.tags.some((each) => each.tag === tag && each.value === value)) &&
          (!segment || matches(segmentOf(segment).condition, customer)),
      );
      const sorted =
        query.get('sort') === 'last_order'
          ? found.toSorted((a, b) => ((a.lastOrderAt ?? '') < (b.lastOrderAt ?? '') ? 1 : -1))
          : found.toReversed();
      return page(sorted.map(summaryOf), query);
    },
  ],
  ['GET', '/api/customers/:id', ({ id }) => detailOf(customerOf(id))],
  ['GET', '/api/customers/:id/timeline', ({ id, query }) => page(timelineOf(customerOf(id)), query, 8)],
  ['GET', '/api/segment-fields', () => segmentFields],
  ['GET', '/api/segments', ({ query }) => page(segments, query)],
  [
    'POST',
    '/api/segments',
    ({ body }) => {
      addSegment(body.name, body.description, body.condition, 0);
      return segments.at(-1);
    },
  ],
  [
    'POST',
    '/api/segments/preview',
    ({ body }) => {
      const found = customers.filter((customer) => matches(body.condition, customer));
      const nodes = nodesOf(body.condition).map(({ path, condition }) => ({ path, size: sizeOf(condition) }));
      return {
        size: found.length * scale,
        total: customers.length * scale,
        tookMs: 6.4,
        dataVersion: 7,
        nodes,
        samples: found.slice(0, 20).map(summaryOf),
      };
    },
  ],
  [
    'POST',
    '/api/segments/explain',
    ({ body }) => {
      const customer = customerOf(body.customerId);
      const nodes = nodesOf(body.condition).map(({ path, condition }) => ({
        path,
        matches: matches(condition, customer),
        actual: actualOf(condition, customer),
      }));
      return { matches: nodes[0].matches, nodes };
    },
  ],
  ['GET', '/api/segments/:id', ({ id }) => segmentOf(id)],
  [
    'PUT',
    '/api/segments/:id',
    ({ id, body, headers }) => {
      const segment = segmentOf(id);
      if (headers['if-match'] !== `"${segment.version}"`)
        throw new Refusal(409, 'know.segment/changed', '人群已被他人修改', '请刷新后再保存。');
      return Object.assign(segment, body, { size: sizeOf(body.condition), version: segment.version + 1, updatedAt: iso(Date.now()) });
    },
  ],
  ['DELETE', '/api/segments/:id', ({ id }) => void segments.splice(segments.indexOf(segmentOf(id)), 1)],
  ['GET', '/api/import-kinds', () => importKinds],
  ['GET', '/api/import-mappings', () => mappings],
  [
    'POST',
    '/api/import-mappings',
    ({ body }) => {
      const saved = { id: uuid(), ...body, updatedAt: iso(Date.now()) };
      mappings.unshift(saved);
      return saved;
    },
  ],
  [
    'DELETE',
    '/api/import-mappings/:id',
    ({ id }) =>
      void mappings.splice(
        mappings.findIndex((each) => each.id === id),
        1,
      ),
  ],
  [
    'POST',
    '/api/uploads',
    ({ fileName, length }) => ({
      id: uuid(),
      fileName,
      sizeBytes: length,
      sha256: '0'.repeat(64),
      format: 'csv',
      delimiter: ',',
      columns: uploadColumns,
      suggestedKind: 'orders',
    }),
  ],
  [
    'POST',
    '/api/uploads/:id/mapping-guess',
    ({ body }) =>
      body.kind === 'orders'
        ? {
            mapping: guessedMapping,
            confidence: Object.entries(guessedMapping.columns).map(([field, column], index) => ({
              field,
              column,
              reason: ['synonym', 'synonym', 'samples', 'name'][index % 4],
            })),
            needs: ['currency', 'zone'],
          }
        : {
            mapping: {
              kind: body.kind,
              columns: body.kind === 'customers' ? { phone: '手机', memberNo: '会员卡号' } : {},
              constants: {},
              attributes: [],
            },
            confidence: [],
            needs: [],
          },
  ],
  ['GET', '/api/imports', ({ query }) => page(imports.map(viewOf), query)],
  [
    'POST',
    '/api/imports',
    ({ body }) =>
      viewOf(
        startImport(
          {
            kind: body.mapping.kind,
            fileName: '天猫订单_1122.csv',
            channel: body.channel,
            currency: body.currency,
            zone: body.zone,
            mapping: body.mapping,
          },
          384_000,
          Date.now(),
        ),
      ),
  ],
  ['GET', '/api/imports/:id', ({ id }) => viewOf(importOf(id))],
  [
    'POST',
    '/api/imports/:id/cancel',
    ({ id }) => {
      const job = importOf(id);
      job.cancelledAt = viewOf(job).bytesRead / job.bytesTotal;
      return viewOf(job);
    },
  ],
  ['POST', '/api/imports/:id/replay', ({ id }) => viewOf(Object.assign(importOf(id), { startedAt: Date.now() }))],
  ['GET', '/api/imports/:id/rejected.csv', () => 'line,reason,订单编号\n1207,bad-phone,QY202611110733\n'],
];
const customerOf = (id) => {
  const found = customers.find((each) => each.id === id);
  if (!found) throw notFound('know.profile/customer');
  return found;
};

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://mock');
  const send = (status, body, headers = {}) => {
    const isText = typeof body === 'string';
    const type = status >= 400 ? 'application/problem+json' : isText ? 'text/csv' : 'application/json';
    response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, ...headers });
    response.end(body === undefined ? '' : isText ? body : JSON.stringify(body));
  };
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const isForm = request.headers['content-type']?.startsWith('multipart/');
    const body = raw.length > 0 && !isForm ? JSON.parse(raw.toString()) : undefined;
    const fileName = isForm ? /filename="([^"]*)"/.exec(raw.toString('utf8', 0, 2_000))?.[1] : undefined;
    const token = /mock=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const session = sessions.get(token);
    if (request.method === 'POST' && url.pathname === '/api/session') {
      const user = users[body.username];
      if (user?.password !== body.password) throw new Refusal(401, 'brand.access/credentials-wrong', '用户名或密码不正确', '请重新输入。');
      const fresh = uuid().replaceAll('-', '');
      sessions.set(fresh, { ...user.session });
      return send(200, user.session, { 'Set-Cookie': [`mock=${fresh}; Path=/; HttpOnly; SameSite=Strict`, 'XSRF-TOKEN=mock; Path=/'] });
    }
    if (!session) throw new Refusal(401, 'brand.access/signed-out', '请先登录', '登录已失效。');
    for (const [method, pattern, answer] of routes) {
      const match = method === request.method && new RegExp(`^${pattern.replace(':id', '([^/]+)')}$`).exec(url.pathname);
      if (match) {
        const extra = {};
        const result = answer({
          setHeader: (name, value) => {
            extra[name] = value;
          },
          session,
          token,
          body,
          fileName,
          length: raw.length,
          id: match[1] && decodeURIComponent(match[1]),
          query: url.searchParams,
          headers: request.headers,
        });
        return send(result === undefined ? 204 : 200, result, extra);
      }
    }
    throw notFound('platform.web/resource');
  } catch (error) {
    if (error instanceof Refusal) return send(error.body.status, error.body);
    console.error(error);
    send(500, { type: '/problems/platform.web/internal', title: '服务器出错了', status: 500 });
  }
}).listen(port, '127.0.0.1', () => console.log(`mock API on http://127.0.0.1:${port} (admin / quanyu-admin)`));
