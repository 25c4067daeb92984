import { Alert, Button, Select, Switch } from 'antd';
import { type ChannelSummary, useChannelName, useChannels } from '@/features/channel/api';
import { useTemplate } from '@/features/content/api';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { ArrowDownOutlined, ArrowUpOutlined } from '@/shared/ui/icons';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { moveChannel } from '../model';
import { sayMinutes } from '../words';
import styles from './Wizard.module.css';
import type { StepProps } from './wizard';

/** Waits to choose from; another one that was set by the API is kept. */
const waits = [30, 60, 120, 240, 720, 1_440, 2_880, 4_320];
const noBackUp = 0;

/** Which channel is tried first, which next, and after how long. */
export function ChannelsStep({ edited, isAsked, onChange }: StepProps) {
  const text = useText();
  const channels = useChannels();
  const template = useTemplate(edited.templateId ?? '');
  const name = useChannelName();
  const known =
    edited.backUpAfterMinutes === undefined || waits.includes(edited.backUpAfterMinutes) ? waits : [...waits, edited.backUpAfterMinutes];
  return (
    <Panel title={text('broadcast.step.channels')} extra={text('broadcast.channels.hint')}>
      {isAsked && edited.channels.length === 0 && (
        <Alert type="warning" showIcon role="alert" title={text('broadcast.channels.required')} style={{ marginBottom: 14 }} />
      )}
      <QueryView query={channels}>
        {(all) => {
          const chosen = edited.channels.flatMap((code) => all.find((each) => each.code === code) ?? []);
          const others = all.filter((each) => !edited.channels.includes(each.code));
          return (
            <ol className={styles.channels} aria-label={text('broadcast.channels.order')}>
              {[...chosen, ...others].map((channel) => (
                <ChannelLine
                  key={channel.code}
                  channel={channel}
                  edited={edited}
                  hasWords={template.data?.contents[channel.code] !== undefined}
                  onChange={onChange}
                />
              ))}
            </ol>
          );
        }}
      </QueryView>
      {edited.channels.length > 1 && (
        <div className={styles.back}>
          <LabelledField label={text('broadcast.backUp')} hint={text('broadcast.backUp.hint', { first: name(edited.channels[0] ?? '') })}>
            {(id) => (
              <Select
                id={id}
                value={edited.backUpAfterMinutes ?? noBackUp}
                options={[
                  { value: noBackUp, label: text('broadcast.backUp.none') },
                  ...known.map((minutes) => ({
                    value: minutes,
                    label: text('broadcast.backUp.after', { time: sayMinutes(minutes, text) }),
                  })),
                ]}
                onChange={(minutes) => onChange({ backUpAfterMinutes: minutes === noBackUp ? undefined : minutes })}
              />
            )}
          </LabelledField>
        </div>
      )}
    </Panel>
  );
}

interface ChannelLineProps extends Pick<StepProps, 'edited' | 'onChange'> {
  channel: ChannelSummary;
  hasWords: boolean;
}

function ChannelLine({ channel, edited, hasWords, onChange }: ChannelLineProps) {
  const text = useText();
  const language = useLanguage();
  const name = useChannelName()(channel.code);
  const place = edited.channels.indexOf(channel.code);
  const isOn = place >= 0;
  const hinder = !hasWords ? text('broadcast.channels.noWords') : channel.isSetUp ? undefined : text('channels.notSetUp');
  return (
    <li className={isOn ? styles.channel : `${styles.channel} ${styles.off}`}>
      <span className={styles.place} aria-hidden="true">
        {isOn ? place + 1 : '–'}
      </span>
      <div className={styles.what}>
        <div className={styles.channelName}>{name}</div>
        <div className={styles.sub}>
          {hinder ??
            [
              text('broadcast.channels.lit', { count: formatCount(channel.lit, language), countNumber: channel.lit }),
              text(channel.isConfirmedBySender ? 'broadcast.channels.confirmed' : 'broadcast.channels.direct'),
            ].join(' · ')}
        </div>
      </div>
      {isOn && edited.channels.length > 1 && (
        <div className={styles.arrows}>
          <Button
            type="text"
            icon={<ArrowUpOutlined />}
            disabled={place === 0}
            aria-label={text('broadcast.channels.earlier', { channel: name })}
            onClick={() => onChange({ channels: moveChannel(edited.channels, channel.code, -1) })}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined />}
            disabled={place === edited.channels.length - 1}
            aria-label={text('broadcast.channels.later', { channel: name })}
            onClick={() => onChange({ channels: moveChannel(edited.channels, channel.code, 1) })}
          />
        </div>
      )}
      <Switch
        aria-label={text('broadcast.channels.use', { channel: name })}
        checked={isOn}
        disabled={!isOn && hinder !== undefined}
        onChange={(on) =>
          onChange({ channels: on ? [...edited.channels, channel.code] : edited.channels.filter((code) => code !== channel.code) })
        }
      />
    </li>
  );
}
