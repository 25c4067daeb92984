import { Alert, Button } from 'antd';
import { useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { newIdempotencyKey } from '@/shared/api/client';
import { formatDuration } from '@/shared/format/date';
import { formatDecimal } from '@/shared/format/money';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Figures } from '@/shared/ui/Figures';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { DownloadOutlined, RedoOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { type Import, rejectedRowsUrl, useReplayImport } from '../api';
import styles from './ImportResult.module.css';
import { ReasonTable } from './ReasonTable';

/** What came of an import: what is in now, and every row that is not, with the reason. */
export function ImportResult({ job }: { job: Import }) {
  const text = useText();
  const language = useLanguage();
  const count = (value: number) => formatCount(value, language);
  const isAboutOrders = job.kind === 'orders';
  return (
    <>
      {job.failure && <Alert type="error" showIcon title={job.failure.title} description={job.failure.detail} />}
      <Panel title={text('result.title')} extra={text('result.took', { time: formatDuration(job.seconds, language) })}>
        <Figures
          figures={[
            { name: text('import.rows'), value: count(job.rows) },
            { name: text('import.accepted'), value: count(job.accepted), tone: job.accepted > 0 ? 'good' : undefined },
            { name: text('import.quarantined'), value: count(job.quarantined), tone: job.quarantined > 0 ? 'warn' : undefined },
            ...(isAboutOrders ? [{ name: text('result.orders'), value: count(job.orders) }] : []),
            { name: text('result.customers'), value: count(job.customers) },
            ...Object.entries(job.netRevenue).map(([currency, amount]) => ({
              name: text('result.netRevenue', { currency }),
              value: formatDecimal(amount, currency, language),
            })),
          ]}
        />
        {job.state === 'completed' && (
          <p className={styles.next}>
            {text('result.next')} <Link to="/">{text('nav.overview')}</Link> · <Link to="/customers">{text('nav.customers')}</Link> ·{' '}
            <Link to="/segments/new">{text('segments.create')}</Link>
          </p>
        )}
      </Panel>
      {job.quarantined > 0 && <Rejected job={job} />}
      {job.notices !== undefined && job.notices.length > 0 && (
        <Panel title={text('notices.title')} extra={text('notices.hint')}>
          <ReasonTable label={text('notices.title')} reasons={job.notices} rows={job.rows} />
        </Panel>
      )}
    </>
  );
}

function Rejected({ job }: { job: Import }) {
  const text = useText();
  const mayWrite = may(useSession(), 'imports.write');
  const navigate = useNavigate();
  const replay = useReplayImport();
  const idempotencyKey = useRef(newIdempotencyKey());
  return (
    <Panel
      title={text('rejected.title')}
      extra={
        mayWrite && (
          <div className={styles.buttons}>
            <Button icon={<DownloadOutlined />} href={rejectedRowsUrl(job.id)} download>
              {text('rejected.download')}
            </Button>
            <Button
              icon={<RedoOutlined />}
              loading={replay.isPending}
              onClick={() =>
                replay.mutate(
                  { id: job.id, idempotencyKey: idempotencyKey.current },
                  { onSuccess: (replayed) => navigate(`/imports/${replayed.id}`) },
                )
              }
            >
              {text('rejected.replay')}
            </Button>
          </div>
        )
      }
    >
      {replay.error && <ProblemAlert error={replay.error} />}
      <p className={styles.explain}>{text('rejected.hint')}</p>
      <ReasonTable label={text('rejected.title')} reasons={job.reasons} rows={job.rows} />
    </Panel>
  );
}
