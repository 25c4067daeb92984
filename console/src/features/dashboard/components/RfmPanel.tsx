import { Tooltip } from 'antd';
import { Link } from 'react-router';
import { formatCompact, formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { heatColours } from '@/shared/theme/tokens';
import { Panel } from '@/shared/ui/Panel';
import type { Overview } from '../api';
import styles from './RfmPanel.module.css';

const scores = [1, 2, 3, 4, 5];

/** Buyers by how recently and how often they bought. A table with coloured cells: readable by ear, each cell leads to its customers. */
export function RfmPanel({ cells }: { cells: Overview['rfm'] }) {
  const text = useText();
  const language = useLanguage();
  const byScore = new Map(cells.map((cell) => [`${cell.recency} ${cell.frequency}`, cell.customers]));
  const total = cells.reduce((sum, cell) => sum + cell.customers, 0);
  const most = Math.max(1, ...cells.map((cell) => cell.customers));
  return (
    <Panel title={text('overview.rfm')} extra={text('overview.rfm.hint')}>
      <table className={styles.heat}>
        <caption className="q-visually-hidden">{text('overview.rfm.label')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {text('rfm.frequency')} ↓ {text('rfm.recency')} →
            </th>
            {scores.map((recency) => (
              <th key={recency} scope="col">
                R{recency}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scores.toReversed().map((frequency) => (
            <tr key={frequency}>
              <th scope="row">F{frequency}</th>
              {scores.map((recency) => {
                const customers = byScore.get(`${recency} ${frequency}`) ?? 0;
                const level = heatLevel(customers, most);
                return (
                  <td key={recency}>
                    <Tooltip
                      title={text('overview.rfm.cell', {
                        recency,
                        frequency,
                        customers: formatCount(customers, language),
                        share: formatShare(total === 0 ? 0 : customers / total, language),
                      })}
                    >
                      <Link
                        to={`/customers?tag=rfm_recency:${recency}&tag=rfm_frequency:${frequency}`}
                        className={styles.cell}
                        style={{ background: heatColours[level], color: level >= 4 ? '#ffffff' : '#1a2421' }}
                      >
                        {formatCompact(customers, language)}
                      </Link>
                    </Tooltip>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** The square root spreads the many small cells apart that one large cell would press together. */
function heatLevel(customers: number, most: number): number {
  if (customers === 0) return 0;
  return Math.max(1, Math.min(heatColours.length - 1, Math.ceil(Math.sqrt(customers / most) * (heatColours.length - 1))));
}
