import { Link } from 'react-router';
import { useChannelName } from '@/features/channel/api';
import { formatBasisPoints } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Moment } from '@/shared/ui/values';
import type { BroadcastDraft } from '../api';
import { sayMinutes } from '../words';
import styles from './Wizard.module.css';

interface BroadcastFactsProps {
  settings: Omit<BroadcastDraft, 'name'>;
  segmentName: string;
  templateName: string;
}

/** Everything that was decided, to be read once more. */
export function BroadcastFacts({ settings, segmentName, templateName }: BroadcastFactsProps) {
  const text = useText();
  const language = useLanguage();
  const channelName = useChannelName();
  const facts: [string, React.ReactNode][] = [
    [
      text('broadcast.segment'),
      <Link key="segment" to={`/segments/${settings.segmentId}`}>
        {segmentName}
      </Link>,
    ],
    [
      text('broadcast.template'),
      <Link key="template" to={`/templates/${settings.templateId}`}>
        {templateName}
      </Link>,
    ],
    [text('broadcast.channels.order'), settings.channels.map(channelName).join(' → ')],
    [
      text('broadcast.backUp'),
      settings.backUpAfterMinutes === undefined
        ? text('broadcast.backUp.none')
        : text('broadcast.backUp.after', { time: sayMinutes(settings.backUpAfterMinutes, text) }),
    ],
    [text('broadcast.personalised'), text(settings.personalised ? 'broadcast.personalised.yes' : 'broadcast.personalised.no')],
    [text('broadcast.control.share'), formatBasisPoints(settings.controlBp, language)],
    [text('broadcast.effectDays'), text('overview.days', { days: settings.effectDays })],
    [text('broadcast.start'), settings.startAt === undefined ? text('broadcast.start.now') : <Moment key="start" at={settings.startAt} />],
    [
      text('broadcast.spread'),
      settings.spreadMinutes === 0
        ? text('broadcast.spread.none')
        : text('broadcast.spread.over', { time: sayMinutes(settings.spreadMinutes, text) }),
    ],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
