import { Button } from 'antd';
import { Link } from 'react-router';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { CheckCircleOutlined, ClockCircleOutlined, MessageOutlined, RightOutlined, WechatWorkOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { StateTag } from '@/shared/ui/StateTag';
import { QueryView } from '@/shared/ui/states';
import { type ChannelSummary, useChannelName, useChannels } from '../api';
import styles from './ChannelsPage.module.css';

/** Channels whose settings have a page of their own here. */
const withPage = new Set(['wecom', 'sms']);

export function ChannelsPage() {
  const text = useText();
  const query = useChannels();
  return (
    <>
      <PageHeader title={text('nav.channels')} subtitle={text('channels.subtitle')} />
      <QueryView query={query} tall>
        {(channels) => (
          <div className={styles.cards}>
            {channels.map((channel) => (
              <ChannelCard key={channel.code} channel={channel} />
            ))}
          </div>
        )}
      </QueryView>
    </>
  );
}

function ChannelCard({ channel }: { channel: ChannelSummary }) {
  const text = useText();
  const language = useLanguage();
  const name = useChannelName()(channel.code);
  const count = (value: number) => formatCount(value, language);
  return (
    <Panel
      title={
        <span className={styles.name}>
          {channel.code === 'wecom' ? <WechatWorkOutlined /> : <MessageOutlined />}
          {name}
        </span>
      }
      extra={
        channel.isSetUp ? (
          <StateTag tone="good" icon={<CheckCircleOutlined />}>
            {text('channels.setUp')}
          </StateTag>
        ) : (
          <StateTag tone="warn" icon={<ClockCircleOutlined />}>
            {text('channels.notSetUp')}
          </StateTag>
        )
      }
    >
      <dl className={styles.facts}>
        <div>
          <dt>{text('channels.lit')}</dt>
          <dd className={styles.lit}>{count(channel.lit)}</dd>
        </div>
        <div>
          <dt>{text('channels.confirmed')}</dt>
          <dd>{text(channel.isConfirmedBySender ? 'channels.confirmed.guide' : 'channels.confirmed.none')}</dd>
        </div>
        <div>
          <dt>{text('channels.recipientsMax')}</dt>
          <dd>{count(channel.recipientsMax)}</dd>
        </div>
        <div>
          <dt>{text('channels.callsPerMinute')}</dt>
          <dd>{count(channel.callsPerMinute)}</dd>
        </div>
        <div>
          <dt>{text('channels.redelivery')}</dt>
          <dd>{text.word('redelivery', channel.redelivery)}</dd>
        </div>
      </dl>
      {withPage.has(channel.code) && (
        <Link to={`/channels/${channel.code}`} className={styles.open}>
          <Button icon={<RightOutlined />} iconPlacement="end" tabIndex={-1}>
            {text('channels.open', { channel: name })}
          </Button>
        </Link>
      )}
    </Panel>
  );
}
