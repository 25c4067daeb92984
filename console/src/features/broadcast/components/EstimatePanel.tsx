import type { UseQueryResult } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useMemo } from 'react';
import { useChannelName, useChannels } from '@/features/channel/api';
import { useReachReason } from '@/features/message/words';
import { Funnel } from '@/shared/chart/Funnel';
import { formatMoment } from '@/shared/format/date';
import { formatMoney } from '@/shared/format/money';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Bar } from '@/shared/ui/Bar';
import { Figures } from '@/shared/ui/Figures';
import { Panel } from '@/shared/ui/Panel';
import { ProblemState, Working } from '@/shared/ui/states';
import type { BroadcastEstimate } from '../api';
import { DetectableEffect } from './DetectableEffect';
import styles from './EstimatePanel.module.css';

interface EstimatePanelProps {
  query: UseQueryResult<BroadcastEstimate>;
  /** Whether enough is chosen to ask. */
  isAsked: boolean;
  days: number;
}

/** Beside every step: how many it would reach if it started now. */
export function EstimatePanel({ query, isAsked, days }: EstimatePanelProps) {
  const text = useText();
  return (
    <Panel title={text('estimate.title')} extra={isAsked && query.isFetching && <Working small label={text('preview.counting')} />}>
      {!isAsked ? (
        <p className={styles.none}>{text('estimate.notYet')}</p>
      ) : query.data === undefined ? (
        query.isError ? (
          <ProblemState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <div className={styles.waiting}>
            <Working label={text('preview.counting')} />
          </div>
        )
      ) : (
        <EstimateView estimate={query.data} days={days} />
      )}
    </Panel>
  );
}

/** Steps of the estimate and what they cost. */
export function EstimateView({ estimate, days }: { estimate: BroadcastEstimate; days: number }) {
  const text = useText();
  const language = useLanguage();
  const count = (value: number) => formatCount(value, language);
  const steps = useMemo(
    () => [
      { name: text('estimate.audience'), value: estimate.audience },
      { name: text('estimate.reachable'), value: estimate.chosen + estimate.control },
      { name: text('estimate.chosen'), value: estimate.chosen },
    ],
    [estimate, text],
  );
  return (
    <div className={styles.stack}>
      <Funnel steps={steps} label={text('estimate.funnel')} height={210} />
      <Figures
        figures={[
          { name: text('estimate.control'), value: count(estimate.control) },
          { name: text('estimate.cost'), value: estimate.cost === undefined ? '–' : formatMoney(estimate.cost, language) },
        ]}
      />
      {estimate.control > 0 && <p className={styles.sub}>{text('estimate.control.hint')}</p>}
      {estimate.smsParts > 0 && (
        <p className={styles.sub}>{text('estimate.smsParts', { parts: count(estimate.smsParts), partsNumber: estimate.smsParts })}</p>
      )}
      <ByChannel estimate={estimate} />
      <p className={styles.sub}>
        <DetectableEffect estimate={estimate} days={days} />
      </p>
      <EstimateWarnings estimate={estimate} />
    </div>
  );
}

/** How many each channel takes, and why it takes no more. */
function ByChannel({ estimate }: { estimate: BroadcastEstimate }) {
  const text = useText();
  const language = useLanguage();
  const name = useChannelName();
  const count = (value: number) => formatCount(value, language);
  return (
    <section aria-label={text('estimate.byChannel')}>
      <h3 className={styles.heading}>{text('estimate.byChannel')}</h3>
      <ul className={styles.channels}>
        {estimate.channels.map((channel) => (
          <li key={channel.channel}>
            <div className={styles.line}>
              <span>{name(channel.channel)}</span>
              <strong className="q-figure">{count(channel.first)}</strong>
            </div>
            <Bar share={estimate.chosen === 0 ? 0 : channel.first / estimate.chosen} />
            <Reasons reasons={channel.refused} />
          </li>
        ))}
        <li>
          <div className={styles.line}>
            <span>{text('estimate.unreachable')}</span>
            <strong className="q-figure">{count(estimate.unreachable)}</strong>
          </div>
          <Reasons reasons={estimate.reasons} />
        </li>
        {estimate.globalControl > 0 && (
          <li className={styles.line}>
            <span>{text('rules.control')}</span>
            <span className="q-figure">{count(estimate.globalControl)}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Reasons({ reasons }: { reasons: BroadcastEstimate['reasons'] }) {
  const language = useLanguage();
  const sayReason = useReachReason();
  const shown = reasons.filter(({ customers }) => customers > 0);
  return (
    shown.length > 0 && (
      <ul className={styles.reasons}>
        {shown.map(({ reason, customers }) => (
          <li key={reason}>
            <span>{sayReason(reason)}</span>
            <span className="q-figure">{formatCount(customers, language)}</span>
          </li>
        ))}
      </ul>
    )
  );
}

/** What one should know before pressing the button. */
function EstimateWarnings({ estimate }: { estimate: BroadcastEstimate }) {
  const text = useText();
  const language = useLanguage();
  const channels = useChannels();
  const count = (value: number) => formatCount(value, language);
  const isConfirmed = estimate.channels.some(
    ({ channel, first }) => first > 0 && channels.data?.some(({ code, isConfirmedBySender }) => code === channel && isConfirmedBySender),
  );
  const overQuota = estimate.channels
    .flatMap(({ refused }) => refused)
    .filter(({ reason }) => reason === 'quota')
    .reduce((sum, { customers }) => sum + customers, 0);
  return (
    <>
      {estimate.chosen === 0 && <Alert type="warning" showIcon role="note" title={text('estimate.nobody')} />}
      {isConfirmed && estimate.senders > 0 && (
        <Alert
          type="info"
          showIcon
          role="note"
          title={text('estimate.guides', { count: count(estimate.senders), countNumber: estimate.senders })}
          description={text('estimate.guides.hint')}
        />
      )}
      {overQuota > 0 && (
        <Alert type="warning" showIcon role="note" title={text('estimate.quota', { count: count(overQuota), countNumber: overQuota })} />
      )}
      {estimate.quietUntil !== undefined && (
        <Alert type="info" showIcon role="note" title={text('estimate.quiet', { until: formatMoment(estimate.quietUntil, language) })} />
      )}
    </>
  );
}
