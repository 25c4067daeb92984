// A small made-up sportswear brand for developing the console without a server. Seeded: every start shows the same.

/** mulberry32: small, and good enough for pictures. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = randomOf(20261122);
const pick = (items) => items[Math.floor(random() * items.length)];
const between = (low, high) => low + Math.floor(random() * (high - low + 1));
const weighted = (pairs) => {
  let left = random() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of pairs) {
    left -= weight;
    if (left < 0) return item;
  }
  return pairs[0][0];
};
const hex = (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
export const uuid = () => `0199${hex(4)}-${hex(4)}-7${hex(3)}-a${hex(3)}-${hex(12)}`;

export const now = Date.parse('2026-11-22T03:30:00Z');
const day = 86_400_000;
export const iso = (at) => new Date(at).toISOString();

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'.split('');
const places = [
  ['广东', ['广州', '深圳', '佛山', '东莞'], 15],
  ['江苏', ['南京', '苏州', '无锡'], 11],
  ['浙江', ['杭州', '宁波', '温州'], 10],
  ['上海', ['上海'], 9],
  ['北京', ['北京'], 9],
  ['四川', ['成都', '绵阳'], 8],
  ['山东', ['济南', '青岛', '烟台'], 7],
  ['湖北', ['武汉', '宜昌'], 6],
  ['福建', ['厦门', '福州', '泉州'], 6],
  ['河南', ['郑州', '洛阳'], 5],
  ['湖南', ['长沙'], 5],
  ['陕西', ['西安'], 4],
];
const channels = ['tmall', 'jd', 'douyin', 'mini_program', 'pos'];
const stores = [
  ['SH001', '上海南京东路旗舰店'],
  ['BJ003', '北京三里屯店'],
  ['GZ002', '广州天河城店'],
  ['CD001', '成都太古里店'],
  ['SZ004', '深圳万象天地店'],
  ['HZ001', '杭州湖滨银泰店'],
  ['WH002', '武汉国际广场店'],
  ['XA001', '西安钟楼店'],
];
const products = [
  ['RN2301-M42', '疾风 3 代男子缓震跑鞋 黑/白 42', 59900],
  ['RN2302-W38', '流云女子轻量跑鞋 雾紫 38', 52900],
  ['TR1108-L', '速干针织训练 T 恤 藏青 L', 16900],
  ['JK4410-XL', '山岭三合一防风夹克 松绿 XL', 89900],
  ['BG0702', '城市机能双肩包 22L', 32900],
  ['BK2205-M44', '凌空高帮篮球鞋 橙 44', 69900],
  ['YG3301-S', '瑜伽高腰九分裤 石墨 S', 25900],
  ['SK0101', '毛巾底中筒运动袜 三双装', 5900],
  ['DN5502-L', '羽绒短款外套 曜石黑 L', 109900],
  ['CP0303', '反光夜跑帽', 12900],
];

function lifecycleOf(orders, daysSince) {
  if (orders === 0)
    return weighted([
      ['stranger', 3],
      ['contact', 4],
      ['member', 5],
    ]);
  if (daysSince > 360) return 'lost';
  if (daysSince > 180) return 'sleeping';
  if (orders === 1) return 'first_purchase';
  return orders >= 6 ? 'loyal' : 'repeat';
}

function makeCustomer(index) {
  const [province, cities] = weighted(places.map(([name, towns, weight]) => [[name, towns], weight]));
  const orders = random() < 0.28 ? 0 : Math.min(24, 1 + Math.floor(-Math.log(1 - random()) * 2.1));
  const daysSince = orders === 0 ? undefined : Math.floor(random() ** 1.8 * 700);
  const averageOrder = between(18_000, 92_000);
  const hasName = random() > 0.1;
  const gender = weighted([
    ['female', 5],
    ['male', 5],
    ['other', 0.2],
  ]);
  const stage = lifecycleOf(orders, daysSince ?? 0);
  const known = channels.filter(() => random() < 0.34);
  const seen = known.length === 0 ? [pick(channels)] : known;
  const score = (value, steps) => 1 + steps.filter((step) => value >= step).length;
  const rfm =
    orders === 0
      ? undefined
      : {
          r: 6 - score(daysSince, [40, 110, 220, 380]),
          f: score(orders, [2, 3, 4, 6]),
          m: score(orders * averageOrder, [40_000, 90_000, 160_000, 300_000]),
        };
  const since = iso(now - between(1, 20) * day);
  const tags = [
    { tag: 'lifecycle_stage', value: stage, since },
    { tag: 'gender', value: gender, since },
    { tag: 'province', value: province, since },
    ...seen.map((value) => ({ tag: 'channel', value, since })),
    ...(rfm
      ? [
          { tag: 'rfm_recency', value: String(rfm.r), since },
          { tag: 'rfm_frequency', value: String(rfm.f), since },
          { tag: 'rfm_monetary', value: String(rfm.m), since },
        ]
      : []),
  ];
  return {
    id: uuid(),
    customerNo: 100_000 + index,
    ...(hasName ? { name: `${pick(surnames)}*` } : {}),
    ...(random() > 0.08
      ? { phone: `${pick(['138', '139', '150', '186', '188', '177'])}****${String(between(0, 9999)).padStart(4, '0')}` }
      : {}),
    gender,
    province,
    city: pick(cities),
    channels: seen,
    lifecycleStage: stage,
    orders,
    netRevenue: orders === 0 ? [] : [{ currency: 'CNY', minorUnits: orders * averageOrder }],
    ...(orders === 0 ? {} : { lastOrderAt: iso(now - daysSince * day - between(0, day)) }),
    tags,
    rfm,
    averageOrder,
    daysSince,
  };
}

export const customers = Array.from({ length: 2_400 }, (_, index) => makeCustomer(index));
/** Counts are shown as if the brand were this many times larger than what is held here. */
export const scale = 83;

