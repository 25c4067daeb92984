import { Button, Popconfirm, Progress } from 'antd';
import { formatDuration } from '@/shared/format/date';
import { formatBytes, formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Figures } from '@/shared/ui/Figures';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { Panel } from '@/shared/ui/Panel';
import { type Import, useCancelImport } from '../api';
import { paceOf } from '../model';

/** A running import, as fresh as its last chunk. */
export function ImportProgress({ job }: { job: Import }) {
  const text = useText();
  const language = useLanguage();
  const cancel = useCancelImport();
  const { share, rowsPerSecond, secondsLeft } = paceOf(job);
  return (
    <Panel
      title={text('import.progress')}
      extra={
        <Popconfirm
          title={text('import.cancel.title')}
          description={text('import.cancel.hint')}
          okText={text('import.cancel')}
          cancelText={text('import.cancel.keep')}
          onConfirm={() => cancel.mutate(job.id)}
        >
          <Button size="small" danger loading={cancel.isPending}>
            {text('import.cancel')}
          </Button>
        </Popconfirm>
      }
    >
      {cancel.error && <ProblemAlert error={cancel.error} />}
      <Progress percent={Math.floor(share * 1000) / 10} size={{ height: 10 }} aria-label={text('import.progress')} />
      <p className="q-muted q-figure" style={{ margin: '4px 0 20px' }}>
        {formatBytes(job.bytesRead, language)} / {formatBytes(job.bytesTotal, language)}
        {' · '}
        {secondsLeft === undefined
          ? text('import.waiting')
          : text('import.timeLeft', { time: formatDuration(Math.ceil(secondsLeft), language) })}
      </p>
      <Figures
        figures={[
          { name: text('import.rows'), value: formatCount(job.rows, language) },
          { name: text('import.accepted'), value: formatCount(job.accepted, language), tone: job.accepted > 0 ? 'good' : undefined },
          {
            name: text('import.quarantined'),
            value: formatCount(job.quarantined, language),
            tone: job.quarantined > 0 ? 'warn' : undefined,
          },
          {
            name: text('import.rate'),
            value:
              rowsPerSecond === undefined ? '–' : text('import.rowsPerSecond', { rate: formatCount(Math.round(rowsPerSecond), language) }),
          },
        ]}
      />
    </Panel>
  );
}
