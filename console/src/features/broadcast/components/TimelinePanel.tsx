import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart, chartParts } from '@/shared/chart/Chart';
import { formatClock } from '@/shared/format/date';
import { formatCompact, formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { tokens } from '@/shared/theme/tokens';
import { Panel } from '@/shared/ui/Panel';
import type { BroadcastResults } from '../api';
import { accumulated } from '../model';

/** When customers were reached: bars of each while, the line of all so far. */
export function TimelinePanel({ timeline }: { timeline: BroadcastResults['timeline'] }) {
  const text = useText();
  const language = useLanguage();
  const option = useMemo<EChartsCoreOption>(() => {
    const count = (value: number) => formatCount(value, language);
    const axis = {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...chartParts.axisLabel, formatter: (value: number) => formatCompact(value, language) },
    };
    return {
      grid: { left: 8, right: 8, top: 44, bottom: 4, containLabel: true },
      legend: { top: 4, right: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: tokens.inkSoft, fontSize: 13 } },
      tooltip: { ...chartParts.tooltip, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: tokens.lineStrong } } },
      xAxis: {
        type: 'category',
        data: timeline.map(({ at }) => formatClock(at, language)),
        axisTick: { show: false },
        axisLine: chartParts.axisLine,
        axisLabel: { ...chartParts.axisLabel, hideOverlap: true },
      },
      yAxis: [
        { ...axis, splitLine: chartParts.splitLine },
        { ...axis, splitLine: { show: false } },
      ],
      series: [
        {
          name: text('results.timeline.each'),
          type: 'bar',
          yAxisIndex: 1,
          barMaxWidth: 14,
          data: timeline.map(({ reached }) => reached),
          itemStyle: { color: '#ead9b5', borderRadius: [3, 3, 0, 0] },
          tooltip: { valueFormatter: count },
        },
        {
          name: text('results.timeline.all'),
          type: 'line',
          data: accumulated(timeline.map(({ reached }) => reached)),
          showSymbol: timeline.length === 1,
          smooth: 0.2,
          lineStyle: { width: 2.4, color: tokens.pine },
          itemStyle: { color: tokens.pine },
          areaStyle: { color: 'rgba(13,95,80,0.08)' },
          tooltip: { valueFormatter: count },
        },
      ],
    };
  }, [timeline, language, text]);
  return (
    <Panel title={text('results.timeline')}>
      {timeline.length === 0 ? (
        <p className="q-muted">{text('results.timeline.none')}</p>
      ) : (
        <Chart option={option} height={260} label={text('results.timeline.label')} />
      )}
    </Panel>
  );
}