export function summaryOf({ rfm: _rfm, averageOrder: _average, daysSince: _days, ...summary }) {
  return summary;
}

export function detailOf(customer) {
  const { averageOrder, daysSince, ...rest } = customer;
  const unionid = `o6_b${hex(4)}`;
  const accounts = customer.channels.map((channel, index) => ({
    channel,
    accountKey: `${hex(3)}****${hex(3)}`,
    linkedBy:
      index === 0
        ? [{ kind: 'platform_id', reason: 'first-account' }]
        : [
            pick([
              { kind: 'phone', reason: 'phone-and-name' },
              { kind: 'unionid', reason: 'strong' },
              { kind: 'member_no', reason: 'strong' },
            ]),
          ],
    firstSeenAt: iso(now - between(200, 700) * day),
  }));
  return {
    ...rest,
    birthday: `****-${String(between(1, 12)).padStart(2, '0')}-${String(between(1, 28)).padStart(2, '0')}`,
    attributes: { level: pick(['银卡', '金卡', '黑金']), 常用鞋码: String(between(36, 45)), 入会门店: pick(stores)[1] },
    accounts,
    identifiers: [
      ...(customer.phone ? [{ kind: 'phone', masked: customer.phone, sources: customer.channels }] : []),
      { kind: 'member_no', masked: `M${hex(2)}****${hex(2)}`, sources: customer.channels.slice(0, 1) },
      { kind: 'unionid', masked: `${unionid}****`, sources: ['mini_program'] },
    ],
    metrics:
      customer.orders === 0
        ? []
        : [
            {
              currency: 'CNY',
              orders: customer.orders,
              units: customer.orders * 2,
              netRevenue: customer.netRevenue[0],
              averageOrder: { currency: 'CNY', minorUnits: averageOrder },
              firstOrderAt: iso(now - (daysSince + customer.orders * 34) * day),
              lastOrderAt: customer.lastOrderAt,
              cancelledOrders: customer.orders > 4 ? 1 : 0,
            },
          ],
    merges: accounts.slice(1).map((account, index) => ({
      at: account.firstSeenAt,
      op: 'merge',
      fromCustomerNo: customer.customerNo + 400 + index,
      reason: account.linkedBy[0].reason,
    })),
  };
}

