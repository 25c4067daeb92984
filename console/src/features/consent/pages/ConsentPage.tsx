import { useText } from '@/shared/i18n/text';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryView } from '@/shared/ui/states';
import { usePurposes } from '../api';
import { DecisionsPanel } from '../components/DecisionsPanel';
import { FiguresPanel } from '../components/FiguresPanel';
import { PurposesPanel } from '../components/PurposesPanel';
import styles from './ConsentPage.module.css';

/** What customers are asked, how many agreed, and what was decided last. */
export function ConsentPage() {
  const text = useText();
  const purposes = usePurposes();
  return (
    <>
      <PageHeader title={text('nav.consent')} subtitle={text('consent.subtitle')} />
      <QueryView query={purposes} tall>
        {(known) => (
          <div className={styles.panels}>
            <FiguresPanel purposes={known} />
            <PurposesPanel purposes={known} />
            <DecisionsPanel purposes={known} />
          </div>
        )}
      </QueryView>
    </>
  );
}
