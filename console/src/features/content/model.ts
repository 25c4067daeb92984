import type { ChannelSummary } from '@/features/channel/api';
import type { ChannelContent, MessageTemplate, MessageTemplateDraft } from './api';

/** A text as it is written: a channel without a text has no content, and a half-typed link is kept while one types. */
export interface EditedContent {
  text: string;
  url: string;
  title: string;
}

export interface EditedTemplate {
  name: string;
  purpose: MessageTemplateDraft['purpose'];
  contents: Record<string, EditedContent>;
  fallbacks: Record<string, string>;
}

const nothing: EditedContent = { text: '', url: '', title: '' };

export function contentOf(template: EditedTemplate, channel: string): EditedContent {
  return template.contents[channel] ?? nothing;
}

export function startOf(template: MessageTemplate | undefined): EditedTemplate {
  if (template === undefined) {
    return { name: '', purpose: 'marketing', contents: {}, fallbacks: {} };
  }
  const contents = Object.entries(template.contents).map(([channel, content]) => [channel, edited(content)]);
  return { name: template.name, purpose: template.purpose, contents: Object.fromEntries(contents), fallbacks: { ...template.fallbacks } };
}

function edited(content: ChannelContent): EditedContent {
  return { text: content.text, url: content.link?.url ?? '', title: content.link?.title ?? '' };
}

/** Names written as `${name}`, each once, in the order of their first use. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{([^${}]+)\}/g)].map((found) => found[1] ?? ''))];
}

/** Names that the texts use, over all channels. */
export function usedVariables(template: EditedTemplate): string[] {
  return [...new Set(Object.values(template.contents).flatMap(({ text }) => variablesOf(text)))];
}

/** Names that a channel's text uses and the channel does not know. */
export function unknownVariables(text: string, channel: ChannelSummary): string[] {
  return variablesOf(text).filter((variable) => !channel.variables.includes(variable));
}

/** Puts a variable where the cursor is. */
export function insertVariable(text: string, variable: string, from: number, to: number): { text: string; cursor: number } {
  const inserted = `\${${variable}}`;
  return { text: text.slice(0, from) + inserted + text.slice(to), cursor: from + inserted.length };
}

export function isUrl(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

export type TemplateGap =
  | { type: 'name' }
  | { type: 'content' }
  | { type: 'unknown'; channel: string; variables: string[] }
  | { type: 'fallback'; variables: string[] }
  | { type: 'link'; channel: string };

/** What keeps the template from being saved. */
export function gapsOf(template: EditedTemplate, channels: readonly ChannelSummary[]): TemplateGap[] {
  const gaps: TemplateGap[] = [];
  if (template.name.trim() === '') gaps.push({ type: 'name' });
  const written = Object.entries(template.contents).filter(([, content]) => content.text.trim() !== '');
  if (written.length === 0) gaps.push({ type: 'content' });
  for (const [code, content] of written) {
    const channel = channels.find((each) => each.code === code);
    const unknown = channel === undefined ? [] : unknownVariables(content.text, channel);
    if (unknown.length > 0) gaps.push({ type: 'unknown', channel: code, variables: unknown });
    const hasLink = content.url.trim() !== '' || content.title.trim() !== '';
    if (hasLink && (!isUrl(content.url.trim()) || content.title.trim() === '')) gaps.push({ type: 'link', channel: code });
  }
  const bare = usedVariables(template).filter((variable) => (template.fallbacks[variable] ?? '').trim() === '');
  if (bare.length > 0) gaps.push({ type: 'fallback', variables: bare });
  return gaps;
}

/** What is sent: channels with a text, links that are whole, fallbacks that are used. */
export function draftOf(template: EditedTemplate): MessageTemplateDraft {
  const contents: Record<string, ChannelContent> = {};
  for (const [channel, content] of Object.entries(template.contents)) {
    if (content.text.trim() === '') continue;
    const url = content.url.trim();
    const title = content.title.trim();
    contents[channel] = { text: content.text, ...(isUrl(url) && title !== '' ? { link: { url, title } } : {}) };
  }
  const fallbacks = usedVariables(template)
    .map((variable) => [variable, (template.fallbacks[variable] ?? '').trim()] as const)
    .filter(([, fallback]) => fallback !== '');
  return { name: template.name.trim(), purpose: template.purpose, contents, fallbacks: Object.fromEntries(fallbacks) };
}

/** The text with fallbacks filled in, for the picture while the server has not answered. */
export function filledIn(text: string, fallbacks: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{([^${}]+)\}/g, (whole, variable: string) => fallbacks[variable] || whole);
}
