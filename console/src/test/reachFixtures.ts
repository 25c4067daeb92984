import type { ChannelSummary } from '@/features/channel/api';
import type { MessageTemplate } from '@/features/content/api';

/** Channels as a brand has them that reaches through guides and by SMS. */
export const reachChannels: ChannelSummary[] = [
  {
    code: 'sms',
    nameZh: '短信',
    nameEn: 'SMS',
    isSetUp: true,
    lit: 5_000,
    isConfirmedBySender: false,
    variables: ['name'],
    recipientsMax: 1_000,
    callsPerMinute: 600,
    redelivery: 'idempotent',
  },
  {
    code: 'wecom',
    nameZh: '企业微信',
    nameEn: 'WeCom',
    isSetUp: true,
    lit: 1_200,
    isConfirmedBySender: true,
    variables: [],
    recipientsMax: 10_000,
    callsPerMinute: 120,
    redelivery: 'look_up',
  },
];

export const autumn: MessageTemplate = {
  id: '0199cccc-0000-7000-8000-000000000001',
  name: 'Autumn arrivals',
  purpose: 'marketing',
  contents: { wecom: { text: 'New shoes are here.' }, sms: { text: `Dear \${name}, new shoes are here.` } },
  fallbacks: { name: 'friend' },
  version: 2,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-02T00:00:00Z',
};
