import { Descriptions } from 'antd';
import { formatBytes } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Panel } from '@/shared/ui/Panel';
import { Moment } from '@/shared/ui/values';
import type { Import } from '../api';

/** How the file was read, for whoever asks later. */
export function ImportFacts({ job }: { job: Import }) {
  const text = useText();
  const language = useLanguage();
  const mapped = Object.entries(job.mapping?.columns ?? {});
  return (
    <Panel title={text('importFacts.title')}>
      <Descriptions
        column={{ xs: 1, sm: 2, lg: 4 }}
        items={[
          { key: 'size', label: text('importFacts.size'), children: formatBytes(job.bytesTotal, language) },
          { key: 'started', label: text('import.startedAt'), children: <Moment at={job.startedAt} /> },
          { key: 'finished', label: text('import.finishedAt'), children: <Moment at={job.finishedAt} /> },
          { key: 'zone', label: text('source.zone'), children: job.zone ?? '–' },
          ...mapped.map(([field, column]) => ({ key: field, label: text.word('field', field), children: <code>{column}</code> })),
        ]}
      />
    </Panel>
  );
}
