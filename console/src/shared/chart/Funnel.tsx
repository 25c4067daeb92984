import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { tokens } from '@/shared/theme/tokens';
import { Chart, chartParts } from './Chart';

export interface FunnelStep {
  name: string;
  value: number;
}

/** Deep to light, as what is left gets less. */
const colours = ['#0a4a3f', '#0d5f50', '#23786a', '#5fa08d', '#a3c9ba', '#d5e5dc'];

/** How many are left at each step, each as a share of the first. */
export function Funnel({ steps, label, height = 260 }: { steps: readonly FunnelStep[]; label: string; height?: number }) {
  const language = useLanguage();
  const option = useMemo<EChartsCoreOption>(() => {
    const first = steps[0]?.value ?? 0;
    const share = (value: number) => (first === 0 ? '' : formatShare(value / first, language));
    return {
      tooltip: { ...chartParts.tooltip, trigger: 'item', valueFormatter: (value: number) => formatCount(value, language) },
      series: [
        {
          type: 'funnel',
          left: 4,
          width: '46%',
          top: 6,
          bottom: 6,
          sort: 'none',
          gap: 4,
          minSize: '3%',
          max: Math.max(1, first),
          label: {
            position: 'right',
            formatter: ({ name, value }: { name: string; value: number }) =>
              `{name|${name}}\n{value|${formatCount(value, language)}} {share|${share(value)}}`,
            rich: {
              name: { color: tokens.inkMuted, fontSize: 12, lineHeight: 17 },
              value: { color: tokens.ink, fontSize: 15, fontWeight: 600, lineHeight: 20 },
              share: { color: tokens.inkMuted, fontSize: 12 },
            },
          },
          labelLine: { length: 14, lineStyle: { color: tokens.lineStrong } },
          itemStyle: { borderWidth: 0 },
          data: [
            ...steps.map((step, index) => ({
              ...step,
              itemStyle: { color: colours[Math.min(index, colours.length - 1)], height: `${100 / steps.length}%` },
            })),
            // Layers narrow towards the next value: after the last comes one without height, so that it does not end in a point.
            {
              name: '',
              value: steps.at(-1)?.value ?? 0,
              itemStyle: { height: 0, opacity: 0 },
              label: { show: false },
              labelLine: { show: false },
            },
          ],
        },
      ],
    };
  }, [steps, language]);
  return (
    <Chart
      option={option}
      height={height}
      label={`${label}: ${steps.map((step) => `${step.name} ${formatCount(step.value, language)}`).join(', ')}`}
    />
  );
}
