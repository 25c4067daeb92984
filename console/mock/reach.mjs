// The reach side of the made-up brand: templates, broadcasts that move with the clock, messages, rules, channels and people.
import { customers, iso, summaryOf, uuid } from './data.mjs';

/** Everything that is asked of what was not made here. */
export class Refusal extends Error {
  constructor(status, slug, title, detail, errors) {
    super(title);
    this.body = { type: `/problems/${slug}`, title, status, detail, errors };
  }
}
const notFound = (what) => new Refusal(404, `${what}-not-found`, '没有找到', '它可能已被删除。');
const minute = 60_000;
const day = 86_400_000;

const one = (items, id, what) => {
  const found = items.find((each) => String(each.id) === id);
  if (!found) throw notFound(what);
  return found;
};
const page = (items, query) => {
  const from = Number(query.get('cursor') ?? 0);
  const next = from + Number(query.get('limit') ?? 50);
  return { items: items.slice(from, next), nextCursor: next < items.length ? String(next) : null, total: items.length };
};
const checked = (stored, headers) => {
  if (headers['if-match'] !== `"${stored.version}"`) throw new Refusal(409, 'changed', '已被他人修改', '请刷新后再保存。');
  return stored;
};

const channels = [
  {
    code: 'sms',
    nameZh: '短信',
    nameEn: 'SMS',
    isSetUp: true,
    lit: 402_118,
    isConfirmedBySender: false,
    variables: ['city', 'name'],
    recipientsMax: 1_000,
    callsPerMinute: 600,
    redelivery: 'idempotent',
  },
  {
    code: 'wecom',
    nameZh: '企业微信',
    nameEn: 'WeCom',
    isSetUp: true,
    lit: 186_402,
    isConfirmedBySender: true,
    variables: [],
    recipientsMax: 10_000,
    callsPerMinute: 120,
    redelivery: 'look_up',
  },
];

const templates = [
  {
    id: uuid(),
    name: '秋季上新 · 老客专享',
    purpose: 'marketing',
    contents: {
      wecom: {
        text: '秋凉了，新款缓震跑鞋到店啦～老会员本周到店试穿，赠运动袜一双。想先看看颜色？点下面就行。',
        link: { url: 'https://shop.example.com/autumn', title: '2026 秋季新品：先看颜色和尺码' },
      },
      sms: {
        text: `\${name}，秋季新品已到\${city}门店，老会员本周到店试穿赠运动袜。详情`,
        link: { url: 'https://s.example.com/a7', title: '秋季新品' },
      },
    },
    fallbacks: { name: '亲爱的会员', city: '您附近的' },
    version: 3,
    createdAt: iso(Date.now() - 20 * day),
    updatedAt: iso(Date.now() - 2 * day),
  },
  {
    id: uuid(),
    name: '积分到期提醒',
    purpose: 'service',
    contents: { sms: { text: `\${name}，您有积分将于 12 月 31 日到期，可在小程序“积分商城”兑换。` } },
    fallbacks: { name: '尊敬的会员' },
    version: 1,
    createdAt: iso(Date.now() - 9 * day),
    updatedAt: iso(Date.now() - 9 * day),
  },
];
const filled = (text, fallbacks) => text.replace(/\$\{(\w+)\}/g, (whole, name) => fallbacks[name] ?? whole);
const previewOf = ({ purpose, contents, fallbacks }) => {
  const preview = { problems: [] };
  if (contents.sms) {
    const body = filled(contents.sms.text, fallbacks) + (contents.sms.link ? ` ${contents.sms.link.url}` : '');
    const text = `【疾风运动】${body}${purpose === 'marketing' ? ' 拒收请回复R' : ''}`;
    preview.sms = { text, characters: text.length, parts: text.length <= 70 ? 1 : Math.ceil(text.length / 67) };
  }
  if (contents.wecom) preview.wecom = { text: contents.wecom.text, bytes: Buffer.byteLength(contents.wecom.text) };
  return preview;
};

