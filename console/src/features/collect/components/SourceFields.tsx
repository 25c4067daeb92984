import { AutoComplete, Input, Select } from 'antd';
import { useMemo } from 'react';
import { useText } from '@/shared/i18n/text';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import { channelPattern, type ImportDraft } from '../model';
import styles from './MappingStep.module.css';

const channels = ['tmall', 'jd', 'douyin', 'mini_program', 'pos', 'wecom', 'website'];
const currencies = ['CNY', 'HKD', 'TWD', 'USD', 'EUR', 'GBP', 'JPY', 'KRW', 'SGD', 'MYR', 'THB', 'AUD', 'CAD'];

/** What no file tells by itself: where it comes from, in which currency its prices and in which zone its times are. */
export function SourceFields({ draft, onChange }: { draft: ImportDraft; onChange: (draft: ImportDraft) => void }) {
  const text = useText();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })), []);
  const isWrong = draft.channel !== '' && !channelPattern.test(draft.channel);
  return (
    <Panel title={text('source.title')} extra={text('source.hint')}>
      <div className={styles.fields}>
        <LabelledField label={text('customer.channel')} hint={text('source.channel.hint')}>
          {(id) => (
            <AutoComplete
              id={id}
              value={draft.channel}
              options={channels.map((channel) => ({ value: channel, label: `${text.word('channel', channel)} (${channel})` }))}
              placeholder={text('source.channel.placeholder')}
              status={isWrong ? 'error' : undefined}
              onChange={(channel) => onChange({ ...draft, channel: channel ?? '' })}
            />
          )}
        </LabelledField>
        {draft.needs.includes('currency') && (
          <LabelledField label={text('source.currency')} hint={text('source.currency.hint')}>
            {(id) => (
              <Select
                id={id}
                showSearch
                value={draft.currency}
                placeholder={text('builder.choose')}
                options={currencies.map((currency) => ({ value: currency, label: currency }))}
                onChange={(currency) => onChange({ ...draft, currency })}
              />
            )}
          </LabelledField>
        )}
        {draft.needs.includes('zone') && (
          <LabelledField label={text('source.zone')} hint={text('source.zone.hint')}>
            {(id) => <Select id={id} showSearch value={draft.zone} options={zones} onChange={(zone) => onChange({ ...draft, zone })} />}
          </LabelledField>
        )}
        {draft.mapping.dateFormat !== undefined && (
          <LabelledField label={text('source.dateFormat')} hint={text('source.dateFormat.hint')}>
            {(id) => (
              <Input
                id={id}
                value={draft.mapping.dateFormat}
                onChange={(event) => onChange({ ...draft, mapping: { ...draft.mapping, dateFormat: event.target.value } })}
              />
            )}
          </LabelledField>
        )}
      </div>
    </Panel>
  );
}
