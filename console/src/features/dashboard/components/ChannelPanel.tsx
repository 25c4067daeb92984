import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart, chartParts } from '@/shared/chart/Chart';
import { formatMoney, formatMoneyCompact } from '@/shared/format/money';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { seriesColours, tokens } from '@/shared/theme/tokens';
import { Panel } from '@/shared/ui/Panel';
import { None } from '@/shared/ui/values';
import type { Overview } from '../api';
import styles from './ChannelPanel.module.css';

/** What each channel brings: a ring of revenue, and beside it the figures themselves. */
export function ChannelPanel({ channels, currency }: { channels: Overview['channels']; currency: string }) {
  const text = useText();
  const language = useLanguage();
  const sorted = useMemo(() => channels.toSorted((a, b) => b.netRevenueMinor - a.netRevenueMinor), [channels]);
  const total = channels.reduce((sum, each) => sum + each.netRevenueMinor, 0);
  const option = useMemo<EChartsCoreOption>(
    () => ({
      tooltip: {
        ...chartParts.tooltip,
        trigger: 'item',
        valueFormatter: (value: number) => formatMoney({ currency, minorUnits: value }, language),
      },
      series: [
        {
          type: 'pie',
          radius: ['66%', '92%'],
          label: { show: false },
          itemStyle: { borderColor: tokens.surface, borderWidth: 3, borderRadius: 4 },
          emphasis: { scaleSize: 4 },
          // A ring cannot show a channel that returned more than it sold.
          data: sorted.map((each) => ({ name: text.word('channel', each.channel), value: Math.max(0, each.netRevenueMinor) })),
        },
      ],
    }),
    [sorted, currency, language, text],
  );
  return (
    <Panel title={text('overview.channels')}>
      {sorted.length === 0 ? (
        <None />
      ) : (
        <div className={styles.columns}>
          <div className={styles.ring}>
            <Chart option={option} height={200} label={text('overview.channels.label')} />
            <div className={styles.heart}>
              <span className={styles.heartName}>{text('overview.netRevenue')}</span>
              <span className={styles.heartValue}>{formatMoneyCompact({ currency, minorUnits: total }, language)}</span>
            </div>
          </div>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{text('customer.channel')}</th>
                <th scope="col">{text('overview.customers')}</th>
                <th scope="col">{text('customer.orders')}</th>
                <th scope="col">{text('overview.netRevenue')}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((each, index) => (
                <tr key={each.channel}>
                  <th scope="row">
                    <span className={styles.dot} style={{ background: seriesColours[index % seriesColours.length] }} aria-hidden="true" />
                    {text.word('channel', each.channel)}
                  </th>
                  <td>{formatCount(each.customers, language)}</td>
                  <td>{formatCount(each.orders, language)}</td>
                  <td>{formatMoneyCompact({ currency, minorUnits: each.netRevenueMinor }, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