const broadcasts = [];
const addBroadcast = (segments, part, launchedMinutesAgo) => {
  const segment = segments[0];
  const template = templates[0];
  const broadcast = {
    id: uuid(),
    name: '秋季上新 · 沉睡会员',
    segmentId: segment.id,
    segmentName: segment.name,
    templateId: template.id,
    templateName: template.name,
    channels: ['wecom', 'sms'],
    backUpAfterMinutes: 1_440,
    controlBp: 1_000,
    spreadMinutes: 0,
    effectDays: 7,
    currency: 'CNY',
    state: 'draft',
    version: 1,
    createdBy: 'lin',
    createdAt: iso(Date.now() - 3 * day),
    updatedAt: iso(Date.now() - day),
    ...(launchedMinutesAgo === undefined
      ? {}
      : {
          submittedBy: 'lin',
          approvedBy: 'mei',
          mark: `qy-00000${broadcasts.length}`,
          launchedAt: iso(Date.now() - launchedMinutesAgo * minute),
          words: { purpose: template.purpose, contents: template.contents, fallbacks: template.fallbacks },
        }),
    ...part,
  };
  broadcasts.unshift(broadcast);
  return broadcast;
};
const withWords = (broadcast) => {
  const template = one(templates, broadcast.templateId, 'template');
  return { purpose: template.purpose, contents: template.contents, fallbacks: template.fallbacks };
};
const sizeOf = (segment) => Math.max(segment.size, 12_000);
const estimateOf = (segment, order, controlBp) => {
  const audience = sizeOf(segment);
  const globalControl = Math.round(audience * 0.02);
  let left = audience - globalControl;
  const byChannel = order.map((channel) => {
    const lit = Math.round(audience * (channel === 'wecom' ? 0.41 : 0.74));
    const refused = [
      { reason: 'no_consent', customers: Math.round(lit * 0.06) },
      { reason: 'no_address', customers: left - Math.min(left, lit) },
      { reason: 'frequency_cap', customers: Math.round(lit * 0.04) },
      ...(channel === 'wecom' ? [{ reason: 'quota', customers: Math.round(lit * 0.01) }] : []),
    ];
    const able = Math.min(left, Math.round(lit * (order.length > 1 && channel === order[1] ? 0.62 : 0.89)));
    left -= able;
    return { channel, lit, able, refused };
  });
  const eligible = byChannel.reduce((sum, { able }) => sum + able, 0);
  const control = Math.round((eligible * controlBp) / 10_000);
  const treated = 1 - controlBp / 10_000;
  const result = byChannel.map(({ able, ...rest }) => ({ ...rest, first: Math.round(able * treated) }));
  const sms = result.find(({ channel }) => channel === 'sms')?.first ?? 0;
  return {
    audience,
    globalControl,
    chosen: eligible - control,
    control,
    unreachable: left,
    reasons: [
      { reason: 'no_address', customers: Math.round(left * 0.8) },
      { reason: 'no_consent', customers: Math.round(left * 0.2) },
    ],
    channels: result,
    senders: order.includes('wecom') ? 318 : 0,
    ...(sms > 0 ? { cost: { currency: 'CNY', minorUnits: Math.round(sms * 2 * 4.5) } } : {}),
    smsParts: sms * 2,
    ...(controlBp > 0 ? { mde: { baseRate: 0.031, shareDifference: 0.0062, lift: 0.2 } } : {}),
    tookMs: 18.2,
  };
};

