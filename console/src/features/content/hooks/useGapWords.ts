import { useChannelName } from '@/features/channel/api';
import { assertNever } from '@/shared/assertNever';
import { useText } from '@/shared/i18n/text';
import type { ContentIssue } from '../api';
import type { TemplateGap } from '../model';

/** Says what a template still lacks. */
export function useGapWords(): (gap: TemplateGap) => string {
  const text = useText();
  const channelName = useChannelName();
  const list = (variables: string[]) => variables.map((variable) => text.word('variable', variable)).join(text('words.listSeparator'));
  return (gap) => {
    switch (gap.type) {
      case 'name':
        return text('template.gap.name');
      case 'content':
        return text('template.gap.content');
      case 'unknown':
        return text('template.unknownVariables', { channel: channelName(gap.channel), variables: list(gap.variables) });
      case 'fallback':
        return text('template.gap.fallback', { variables: list(gap.variables) });
      case 'link':
        return text('template.gap.link', { channel: channelName(gap.channel) });
      default:
        return assertNever(gap);
    }
  };
}

/** Says what the server finds wrong with a text. */
export function useIssueWords(): (issue: ContentIssue) => string {
  const text = useText();
  const channelName = useChannelName();
  return ({ channel, kind, variable }) =>
    text(`contentIssue.${kind}`, {
      channel: channelName(channel),
      variable: variable === undefined ? '' : text.word('variable', variable),
    });
}