export function timelineOf(customer) {
  const entries = [];
  for (let index = 0; index < customer.orders; index += 1) {
    const at = now - (customer.daysSince + index * 34) * day - between(0, day / 2);
    const lines = Array.from({ length: between(1, 3) }, () => {
      const [sku, name, price] = pick(products);
      const quantity = between(1, 2);
      return { sku, name, quantity, lineTotal: { currency: 'CNY', minorUnits: price * quantity } };
    });
    const amount = { currency: 'CNY', minorUnits: lines.reduce((sum, line) => sum + line.lineTotal.minorUnits, 0) };
    const channel = pick(customer.channels);
    entries.push({ at: iso(at), type: 'order', title: `QY${2026_000_000 + between(1, 999_999)}`, channel, amount, lines });
    entries.push({ at: iso(at - 1_800_000), type: 'event', title: 'product_view', channel });
    if (index === 2) {
      entries.push({
        at: iso(at + 2 * day),
        type: 'cancellation',
        title: `C${2026_000_000 + between(1, 999_999)}`,
        channel,
        amount: { currency: 'CNY', minorUnits: -lines[0].lineTotal.minorUnits },
        lines: [{ ...lines[0], quantity: -lines[0].quantity, lineTotal: { currency: 'CNY', minorUnits: -lines[0].lineTotal.minorUnits } }],
      });
    }
  }
  for (const [index, channel] of customer.channels.entries()) {
    entries.push({
      at: iso(now - (500 + index * 40) * day),
      type: index === 0 ? 'account' : 'merge',
      title: `${hex(3)}****${hex(3)}`,
      channel,
    });
  }
  return entries.sort((a, b) => (a.at < b.at ? 1 : -1));
}

const named = (value, nameZh, nameEn) => ({ value, nameZh, nameEn });
const scores = [5, 4, 3, 2, 1].map((score) => named(String(score), `${score} 分`, `Score ${score}`));
const tagDefinitions = [
  [
    'lifecycle_stage',
    'lifecycle',
    '生命周期',
    'Lifecycle stage',
    [
      named('stranger', '陌生人', 'Stranger'),
      named('contact', '已触达', 'Contact'),
      named('member', '会员', 'Member'),
      named('first_purchase', '首购', 'First purchase'),
      named('repeat', '复购', 'Repeat'),
      named('loyal', '忠诚', 'Loyal'),
      named('sleeping', '沉睡', 'Sleeping'),
      named('lost', '流失', 'Lost'),
    ],
  ],
  ['rfm_recency', 'rfm', 'RFM 近度', 'RFM recency', scores],
  ['rfm_frequency', 'rfm', 'RFM 频次', 'RFM frequency', scores],
  ['rfm_monetary', 'rfm', 'RFM 金额', 'RFM money', scores],
  [
    'channel',
    'attribute',
    '渠道',
    'Channel',
    [
      named('tmall', '天猫', 'Tmall'),
      named('jd', '京东', 'JD'),
      named('douyin', '抖音', 'Douyin'),
      named('mini_program', '小程序商城', 'Mini-program'),
      named('pos', '门店 POS', 'Store POS'),
    ],
  ],
  [
    'gender',
    'attribute',
    '性别',
    'Gender',
    [named('female', '女', 'Female'), named('male', '男', 'Male'), named('other', '其他', 'Other')],
  ],
  ['province', 'attribute', '省份', 'Province', places.map(([name]) => named(name, name, name))],
];