const resultsOf = (broadcast, segment) => {
  const estimate = estimateOf(segment, broadcast.channels, broadcast.controlBp);
  const minutes = (Date.now() - Date.parse(broadcast.launchedAt)) / minute;
  const share = Math.min(0.93, minutes / 20);
  const of = (value) => Math.floor(value * share);
  const byChannel = estimate.channels.map(({ channel, first }) => {
    const reached = of(first);
    const failed = Math.floor(reached * 0.02);
    const waiting = channel === 'wecom' ? Math.round((first - reached) * 0.7) : 0;
    return {
      channel,
      planned: first - reached - failed - waiting,
      sending: 0,
      sent: waiting,
      reached,
      failed,
      refused: Math.floor(failed / 3),
      unknown: channel === 'sms' && share > 0.5 ? 3 : 0,
      cancelled: 0,
      waitingForGuide: waiting,
    };
  });
  const sum = (figure) => byChannel.reduce((all, each) => all + each[figure], 0);
  const buckets = Math.max(1, Math.min(24, Math.floor(minutes * 2)));
  return {
    audience: estimate.audience,
    eligible: estimate.chosen + estimate.control,
    chosen: estimate.chosen,
    control: estimate.control,
    globalControl: estimate.globalControl,
    unreachable: [
      { reason: 'no_address', customers: Math.round(estimate.unreachable * 0.7) },
      { reason: 'no_consent', customers: Math.round(estimate.unreachable * 0.18) },
      { reason: 'frequency_cap', customers: Math.round(estimate.unreachable * 0.09) },
      { reason: 'suppressed', customers: Math.round(estimate.unreachable * 0.03) },
    ],
    channels: byChannel,
    customers: {
      sent: sum('reached') + sum('failed') + sum('sent'),
      reached: sum('reached'),
      pending: sum('planned') + sum('sent'),
      failed: sum('failed'),
      unknown: sum('unknown'),
    },
    guides: { confirmed: Math.floor(318 * share), unconfirmed: 318 - Math.floor(318 * share) },
    optOuts: Math.floor(sum('reached') * 0.003),
    asOf: iso(Date.now()),
    timeline: Array.from({ length: buckets }, (_, index) => ({
      at: iso(Date.parse(broadcast.launchedAt) + ((index + 1) * minutes * minute) / buckets),
      reached: Math.round((sum('reached') / buckets) * (1.6 - (1.2 * index) / buckets)),
    })),
  };
};
const figuresOf = ({ audience, chosen, control, customers: { sent, reached } }) => ({ audience, chosen, control, sent, reached });
const effectOf = (broadcast, segment) => {
  const { chosen, control } = resultsOf(broadcast, segment);
  const isOver = Date.now() - Date.parse(broadcast.launchedAt) > broadcast.effectDays * day;
  const lift = isOver ? { value: 0.18, low: 0.06, high: 0.32 } : { value: 0.06, low: -0.02, high: 0.14 };
  const base = 0.031;
  const group = (size, rate) => ({
    customers: size,
    buyers: Math.round(size * rate),
    orders: Math.round(size * rate * 1.12),
    revenueMinor: Math.round(size * rate * 41_800),
  });
  const times = (factor) => ({ value: lift.value * factor, low: lift.low * factor, high: lift.high * factor });
  return {
    currency: broadcast.currency,
    from: broadcast.launchedAt,
    until: iso(Date.parse(broadcast.launchedAt) + broadcast.effectDays * day),
    isOver,
    treated: group(chosen, base * (1 + lift.value)),
    control: group(control, base),
    merged: 4,
    treatedShare: { value: base * (1 + lift.value), low: base, high: base * 1.3 },
    controlShare: { value: base, low: base * 0.9, high: base * 1.1 },
    shareDifference: times(base),
    shareLift: lift,
    revenueDifferenceMinor: times(base * 41_800),
    revenueLift: lift,
  };
};

let policyVersion = 1;
let policy = {
  caps: [{ messagesMax: 4, days: 7 }],
  quietHours: { from: '21:00', until: '09:00', zone: 'Asia/Shanghai' },
  globalControlBp: 200,
};
const suppressions = customers.slice(3, 8).map((customer, index) => ({
  id: 40 - index,
  channel: index % 3 === 0 ? 'wecom' : 'sms',
  reason: ['complaint', 'complaint', 'dead_number', 'complaint'][index % 4],
  at: iso(Date.now() - index * 5 * day - 3_000_000),
  customer: named(customer),
}));
function named(customer) {
  const { id, customerNo, name } = summaryOf(customer);
  return { id, customerNo, name };
}
const states = ['reached', 'reached', 'reached', 'sent', 'reached', 'failed', 'planned', 'unknown', 'cancelled', 'refused'];
const messagesOf = (broadcast) =>
  customers.slice(0, 60).map((customer, index) => {
    const channel = index % 3 === 0 ? 'sms' : 'wecom';
    const state = states[index % states.length];
    return {
      at: iso(Date.parse(broadcast.launchedAt) + index * 900),
      customer: named(customer),
      channel,
      ...(channel === 'wecom' ? { sender: `guide${(index % 7) + 1}` } : {}),
      source: { kind: 'broadcast', id: broadcast.id },
      state,
      ...({ failed: { reason: 'UNKNOWN_NUMBER' }, refused: { reason: 'no_consent' }, cancelled: { reason: 'unconfirmed' } }[state] ?? {}),
      text: templates[0].contents[channel].text,
      ...(state === 'reached' ? { receivedAt: iso(Date.parse(broadcast.launchedAt) + index * 1_900) } : {}),
    };
  });

