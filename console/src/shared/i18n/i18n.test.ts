import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { textIn, textOf, wordPrefixes } from './text';
import { zhCN } from './zh-CN';

const parameters = (message: string) => new Set(message.match(/\{\w+/g));

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zhCN).sort());
  });

  it('leave nothing empty and ask for the same parameters', () => {
    for (const [key, chinese] of Object.entries(zhCN)) {
      const english = en[key as keyof typeof en];
      expect(chinese.trim() === '' || english.trim() === '', key).toBe(false);
      expect(parameters(english), key).toEqual(parameters(chinese));
    }
  });

  it('are in their own language', () => {
    const translated = Object.entries(en).filter(([key]) => key !== 'brand.name');
    expect(translated.filter(([, english]) => /\p{Script=Han}/u.test(english))).toEqual([]);
  });

  it('hold no message that nothing shows', () => {
    const source = sourcesIn(join(import.meta.dirname, '../..'));
    const families = [...source.matchAll(/`([\w.-]+\.)(?:\$\{)/g)].map((match) => match[1] ?? '');
    const words = wordPrefixes.map((prefix) => `${prefix}.`);
    const isShown = (key: string) => source.includes(`'${key}'`) || [...families, ...words].some((family) => key.startsWith(family));
    expect(Object.keys(zhCN).filter((key) => !isShown(key))).toEqual([]);
  });
});

describe('textOf', () => {
  it('fills in parameters and chooses the plural form', () => {
    expect(textOf('en', 'customer.tags.count', { count: 1 })).toBe('1 tag');
    expect(textOf('en', 'customer.tags.count', { count: 2 })).toBe('2 tags');
    expect(textOf('zh-CN', 'customer.tags.count', { count: 2 })).toBe('2 个');
  });

  it('takes the plural from the number when the figure is already formatted', () => {
    expect(textOf('en', 'builder.people', { count: '1,000', countNumber: 1000 })).toBe('1,000 people');
  });
});

it('a value that the console does not know is shown as it is', () => {
  expect(textIn('en').word('channel', 'tmall')).toBe('Tmall');
  expect(textIn('en').word('channel', 'outlet_shop')).toBe('outlet_shop');
});

function sourcesIn(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesIn(path);
      return /\.tsx?$/.test(entry.name) && !/(zh-CN|en|\.test)\.tsx?$/.test(entry.name) ? readFileSync(path, 'utf8') : '';
    })
    .join('\n');
}