export const tags = tagDefinitions.map(([tag, kind, nameZh, nameEn, values]) => ({
  tag,
  kind,
  nameZh,
  nameEn,
  computedAt: iso(now - 420_000),
  values: values
    .map((value) => ({
      ...value,
      customers:
        scale * customers.filter((customer) => customer.tags.some((each) => each.tag === tag && each.value === value.value)).length,
    }))
    .sort((a, b) => (tag === 'lifecycle_stage' || kind === 'rfm' ? 0 : b.customers - a.customers)),
}));

export const segmentFields = {
  attributes: [
    { attribute: 'gender', type: 'text', values: ['female', 'male', 'other'] },
    { attribute: 'province', type: 'text', values: places.map(([name]) => name) },
    { attribute: 'city', type: 'text' },
    { attribute: 'birthday', type: 'date' },
    { attribute: '常用鞋码', type: 'number' },
  ],
  metrics: [
    { metric: 'net_revenue', unit: 'money' },
    { metric: 'average_order', unit: 'money' },
    { metric: 'orders', unit: 'count' },
    { metric: 'units', unit: 'count' },
    { metric: 'days_since_last_order', unit: 'days' },
    { metric: 'last_order_at', unit: 'instant' },
  ],
  events: [
    { event: 'purchase', properties: ['revenue', 'units', 'sku', 'store', 'channel'] },
    { event: 'product_view', properties: ['sku', 'category'] },
    { event: 'add_to_cart', properties: ['sku', 'amount'] },
    { event: 'search', properties: [] },
  ],
  currencies: ['CNY', 'HKD'],
};

export function overview(currency, days) {
  const series = randomOf(days * 7 + currency.charCodeAt(0));
  const daily = Array.from({ length: days }, (_, index) => {
    const date = new Date(now - (days - 1 - index) * day);
    const isWeekend = [0, 6].includes(date.getUTCDay());
    const elevens = date.getUTCMonth() === 10 && date.getUTCDate() >= 1 && date.getUTCDate() <= 11;
    const peak = date.getUTCMonth() === 10 && date.getUTCDate() === 11 ? 4.2 : elevens ? 1.7 : 1;
    const orders = Math.round((620 + 180 * Math.sin(index / 9) + 140 * series()) * (isWeekend ? 1.25 : 1) * peak);
    return {
      date: iso(date.getTime()).slice(0, 10),
      orders,
      netRevenueMinor: Math.round(orders * (39_800 + 9_000 * series())),
      newCustomers: Math.round(orders * (0.21 + 0.08 * series())),
    };
  });
  const sum = (field) => daily.reduce((total, each) => total + each[field], 0);
  const orders = sum('orders');
  const revenue = sum('netRevenueMinor');
  const total = customers.length * scale;
  const figures = (factor) => ({
    customers: Math.round(total * (factor === 1 ? 1 : 0.93)),
    newCustomers: Math.round(sum('newCustomers') * factor),
    buyers: Math.round(orders * 0.71 * factor),
    orders: Math.round(orders * factor),
    netRevenue: { currency, minorUnits: Math.round(revenue * factor * (factor === 1 ? 1 : 0.97)) },
    repeatRateBp: factor === 1 ? 3_418 : 3_506,
    averageOrder: { currency, minorUnits: Math.round((revenue / orders) * (factor === 1 ? 1 : 0.974)) },
  });
  const count = (test) => scale * customers.filter(test).length;
  return {
    asOf: iso(now),
    currencies: ['CNY', 'HKD'],
    ...figures(1),
    compare: figures(0.87),
    daily,
    lifecycle: tags[0].values.map(({ value, customers: size }) => ({ stage: value, customers: size })),
    channels: channels.map((channel, index) => ({
      channel,
      customers: count((customer) => customer.channels.includes(channel)),
      orders: Math.round(orders * [0.34, 0.17, 0.21, 0.16, 0.12][index]),
      netRevenueMinor: Math.round(revenue * [0.33, 0.18, 0.17, 0.18, 0.14][index]),
    })),
    rfm: [1, 2, 3, 4, 5].flatMap((recency) =>
      [1, 2, 3, 4, 5].map((frequency) => ({
        recency,
        frequency,
        customers: count((customer) => customer.rfm?.r === recency && customer.rfm?.f === frequency),
      })),
    ),
    topProducts: products
      .slice(0, 8)
      .map(([sku, name, price], index) => {
        const units = Math.round((orders / 9) * 0.86 ** index);
        return { sku, name, units, netRevenueMinor: Math.round(units * price * 0.9) };
      })
      .sort((a, b) => b.netRevenueMinor - a.netRevenueMinor),
    topStores: stores.map(([storeCode, name], index) => ({
      storeCode,
      name,
      orders: Math.round((orders / 30) * 0.88 ** index),
      netRevenueMinor: Math.round((revenue / 29) * 0.86 ** index),
    })),
    empty: false,
  };
}

