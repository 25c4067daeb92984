import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart, chartParts } from '@/shared/chart/Chart';
import { formatDay } from '@/shared/format/date';
import { formatMoney, formatMoneyCompact } from '@/shared/format/money';
import { formatCompact, formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { tokens } from '@/shared/theme/tokens';
import { Panel } from '@/shared/ui/Panel';
import type { Overview } from '../api';
import { byWeek, daysShownMax } from '../model';

/** Sales over the period: day by day, or week by week where days would be a thicket. */
export function TrendPanel({ daily, currency }: { daily: Overview['daily']; currency: string }) {
  const text = useText();
  const language = useLanguage();
  const isWeekly = daily.length > daysShownMax;
  const steps = useMemo(() => (isWeekly ? byWeek(daily) : daily), [isWeekly, daily]);
  const option = useMemo<EChartsCoreOption>(() => {
    const money = (minorUnits: number) => ({ currency, minorUnits });
    return {
      grid: { left: 8, right: 8, top: 48, bottom: 4, containLabel: true },
      legend: { top: 4, right: 0, itemWidth: 14, itemHeight: 8, itemGap: 20, textStyle: { color: tokens.inkSoft, fontSize: 13 } },
      tooltip: { ...chartParts.tooltip, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: tokens.lineStrong } } },
      xAxis: {
        type: 'category',
        data: steps.map((step) => formatDay(step.date, language)),
        axisTick: { show: false },
        axisLine: chartParts.axisLine,
        axisLabel: { ...chartParts.axisLabel, hideOverlap: true },
      },
      yAxis: [
        {
          type: 'value',
          axisLabel: { ...chartParts.axisLabel, formatter: (value: number) => formatMoneyCompact(money(value), language) },
          splitLine: chartParts.splitLine,
        },
        {
          type: 'value',
          axisLabel: { ...chartParts.axisLabel, formatter: (value: number) => formatCompact(value, language) },
          splitLine: { show: false },
        },
      ],
      series: [
        {
          name: text('overview.orders'),
          type: 'bar',
          yAxisIndex: 1,
          data: steps.map((step) => step.orders),
          barMaxWidth: 10,
          itemStyle: { color: '#ead9b5', borderRadius: [3, 3, 0, 0] },
          emphasis: { itemStyle: { color: '#d9bf86' } },
          tooltip: { valueFormatter: (value: number) => formatCount(value, language) },
        },
        {
          name: text('overview.netRevenue'),
          type: 'line',
          data: steps.map((step) => step.netRevenueMinor),
          smooth: 0.25,
          showSymbol: false,
          lineStyle: { width: 2.4, color: tokens.pine },
          itemStyle: { color: tokens.pine },
          areaStyle: {
            color: {
              type: 'linear',
              x: 0,
              y: 0,
              x2: 0,
              y2: 1,
              colorStops: [
                { offset: 0, color: 'rgba(13,95,80,0.16)' },
                { offset: 1, color: 'rgba(13,95,80,0)' },
              ],
            },
          },
          tooltip: { valueFormatter: (value: number) => formatMoney(money(value), language) },
        },
      ],
    };
  }, [steps, currency, language, text]);
  return (
    <Panel title={text(isWeekly ? 'overview.trend.weekly' : 'overview.trend')}>
      <Chart option={option} height={372} label={text('overview.trend.label', { days: daily.length })} />
    </Panel>
  );
}
