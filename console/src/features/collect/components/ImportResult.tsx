import { Alert, Button, Table } from 'antd';
import { useRef } from 'react';
import { Link } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { newIdempotencyKey } from '@/shared/api/client';
import { formatDuration } from '@/shared/format/date';
import { formatDecimal } from '@/shared/format/money';
import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { DownloadOutlined, RedoOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { type Import, rejectedRowsUrl, useReplayImport } from '../api';
import { useReasonWords } from '../words';
import { Figures } from './Figures';
import styles from './ImportResult.module.css';

/** What came of an import: what is in now, and every row that is not, with the reason. */
export function ImportResult({ job }: { job: Import }) {
  const text = useText();
  const language = useLanguage();
  const count = (value: number) => formatCount(value, language);
  const isAboutOrders = job.kind === 'orders';
  return (
    <>
      {job.failure && <Alert type="error" showIcon title={job.failure.title} description={job.failure.detail} />}
      <Panel title={text('result.title')} extra={text('result.took', { time: formatDuration(job.seconds) })}>
        <Figures
          figures={[
            { name: text('import.rows'), value: count(job.rows) },
            { name: text('import.accepted'), value: count(job.accepted), tone: 'good' },
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
    </>
  );
}

function Rejected({ job }: { job: Import }) {
  const text = useText();
  const language = useLanguage();
  const mayWrite = may(useSession(), 'imports.write');
  const say = useReasonWords();
  const replay = useReplayImport();
  const idempotencyKey = useRef(newIdempotencyKey());
  return (
    <Panel
      title={text('rejected.title')}
      extra={
        <div className={styles.buttons}>
          <Button icon={<DownloadOutlined />} href={rejectedRowsUrl(job.id)} download>
            {text('rejected.download')}
          </Button>
          {mayWrite && (
            <Button
              icon={<RedoOutlined />}
              loading={replay.isPending}
              onClick={() =>
                replay.mutate(
                  { id: job.id, idempotencyKey: idempotencyKey.current },
                  {
                    onSuccess: () => {
                      idempotencyKey.current = newIdempotencyKey();
                    },
                  },
                )
              }
            >
              {text('rejected.replay')}
            </Button>
          )}
        </div>
      }
    >
      {replay.error && <ProblemAlert error={replay.error} />}
      <p className={styles.explain}>{text('rejected.hint')}</p>
      <Table
        aria-label={text('rejected.title')}
        size="middle"
        pagination={false}
        rowKey={(each) => each.reason}
        dataSource={job.reasons}
        columns={[
          { title: text('rejected.reason'), key: 'reason', render: (_, { reason }) => say(reason) },
          {
            title: text('rejected.count'),
            key: 'count',
            align: 'right',
            render: (_, { count }) => formatCount(count, language),
            className: 'q-figure',
          },
          {
            title: text('rejected.share'),
            key: 'share',
            align: 'right',
            className: 'q-figure',
            render: (_, { count }) => formatShare(job.rows === 0 ? 0 : count / job.rows, language),
          },
          {
            title: text('rejected.firstLine'),
            key: 'firstLine',
            align: 'right',
            className: 'q-figure',
            render: (_, { firstLine }) => formatCount(firstLine, language),
          },
        ]}
      />
    </Panel>
  );
}