let wecom = {
  configured: true,
  corpId: 'ww4f2a81c0d9e3b7a6',
  agentId: 1_000_002,
  apiBaseUrl: 'https://qyapi.weixin.qq.com',
  callbackPath: '/callbacks/wecom/0199c1d2-7d4e-7a10-9f00-5a4c1e2b3d4f',
  lastCallbackAt: iso(Date.now() - 7 * minute),
  updatedAt: iso(Date.now() - 12 * day),
  version: 2,
};
let sms = {
  configured: false,
  baseUrl: null,
  signature: null,
  pricePerPart: null,
  currency: null,
  isKeyed: true,
  callsPerMinute: 600,
  recipientsMax: 1_000,
  callbackPath: null,
  lastCallbackAt: null,
  updatedAt: null,
  version: 0,
};
const contacts = { state: 'ended', members: 318, contacts: 186_402, syncedAt: iso(Date.now() - 40 * minute) };

const role = (id, name, nameZh, scopes, permissions, part = {}) => ({
  id,
  isBuiltIn: true,
  name,
  nameZh,
  description: name,
  descriptionZh: nameZh,
  permissions,
  scopes,
  people: 0,
  version: 1,
  ...part,
});
const reading = ['overview.read', 'customers.read', 'segments.read', 'tags.read'];
const units = ['总部', '华东大区', '华南大区', '杭州经销商', '西湖店'].map((name, i) => ({
  id: uuid(),
  kind: ['headquarters', 'region', 'region', 'dealer', 'store'][i],
  name,
  isOpen: true,
  path: [[], ['总部'], ['总部'], ['总部', '华东大区'], ['总部', '华东大区', '杭州经销商']][i],
}));

const person = (username, displayName, assignments, part = {}) => ({
  id: uuid(),
  username,
  displayName,
  assignments,
  version: 1,
  isActive: true,
  mustChangePassword: false,
  createdAt: iso(Date.now() - 30 * day),
  ...part,
});

