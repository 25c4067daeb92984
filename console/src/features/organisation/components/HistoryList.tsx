import { Button } from 'antd';
import { useText } from '@/shared/i18n/text';
import { RollbackOutlined } from '@/shared/ui/icons';
import { StateTag } from '@/shared/ui/StateTag';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { type Unit, useCloseUnit, useHistory, useMoveUnit } from '../api';
import { type HistoryEntry, historyEntries } from '../model';
import { Day } from './Day';
import styles from './HistoryList.module.css';

const tones = { past: 'calm', current: 'good', planned: 'info' } as const;

/** Where a unit stood, stands and will stand; what is only planned can be taken back. */
export function HistoryList({ unit, today, mayWrite }: { unit: Unit; today: string; mayWrite: boolean }) {
  const text = useText();
  const query = useHistory(unit.id);
  const takeBack = useTakingBack(unit);
  return (
    <QueryView query={query}>
      {(periods) =>
        periods.length === 0 ? (
          <EmptyState title={text(unit.kind === 'headquarters' ? 'org.history.root' : 'org.history.none')} />
        ) : (
          <ol className={styles.list} aria-label={text('org.history')}>
            {historyEntries(periods, today).map((entry) => (
              <li key={entry.from} className={styles.entry}>
                <div className={styles.words}>
                  <strong>
                    {entry.parentName === undefined ? text('org.history.closed') : text('org.history.below', { name: entry.parentName })}
                  </strong>
                  <span className="q-muted">
                    <Day of={entry.from} />
                    {' – '}
                    {entry.until === undefined ? text('org.history.open') : <Day of={entry.until} />}
                  </span>
                </div>
                <StateTag tone={tones[entry.state]}>{text(`org.history.${entry.state}`)}</StateTag>
                {mayWrite && entry.takeBack !== undefined && (
                  <Button size="small" icon={<RollbackOutlined />} onClick={() => takeBack(entry)}>
                    {text('org.history.takeBack')}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        )
      }
    </QueryView>
  );
}

function useTakingBack(unit: Unit): (entry: HistoryEntry) => void {
  const text = useText();
  const confirm = useConfirm();
  const move = useMoveUnit();
  const close = useCloseUnit();
  return ({ from, takeBack }) => {
    if (takeBack === undefined) return;
    confirm({
      title: text('org.history.takeBack.title'),
      hint: text(takeBack === 'close' ? 'org.history.takeBack.opening' : 'org.history.takeBack.hint', { day: from }),
      ok: text('org.history.takeBack'),
      act: () => (takeBack === 'close' ? close.mutateAsync({ unit, from }) : move.mutateAsync({ unit, parentId: takeBack.moveTo, from })),
    });
  };
}
