import { Alert, Tag } from 'antd';
import { useLocation, useParams } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryView } from '@/shared/ui/states';
import { type Import, isUnderWay, useFreshDataAfter, useImport } from '../api';
import { ImportFacts } from '../components/ImportFacts';
import { ImportProgress } from '../components/ImportProgress';
import { ImportResult } from '../components/ImportResult';
import { ImportStateTag } from '../components/ImportStateTag';
import { ImportSteps } from '../components/ImportSteps';
import styles from './ImportPage.module.css';

/** One import: its progress while it runs, its result afterwards. */
export function ImportPage() {
  const { id = '' } = useParams();
  const query = useImport(id);
  return (
    <QueryView query={query} tall>
      {(job) => <ImportView job={job} />}
    </QueryView>
  );
}

function ImportView({ job }: { job: Import }) {
  const text = useText();
  const location = useLocation();
  useFreshDataAfter(job);
  const { wizard = false, repeated = false } = (location.state ?? {}) as { wizard?: boolean; repeated?: boolean };
  return (
    <>
      <PageHeader
        title={job.fileName}
        mark={
          <>
            <ImportStateTag state={job.state} />
            {job.isReplay && <Tag>{text('import.replay')}</Tag>}
          </>
        }
        subtitle={`${text(`kind.${job.kind}`)} · ${text.word('channel', job.channel)}`}
        back="/imports"
      />
      {wizard && <ImportSteps current={isUnderWay(job) ? 'run' : 'result'} />}
      <div className={styles.stack}>
        {repeated && <Alert type="info" showIcon title={text('mapping.alreadyImported')} description={text('import.repeated')} />}
        {isUnderWay(job) ? <ImportProgress job={job} /> : <ImportResult job={job} />}
        <ImportFacts job={job} />
      </div>
    </>
  );
}
