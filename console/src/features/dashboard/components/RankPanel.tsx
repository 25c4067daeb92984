import { formatMoneyRounded } from '@/shared/format/money';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Bar } from '@/shared/ui/Bar';
import { Panel } from '@/shared/ui/Panel';
import styles from './RankPanel.module.css';

export interface RankRow {
  key: string;
  name: string;
  code: string;
  count: number;
  netRevenueMinor: number;
}

/** The best sellers of the period, by net revenue. */
export function RankPanel({ title, countName, currency, rows }: { title: string; countName: string; currency: string; rows: RankRow[] }) {
  const text = useText();
  const language = useLanguage();
  const most = Math.max(1, ...rows.map((row) => row.netRevenueMinor));
  return (
    <Panel title={title} extra={text('overview.byRevenue')}>
      {rows.length === 0 ? (
        <p className={styles.none}>{text('overview.noRank')}</p>
      ) : (
        <table className={styles.ranks} aria-label={title}>
          <colgroup>
            <col className={styles.rankColumn} />
            <col />
            <col className={styles.countColumn} />
            <col className={styles.moneyColumn} />
          </colgroup>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.key}>
                <td className={index < 3 ? styles.top : styles.rank}>{index + 1}</td>
                <td className={styles.name}>
                  <div className={styles.nameLine}>
                    <span className={styles.nameText} title={row.name}>
                      {row.name}
                    </span>
                    {row.name !== row.code && <span className={styles.code}>{row.code}</span>}
                  </div>
                  <Bar share={row.netRevenueMinor / most} thin />
                </td>
                <td className={styles.count}>
                  {formatCount(row.count, language)} <span className={styles.unit}>{countName}</span>
                </td>
                <td className={styles.money}>{formatMoneyRounded({ currency, minorUnits: row.netRevenueMinor }, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