export const importKinds = [
  {
    kind: 'orders',
    fields: [
      { field: 'orderNo', type: 'text', required: true },
      { field: 'placedAt', type: 'instant', required: true },
      { field: 'sku', type: 'text', required: true },
      { field: 'quantity', type: 'decimal', required: true },
      { field: 'unitPrice', type: 'decimal', required: true },
      { field: 'accountKey', type: 'text', required: false, oneOfGroup: 'customer' },
      { field: 'memberNo', type: 'text', required: false, oneOfGroup: 'customer' },
      { field: 'phone', type: 'phone', required: false, oneOfGroup: 'customer' },
      { field: 'productName', type: 'text', required: false },
      { field: 'storeCode', type: 'text', required: false },
      { field: 'country', type: 'text', required: false },
    ],
  },
  {
    kind: 'customers',
    fields: [
      { field: 'accountKey', type: 'text', required: false, oneOfGroup: 'identifier' },
      { field: 'phone', type: 'phone', required: false, oneOfGroup: 'identifier' },
      { field: 'memberNo', type: 'text', required: false, oneOfGroup: 'identifier' },
      { field: 'name', type: 'text', required: false },
      { field: 'gender', type: 'enum', required: false },
      { field: 'birthday', type: 'date', required: false },
      { field: 'province', type: 'text', required: false },
      { field: 'city', type: 'text', required: false },
    ],
  },
  ...['products', 'stores', 'households', 'events'].map((kind) => ({
    kind,
    fields: [{ field: kind === 'events' ? 'event' : 'sku', type: 'text', required: true }],
  })),
];

export const uploadColumns = [
  ['订单编号', ['QY202611110001', 'QY202611110001', 'QY202611110002']],
  ['下单时间', ['2026-11-11 00:00:12', '2026-11-11 00:00:12', '2026-11-11 00:00:15']],
  ['货号', ['RN2301-M42', 'SK0101', 'JK4410-XL']],
  ['商品名称', ['疾风 3 代男子缓震跑鞋', '毛巾底中筒运动袜', '山岭三合一防风夹克']],
  ['数量', ['1', '2', '1']],
  ['成交单价', ['599.00', '59.00', '899.00']],
  ['手机', ['138****2231', '138****2231', '186****0917']],
  ['会员卡号', ['M20391', 'M20391', '']],
  ['门店', ['SH001', 'SH001', 'GZ002']],
  ['备注', ['', '', '加急']],
].map(([name, samples]) => ({ name, samples }));

export const guessedMapping = {
  kind: 'orders',
  columns: {
    orderNo: '订单编号',
    placedAt: '下单时间',
    sku: '货号',
    productName: '商品名称',
    quantity: '数量',
    unitPrice: '成交单价',
    phone: '手机',
    memberNo: '会员卡号',
    storeCode: '门店',
  },
  constants: {},
  attributes: [],
  orderRules: { cancellationPrefixes: ['C'], adjustmentPrefixes: ['A'], chargeSkus: ['POST', 'DOT', 'M', 'BANK CHARGES'] },
  dateFormat: 'yyyy-MM-dd HH:mm:ss',
};
