import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { CustomerMark, useCustomerName } from '@/features/profile/components/CustomerName';
import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Bar } from '@/shared/ui/Bar';
import { QuestionCircleOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { ProblemState, Working } from '@/shared/ui/states';
import { Moneys } from '@/shared/ui/values';
import type { SegmentPreview } from '../api';
import type { LivePreview } from '../hooks/useLivePreview';
import { ExplanationDrawer } from './ExplanationDrawer';
import styles from './PreviewPanel.module.css';

/** The answer beside the question: how many, what share, and twenty of them. */
export function PreviewPanel({ live }: { live: LivePreview }) {
  const text = useText();
  const [asked, setAsked] = useState<SegmentPreview['samples'][number]>();
  const { preview, condition, isCounting, error } = live;
  return (
    <div className={styles.sticky}>
      <Panel title={text('preview.title')} extra={isCounting && <Working small label={text('preview.counting')} />}>
        {condition === null ? (
          <p className={styles.none}>{text('preview.none')}</p>
        ) : error && !isCounting ? (
          <ProblemState error={error} onRetry={live.retry} />
        ) : (
          <Size preview={preview} isCounting={isCounting} />
        )}
        {live.unfinished > 0 && condition !== null && (
          <p className={styles.unfinished}>{text('preview.unfinished', { count: live.unfinished })}</p>
        )}
      </Panel>
      {condition !== null && preview !== undefined && preview.samples.length > 0 && (
        <Panel title={text('preview.samples')} extra={text('preview.samples.count', { count: preview.samples.length })} flush>
          <ul className={styles.samples}>
            {preview.samples.map((customer) => (
              <Sample key={customer.id} customer={customer} onAsk={() => setAsked(customer)} />
            ))}
          </ul>
        </Panel>
      )}
      {asked && condition !== null && <ExplanationDrawer condition={condition} customer={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

function Size({ preview, isCounting }: { preview: SegmentPreview | undefined; isCounting: boolean }) {
  const text = useText();
  const language = useLanguage();
  if (preview === undefined) {
    return <div className={styles.size}>…</div>;
  }
  const share = preview.total === 0 ? 0 : preview.size / preview.total;
  return (
    <>
      <div className={isCounting ? styles.staleSize : styles.size} role="status" aria-label={text('preview.size')}>
        {text('builder.people', { count: formatCount(preview.size, language), countNumber: preview.size })}
      </div>
      <Bar share={share} />
      <div className={styles.of}>
        <span>{text('preview.share', { share: formatShare(share, language), total: formatCount(preview.total, language) })}</span>
        <span className="q-figure">{text('preview.took', { ms: formatCount(Math.max(1, Math.round(preview.tookMs)), language) })}</span>
      </div>
    </>
  );
}

function Sample({ customer, onAsk }: { customer: SegmentPreview['samples'][number]; onAsk: () => void }) {
  const text = useText();
  const name = useCustomerName();
  return (
    <li className={styles.sample}>
      <CustomerMark customer={customer} size={34} />
      <div className={styles.who}>
        <Link to={`/customers/${customer.id}`} target="_blank">
          {name(customer)}
        </Link>
        <div className={styles.sub}>
          {[customer.phone, customer.city].filter(Boolean).join(' · ') ||
            customer.channels.map((channel) => text.word('channel', channel)).join(text('words.listSeparator'))}
        </div>
      </div>
      <div className={styles.worth}>
        <Moneys values={customer.netRevenue.slice(0, 1)} />
      </div>
      <Button
        type="text"
        size="small"
        icon={<QuestionCircleOutlined />}
        aria-label={text('preview.why', { name: name(customer) })}
        title={text('preview.why', { name: name(customer) })}
        onClick={onAsk}
      />
    </li>
  );
}
