import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { useDebounced } from '@/shared/ui/useDebounced';
import { usePath, useSummary } from '../api';
import { FileButton } from '../components/FileButton';
import { UnitPanel } from '../components/UnitPanel';
import { UnitSearchBox, UnitSearchResults } from '../components/UnitSearch';
import { UnitTree } from '../components/UnitTree';
import { ViewSwitch } from '../components/ViewSwitch';
import styles from './OrganisationPage.module.css';

const settleMs = 250;

/** The tree of units beside all about the one that is selected. The address names it. */
export function OrganisationPage() {
  const text = useText();
  const language = useLanguage();
  const mayWrite = may(useSession(), 'organisation.write');
  const summary = useSummary();
  const [parameters, setParameters] = useSearchParams();
  const [typed, setTyped] = useState('');
  const asked = useDebounced(typed.trim(), settleMs);
  const select = (unit: string) => {
    setTyped('');
    setParameters({ unit });
  };
  const asSelected = parameters.get('unit') ?? '';
  const path = usePath(asSelected).data;
  const pathIds = useMemo(() => (path ?? []).map(({ id }) => id), [path]);
  const open = summary.data?.openUnits;
  return (
    <>
      <PageHeader
        title={text('nav.organisation')}
        subtitle={open === undefined ? undefined : text('org.subtitle', { count: formatCount(open, language), countNumber: open })}
        actions={
          <>
            <ViewSwitch view="tree" />
            {mayWrite && <FileButton kind="units" />}
          </>
        }
      />
      <QueryView query={summary} tall>
        {({ root, today }) => {
          const selectedId = asSelected === '' ? root.id : asSelected;
          return (
            <div className={styles.columns}>
              <Panel className={styles.left}>
                <div className={styles.search}>
                  <UnitSearchBox value={typed} onChange={setTyped} />
                </div>
                {typed.trim() !== '' && asked !== '' && <UnitSearchResults asked={asked} onSelect={select} />}
                {/* Kept while one searches: what was unfolded stays unfolded. */}
                <div hidden={typed.trim() !== ''}>
                  <UnitTree root={root} selectedId={selectedId} pathIds={pathIds} onSelect={select} />
                </div>
              </Panel>
              <UnitPanel unitId={selectedId} today={today} mayWrite={mayWrite} onSelect={select} />
            </div>
          );
        }}
      </QueryView>
    </>
  );
}
