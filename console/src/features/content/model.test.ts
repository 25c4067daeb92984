import { describe, expect, it } from 'vitest';
import type { ChannelSummary } from '@/features/channel/api';
import { draftOf, type EditedTemplate, filledIn, gapsOf, insertVariable, startOf, variablesOf } from './model';

const sms = { code: 'sms', variables: ['name'] } as unknown as ChannelSummary;
const wecom = { code: 'wecom', variables: [] as string[] } as unknown as ChannelSummary;

const template = (part: Partial<EditedTemplate> = {}): EditedTemplate => ({
  ...startOf(undefined),
  name: 'Autumn',
  contents: { sms: { text: 'Dear $' + '{name}', url: '', title: '' } },
  fallbacks: { name: 'friend' },
  ...part,
});

describe('variables', () => {
  it('are found once each', () => {
    expect(variablesOf('$' + '{name}, $' + '{store} and $' + '{name}')).toEqual(['name', 'store']);
    expect(variablesOf('$ {name} {name} $' + '{}')).toEqual([]);
  });

  it('are put where the cursor is', () => {
    expect(insertVariable('Dear !', 'name', 5, 5)).toEqual({ text: 'Dear $' + '{name}!', cursor: 12 });
  });

  it('are filled in where a fallback is known', () => {
    expect(filledIn('$' + '{name} $' + '{store}', { name: 'friend' })).toBe('friend $' + '{store}');
  });
});

describe('gapsOf', () => {
  it('is empty for what can be saved', () => {
    expect(gapsOf(template(), [sms, wecom])).toEqual([]);
  });

  it('names what is missing', () => {
    expect(gapsOf(template({ name: ' ' }), [sms])).toEqual([{ type: 'name' }]);
    expect(gapsOf(template({ contents: {} }), [sms])).toEqual([{ type: 'content' }]);
    expect(gapsOf(template({ fallbacks: {} }), [sms])).toEqual([{ type: 'fallback', variables: ['name'] }]);
  });

  it('refuses a variable that the channel does not have', () => {
    const contents = { wecom: { text: 'Dear $' + '{name}', url: '', title: '' } };
    expect(gapsOf(template({ contents }), [wecom])).toEqual([{ type: 'unknown', channel: 'wecom', variables: ['name'] }]);
  });

  it('wants both parts of a link, and a real address', () => {
    const withLink = (url: string, title: string) => template({ contents: { sms: { text: 'x', url, title } }, fallbacks: {} });
    expect(gapsOf(withLink('https://shop.example/a', 'Shop'), [sms])).toEqual([]);
    expect(gapsOf(withLink('shop.example', 'Shop'), [sms])).toEqual([{ type: 'link', channel: 'sms' }]);
    expect(gapsOf(withLink('https://shop.example', ''), [sms])).toEqual([{ type: 'link', channel: 'sms' }]);
    expect(gapsOf(withLink('javascript:alert(1)', 'Shop'), [sms])).toEqual([{ type: 'link', channel: 'sms' }]);
  });
});

it('draftOf leaves out what is not used', () => {
  const edited = template({
    contents: { sms: { text: 'Hello', url: 'https://shop.example', title: 'Shop' }, wecom: { text: ' ', url: '', title: '' } },
    fallbacks: { name: 'friend' },
  });
  expect(draftOf(edited)).toEqual({
    name: 'Autumn',
    purpose: 'marketing',
    contents: { sms: { text: 'Hello', link: { url: 'https://shop.example', title: 'Shop' } } },
    fallbacks: {},
  });
});
