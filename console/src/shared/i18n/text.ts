import { useMemo } from 'react';
import { en } from './en';
import { type Language, useLanguage } from './language';
import { zhCN } from './zh-CN';

export type MessageKey = keyof typeof zhCN;
export type MessageParameters = Readonly<Record<string, string | number>>;

export const catalogues: Record<Language, Record<MessageKey, string>> = { 'zh-CN': zhCN, en };

/**
 * The message with its parameters filled in. `{count}` is the parameter itself; `{count|row|rows}` chooses a form by the
 * language's plural rule from the parameter `countNumber` if given, else from `count`.
 */
export function textOf(language: Language, key: MessageKey, parameters: MessageParameters = {}): string {
  return catalogues[language][key].replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
    if (one !== undefined && other !== undefined) {
      const count = Number(parameters[`${name}Number`] ?? parameters[name]);
      return new Intl.PluralRules(language).select(count) === 'one' ? one : other;
    }
    const value = parameters[name];
    return value === undefined ? whole : String(value);
  });
}

export interface Text {
  (key: MessageKey, parameters?: MessageParameters): string;
  /** A word for a value that the server may extend: the message under `prefix.value`, else the value itself. */
  word: (prefix: WordPrefix, value: string) => string;
}

/** Families of messages whose last part is a value of the API. */
export const wordPrefixes = [
  'channel',
  'lifecycle',
  'field',
  'quarantine',
  'identifier',
  'linkReason',
  'attribute',
  'metric',
  'event',
  'property',
  'gender',
  'permission',
  'unitKind',
  'postRole',
  'ownership',
  'storeService',
  'orgColumn',
  'variable',
  'refusal',
  'messageReason',
  'redelivery',
  'connectionOutcome',
  'browser',
  'source',
  'system',
  'auditAction',
  'auditObject',
  'auditDetail',
] as const;
export type WordPrefix = (typeof wordPrefixes)[number];

export function textIn(language: Language): Text {
  const text = (key: MessageKey, parameters?: MessageParameters) => textOf(language, key, parameters);
  text.word = (prefix: WordPrefix, value: string) => {
    const catalogue: Partial<Record<string, string>> = catalogues[language];
    return catalogue[`${prefix}.${value}`] ?? value;
  };
  return text;
}

export function useText(): Text {
  const language = useLanguage();
  return useMemo(() => textIn(language), [language]);
}
