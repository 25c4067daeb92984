import { Link } from 'react-router';
import { lifecycleStages, stageColours } from '@/features/profile/components/LifecycleTag';
import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Bar } from '@/shared/ui/Bar';
import { Panel } from '@/shared/ui/Panel';
import type { Overview } from '../api';
import styles from './LifecyclePanel.module.css';

/** Where customers stand on their way, in the order of that way. Bars in the page, not a canvas: each leads to its customers. */
export function LifecyclePanel({ lifecycle }: { lifecycle: Overview['lifecycle'] }) {
  const text = useText();
  const language = useLanguage();
  const total = lifecycle.reduce((sum, each) => sum + each.customers, 0);
  const most = Math.max(1, ...lifecycle.map((each) => each.customers));
  const inOrder = lifecycle.toSorted((a, b) => lifecycleStages.indexOf(a.stage) - lifecycleStages.indexOf(b.stage));
  return (
    <Panel title={text('overview.lifecycle')} extra={text('builder.people', { count: formatCount(total, language), countNumber: total })}>
      <ul className={styles.stages}>
        {inOrder.map(({ stage, customers }) => (
          <li key={stage}>
            <div className={styles.line}>
              <Link to={`/customers?tag=lifecycle_stage:${stage}`} className={styles.name}>
                {text.word('lifecycle', stage)}
              </Link>
              <span className="q-figure">
                {formatCount(customers, language)}{' '}
                <span className={styles.share}>{total === 0 ? '' : formatShare(customers / total, language)}</span>
              </span>
            </div>
            <Bar share={customers / most} colour={stageColours[stage]} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
