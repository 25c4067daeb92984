import type { ReactNode } from 'react';
import { formatBytes } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Panel } from '@/shared/ui/Panel';
import { Moment } from '@/shared/ui/values';
import { type Import, useImportKinds } from '../api';
import styles from './ImportFacts.module.css';

/** How the file was read, for whoever asks later. */
export function ImportFacts({ job }: { job: Import }) {
  const text = useText();
  const language = useLanguage();
  const { data: kinds } = useImportKinds();
  const fields: string[] = kinds?.find((each) => each.kind === job.kind)?.fields.map((each) => each.field) ?? [];
  // In the order in which the wizard asks for them.
  const mapped = Object.entries(job.mapping?.columns ?? {}).sort(([a], [b]) => fields.indexOf(a) - fields.indexOf(b));
  return (
    <Panel title={text('importFacts.title')}>
      <dl className={styles.facts}>
        <Fact name={text('importFacts.size')} value={formatBytes(job.bytesTotal, language)} />
        <Fact name={text('import.startedAt')} value={<Moment at={job.startedAt} />} />
        <Fact name={text('import.finishedAt')} value={<Moment at={job.finishedAt} />} />
        {job.zone !== undefined && <Fact name={text('source.zone')} value={job.zone} />}
        {mapped.map(([field, column]) => (
          <Fact key={field} name={text.word('field', field)} value={column} />
        ))}
      </dl>
    </Panel>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
