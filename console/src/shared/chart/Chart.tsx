import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense } from 'react';
import { tokens } from '@/shared/theme/tokens';

// Charts come with their own 200 KB; pages are readable before it has arrived.
const ChartCanvas = lazy(() => import('./ChartCanvas'));

interface ChartProps {
  option: EChartsCoreOption;
  height: number;
  /** What the chart shows, in a sentence: a canvas is a picture to a screen reader. */
  label: string;
}

export function Chart({ option, height, label }: ChartProps) {
  return (
    <div role="img" aria-label={label} style={{ minHeight: height }}>
      <Suspense fallback={<div style={{ height }} />}>
        <ChartCanvas option={option} height={height} />
      </Suspense>
    </div>
  );
}

/** Shared parts of our charts' options. */
export const chartParts = {
  tooltip: {
    backgroundColor: tokens.surface,
    borderColor: tokens.line,
    padding: [10, 14],
    textStyle: { color: tokens.ink, fontSize: 13 },
    extraCssText: 'box-shadow: 0 6px 24px rgba(26,36,33,.12); border-radius: 10px;',
  },
  axisLabel: { color: tokens.inkMuted, fontSize: 12 },
  splitLine: { lineStyle: { color: '#efede7' } },
  axisLine: { lineStyle: { color: tokens.lineStrong } },
} as const;