/** The routes of reach; `segments` as they are kept by the server, `everything` the permissions of an administrator. */
export function reachRoutes(segments, everything) {
  const segmentOf = (id) => one(segments, id, 'segment');
  const broadcastOf = (id) => one(broadcasts, id, 'broadcast');
  addBroadcast(segments, { name: '七夕礼盒预热', state: 'ended', effectDays: 7, endedAt: iso(Date.now() - 9 * day) }, (12 * day) / minute);
  addBroadcast(
    segments,
    { name: '跑鞋试穿邀请', state: 'stopped', channels: ['sms'], endedAt: iso(Date.now() - 4 * day) },
    (5 * day) / minute,
  );
  addBroadcast(segments, { name: '秋季上新 · 沉睡会员', state: 'sending' }, 8);
  const inReview = addBroadcast(segments, { name: '双十二预热', state: 'in_review', createdBy: 'lin', submittedBy: 'lin' });
  inReview.words = withWords(inReview);
  addBroadcast(segments, { name: '会员日提醒', state: 'in_review', createdBy: 'admin', submittedBy: 'admin', words: inReview.words });
  addBroadcast(segments, { name: '新客欢迎', state: 'draft', createdBy: 'admin' });
  const apiKeys = [];
  const writeKeys = [];
  const oidc = { isOn: false, name: '', issuer: '', clientId: '', hasSecret: false, publicUrl: '', callbackUrl: '' };
  const companyAccounts = { oidcName: null, oidcLinkedAt: null, wecomUserId: null };
  const totp = { isOn: false, since: null, recoveryCodesLeft: 0, isRequired: false };
  const signInPolicy = { totpRequiredFor: 'nobody' };
  const recoveryCodes = Array.from({ length: 10 }, (_, i) => `abcd-efgh-jkmn-pq${i % 8}${(i * 7) % 8}`);
  const openSessions = [
    ['chrome', 'windows', '10.0.0.7', true],
    ['wecom', 'android', '10.0.0.31', false],
  ].map(([browser, system, address, isCurrent], i) => ({
    id: `0199eeee-0000-7000-8000-00000000000${i}`,
    browser,
    system,
    address,
    createdAt: iso(Date.now() - 86_400_000 * (i + 1)),
    lastSeenAt: iso(Date.now() - 3_600_000 * i),
    isCurrent,
  }));
  const roles = [
    role('owner', 'Owner', '所有者', ['brand'], everything),
    role(
      'system_administrator',
      'System administrator',
      '系统管理员',
      ['brand'],
      ['channels.manage', 'organisation.read', 'organisation.write'],
    ),
    role(
      'security_administrator',
      'Security administrator',
      '安全管理员',
      ['brand'],
      ['staff.manage', 'staff.appoint', 'organisation.read'],
    ),
    role('auditor', 'Auditor', '审计员', ['brand'], []),
    role(
      'operator',
      'Operator',
      '运营',
      ['brand', 'unit'],
      [...reading, 'segments.write', 'messages.read', 'broadcasts.read', 'broadcasts.write', 'broadcasts.approve'],
    ),
    role('analyst', 'Analyst', '分析师', ['brand', 'unit'], [...reading, 'messages.read', 'broadcasts.read']),
    role('region_manager', 'Region manager', '区域经理', ['unit'], reading),
    role('dealer', 'Dealer', '经销商', ['unit'], reading),
    role('store_manager', 'Store manager', '店长', ['unit'], reading),
    role('guide', 'Guide', '导购', ['own'], ['customers.read', 'tags.read']),
    role('service', 'Service', '客服', ['brand', 'unit'], ['customers.read', 'tags.read']),
    role(uuid(), '培训师', undefined, ['brand', 'unit', 'own'], ['tags.read', 'segments.read'], {
      isBuiltIn: false,
      description: '培训导购',
      descriptionZh: undefined,
    }),
  ];
  const named = (assignments) =>
    assignments.map((assignment) => {
      const { name, nameZh } = one(roles, assignment.role, 'role');
      const unit = units.find(({ id }) => id === assignment.unitId);
      return { ...assignment, roleName: name, roleNameZh: nameZh, unitName: unit?.name };
    });
  const staff = [
    person('admin', '管理员', named([{ role: 'owner', scope: 'brand' }])),
    person('lin', '林晓', named([{ role: 'operator', scope: 'brand' }])),
    person('mei', '梅兰', named([{ role: 'guide', scope: 'own' }]), { mustChangePassword: true }),
    person('wang', '王建国', named([{ role: 'dealer', scope: 'unit', unitId: units[3].id }])),
    person('tao', '陶然', named([{ role: 'analyst', scope: 'brand' }]), { isActive: false }),
  ];
  const move = (id, part) => Object.assign(broadcastOf(id), part, { version: broadcastOf(id).version + 1, updatedAt: iso(Date.now()) });
  const named2 = (body) => ({
    segmentName: segmentOf(body.segmentId).name,
    templateName: one(templates, body.templateId, 'template').name,
  });
  const launched = () => broadcasts.filter(({ launchedAt }) => launchedAt !== undefined);

  return [
    ['GET', '/api/channels', () => channels],
    ['GET', '/api/message-templates', ({ query }) => page(templates, query)],
    [
      'POST',
      '/api/message-templates',
      ({ body }) => {
        templates.unshift({ id: uuid(), ...body, version: 1, createdAt: iso(Date.now()), updatedAt: iso(Date.now()) });
        return templates[0];
      },
    ],
    ['POST', '/api/message-templates/preview', ({ body }) => previewOf(body)],
    ['GET', '/api/message-templates/:id', ({ id }) => one(templates, id, 'template')],
    [
      'PUT',
      '/api/message-templates/:id',
      ({ id, body, headers }) => {
        const template = checked(one(templates, id, 'template'), headers);
        return Object.assign(template, body, { version: template.version + 1, updatedAt: iso(Date.now()) });
      },
    ],
    ['DELETE', '/api/message-templates/:id', ({ id }) => void templates.splice(templates.indexOf(one(templates, id, 'template')), 1)],
    [
      'GET',
      '/api/broadcasts',
      ({ query }) =>
        page(
          process.env.MOCK_EMPTY
            ? []
            : broadcasts.map((each) =>
                each.launchedAt ? { ...each, figures: figuresOf(resultsOf(each, segmentOf(each.segmentId))) } : each,
              ),
          query,
        ),
    ],
    [
      'POST',
      '/api/broadcasts',
      ({ body, session }) =>
        addBroadcast(segments, { backUpAfterMinutes: undefined, ...body, ...named2(body), createdBy: session.username }),
    ],
    ['POST', '/api/broadcasts/estimate', ({ body }) => estimateOf(segmentOf(body.segmentId), body.channels, body.controlBp)],
    ['GET', '/api/broadcasts/:id', ({ id }) => broadcastOf(id)],
    [
      'PUT',
      '/api/broadcasts/:id',
      ({ id, body, headers }) => {
        checked(broadcastOf(id), headers);
        return move(id, { ...body, ...named2(body) });
      },
    ],
    ['DELETE', '/api/broadcasts/:id', ({ id }) => void broadcasts.splice(broadcasts.indexOf(broadcastOf(id)), 1)],
    [
      'POST',
      '/api/broadcasts/:id/submit',
      ({ id, session }) => move(id, { state: 'in_review', submittedBy: session.username, words: withWords(broadcastOf(id)) }),
    ],
    [
      'POST',
      '/api/broadcasts/:id/approve',
      ({ id, body, session }) =>
        move(id, { state: 'sending', approvedBy: session.username, comment: body.comment, launchedAt: iso(Date.now()), mark: 'qy-00000k' }),
    ],
    ['POST', '/api/broadcasts/:id/reject', ({ id, body }) => move(id, { state: 'draft', comment: body.comment })],
    ['POST', '/api/broadcasts/:id/pause', ({ id }) => move(id, { state: 'paused' })],
    ['POST', '/api/broadcasts/:id/resume', ({ id }) => move(id, { state: 'sending' })],
    ['POST', '/api/broadcasts/:id/stop', ({ id }) => move(id, { state: 'stopped', endedAt: iso(Date.now()) })],
    [
      'POST',
      '/api/broadcasts/:id/test-send',
      ({ body }) => ({ messages: [{ channel: 'sms', customers: body.customerIds.length }], refused: [] }),
    ],
    ['GET', '/api/broadcasts/:id/results', ({ id }) => resultsOf(broadcastOf(id), segmentOf(broadcastOf(id).segmentId))],
    ['GET', '/api/broadcasts/:id/effect', ({ id }) => effectOf(broadcastOf(id), segmentOf(broadcastOf(id).segmentId))],
    [
      'GET',
      '/api/broadcasts/:id/guides',
      ({ id, query }) =>
        page(
          Array.from({ length: 48 }, (_, index) => ({
            channel: 'wecom',
            sender: `guide${index + 1}`,
            messages: 120 + ((index * 37) % 400),
            reached: index % 4 === 0 ? 0 : 90 + ((index * 31) % 300),
            ...(index % 4 === 0 ? {} : { confirmedAt: iso(Date.parse(broadcastOf(id).launchedAt) + index * 9_000) }),
          })).filter(({ confirmedAt }) => query.get('onlyUnconfirmed') !== 'true' || confirmedAt === undefined),
          query,
        ),
    ],
    [
      'GET',
      '/api/broadcasts/:id/trace',
      ({ id, query }) => {
        const messages = messagesOf(broadcastOf(id)).filter(({ customer }) => customer.id === query.get('customerId'));
        return {
          steps: [
            { step: 'segment', passed: true },
            { step: 'channel', passed: false, channel: 'wecom', reason: 'no_address' },
            { step: 'channel', passed: messages.length > 0, channel: 'sms', ...(messages.length > 0 ? {} : { reason: 'frequency_cap' }) },
            { step: 'reachable', passed: messages.length > 0, ...(messages.length > 0 ? {} : { reason: 'unreachable' }) },
            ...(messages.length > 0
              ? [
                  { step: 'group', passed: true },
                  { step: 'message', passed: true, visit: 0 },
                ]
              : []),
          ],
          messages: messages.map((message, visit) => ({ ...message, visit })),
        };
      },
    ],
    [
      'GET',
      '/api/messages',
      ({ query }) =>
        page(
          launched()
            .flatMap(messagesOf)
            .filter(
              (message) =>
                (query.get('channel') ?? message.channel) === message.channel &&
                (query.get('state') ?? message.state) === message.state &&
                (query.get('broadcastId') ?? message.source.id) === message.source.id &&
                (query.get('customerId') ?? message.customer.id) === message.customer.id,
            ),
          query,
        ),
    ],
    [
      'GET',
      '/api/contact-policy',
      ({ setHeader }) => {
        setHeader('ETag', `"${policyVersion}"`);
        return policy;
      },
    ],
    [
      'PUT',
      '/api/contact-policy',
      ({ body, headers, setHeader }) => {
        checked({ version: policyVersion }, headers);
        policyVersion += 1;
        policy = body;
        setHeader('ETag', `"${policyVersion}"`);
        return policy;
      },
    ],
    ['GET', '/api/suppressions', ({ query }) => page(suppressions, query)],
    [
      'POST',
      '/api/suppressions',
      ({ body }) => {
        suppressions.unshift({
          id: Date.now(),
          channel: body.channel,
          reason: body.reason,
          at: iso(Date.now()),
          customer: named(one(customers, body.customerId, 'customer')),
        });
        return { added: 1 };
      },
    ],
    [
      'DELETE',
      '/api/suppressions/:id',
      ({ id }) => void suppressions.splice(suppressions.indexOf(one(suppressions, id, 'suppression')), 1),
    ],
    ['GET', '/api/channels/wecom', () => wecom],
    [
      'PUT',
      '/api/channels/wecom',
      ({ body }) => {
        wecom = {
          ...wecom,
          corpId: body.corpId,
          agentId: body.agentId,
          apiBaseUrl: body.apiBaseUrl,
          configured: true,
          version: wecom.version + 1,
          updatedAt: iso(Date.now()),
        };
        return wecom;
      },
    ],
    [
      'POST',
      '/api/channels/wecom/test',
      () => ({ outcome: 'connected', detail: 'An access token was fetched.', membersWithContact: 318, errorCode: null, tookMs: 214 }),
    ],
    ['GET', '/api/channels/wecom/contacts', () => contacts],
    [
      'POST',
      '/api/channels/wecom/contacts/sync',
      () => Object.assign(contacts, { state: 'running', progress: { membersDone: 120, membersTotal: 318 } }),
    ],
    ['GET', '/api/channels/sms', () => sms],
    [
      'PUT',
      '/api/channels/sms',
      ({ body }) => {
        const { apiKey: _key, callbackSecret: _secret, ...plain } = body;
        sms = {
          ...sms,
          ...plain,
          configured: true,
          callbackPath: '/callbacks/sms/0199c1d2-7d4e-7a10-9f00-5a4c1e2b3d50',
          version: sms.version + 1,
          updatedAt: iso(Date.now()),
        };
        return sms;
      },
    ],
    [
      'POST',
      '/api/channels/sms/test',
      () => ({ outcome: 'key_wrong', detail: 'The gateway refused the API key.', balance: null, status: 401, tookMs: 91 }),
    ],
    ['GET', '/api/staff', ({ query }) => page(staff, query)],
    [
      'POST',
      '/api/staff',
      ({ body }) => {
        staff.push(
          person(body.username, body.displayName, named(body.assignments), { mustChangePassword: true, createdAt: iso(Date.now()) }),
        );
        return { staff: staff.at(-1), oneTimePassword: 'kiwi-7Q2m-harbor-41' };
      },
    ],
    ['POST', '/api/staff/:id/reset-password', ({ id }) => ({ staff: one(staff, id, 'staff'), oneTimePassword: 'plum-9X4t-lantern-08' })],
    ['POST', '/api/staff/:id/deactivate', ({ id }) => Object.assign(one(staff, id, 'staff'), { isActive: false })],
    [
      'PUT',
      '/api/staff/:id/assignments',
      ({ id, body }) => {
        const member = one(staff, id, 'staff');
        return Object.assign(member, { assignments: named(body.assignments), version: member.version + 1 });
      },
    ],
    ['GET', '/api/organisation/search', ({ query }) => units.filter(({ name }) => name.includes(query.get('q') ?? ''))],
    [
      'GET',
      '/api/roles',
      () =>
        roles.map((each) => ({
          ...each,
          people: staff.filter(({ assignments }) => assignments.some((assignment) => assignment.role === each.id)).length,
        })),
    ],
    [
      'POST',
      '/api/roles',
      ({ body }) => {
        roles.push(
          role(uuid(), body.name, undefined, ['brand', 'unit', 'own'], body.permissions, {
            isBuiltIn: false,
            description: body.description ?? '',
            descriptionZh: undefined,
          }),
        );
        return roles.at(-1);
      },
    ],
    [
      'PUT',
      '/api/roles/:id',
      ({ id, body }) => Object.assign(one(roles, id, 'role'), body, { version: one(roles, id, 'role').version + 1 }),
    ],
    ['DELETE', '/api/roles/:id', ({ id }) => void roles.splice(roles.indexOf(one(roles, id, 'role')), 1)],
    ['GET', '/api/staff/:id/sessions', () => openSessions.filter((open) => !open.isCurrent)],
    ['DELETE', '/api/staff/:id/sessions', () => undefined],
    ['DELETE', '/api/staff/:id/sessions/:sessionId', () => undefined],
    ['GET', '/api/session/totp', () => totp],
    [
      'POST',
      '/api/session/totp',
      () => ({
        secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
        uri: 'otpauth://totp/Quanyu:admin?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Quanyu',
      }),
    ],
    [
      'POST',
      '/api/session/totp/confirm',
      () => {
        Object.assign(totp, { isOn: true, since: iso(Date.now()), recoveryCodesLeft: 10 });
        return { recoveryCodes };
      },
    ],
    ['POST', '/api/session/totp/recovery-codes', () => ({ recoveryCodes })],
    ['POST', '/api/session/totp/off', () => void Object.assign(totp, { isOn: false, since: null, recoveryCodesLeft: 0 })],
    ['GET', '/api/sign-in-policy', () => signInPolicy],
    ['PUT', '/api/sign-in-policy', ({ body }) => Object.assign(signInPolicy, body)],
    ['POST', '/api/staff/:id/reset-totp', () => undefined],
    ['GET', '/api/api-keys', ({ query }) => page(apiKeys, query)],
    [
      'POST',
      '/api/api-keys',
      ({ body, session }) => {
        const { days = 90, ...named } = body;
        const at = Date.now();
        const key = {
          ...named,
          id: crypto.randomUUID(),
          shown: 'qyk_5f0c9a1e77b2',
          owner: session.username,
          createdAt: iso(at),
          expiresAt: iso(at + days * 86_400_000),
          lastUsedAt: null,
          revokedAt: null,
          isActive: true,
        };
        apiKeys.unshift(key);
        return { key, secret: `${key.shown}_3WcKXN0aY1sZpVdQb7uRk2mTfGhJ8xLe5oIyC4vBnAw` };
      },
    ],
    [
      'POST',
      '/api/api-keys/:id/revoke',
      ({ id }) => Object.assign(one(apiKeys, id, 'key'), { revokedAt: iso(Date.now()), isActive: false }),
    ],
    ['GET', '/api/write-keys', ({ query }) => page(writeKeys, query)],
    [
      'POST',
      '/api/write-keys',
      ({ body, session }) => {
        const key = {
          ...body,
          id: crypto.randomUUID(),
          shown: 'qyw_a1e77b25f0c9',
          createdBy: session.username,
          createdAt: iso(Date.now()),
          lastUsedAt: null,
          revokedAt: null,
        };
        writeKeys.unshift(key);
        return { key, secret: `${key.shown}_3WcKXN0aY1sZpVdQb7uRk2mTfGhJ8xLe5oIyC4vBnAw` };
      },
    ],
    ['POST', '/api/write-keys/:id/revoke', ({ id }) => Object.assign(one(writeKeys, id, 'key'), { revokedAt: iso(Date.now()) })],
    ['GET', '/api/sign-in-options', () => ({ oidcName: '企业账号', hasWecom: true })],
    ['GET', '/api/oidc-settings', () => oidc],
    [
      'PUT',
      '/api/oidc-settings',
      ({ body: { clientSecret, ...body } }) =>
        Object.assign(oidc, body, {
          hasSecret: oidc.hasSecret || clientSecret !== undefined,
          callbackUrl: `${body.publicUrl}/sign-in/oidc/callback`,
        }),
    ],
    ['GET', '/api/staff/:id/company-accounts', () => companyAccounts],
    [
      'PUT',
      '/api/staff/:id/company-accounts',
      ({ body }) => Object.assign(companyAccounts, { oidcName: body.oidcName || null, wecomUserId: body.wecomUserId || null }),
    ],
    ['GET', '/api/sessions', () => openSessions],
    ['DELETE', '/api/sessions', () => void openSessions.splice(1)],
    [
      'DELETE',
      '/api/sessions/:id',
      ({ id }) =>
        void openSessions.splice(
          openSessions.findIndex((open) => open.id === id),
          1,
        ),
    ],
    ['POST', '/api/staff/:id/reactivate', ({ id }) => Object.assign(one(staff, id, 'staff'), { isActive: true })],
  ];
}
