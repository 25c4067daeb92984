import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { isStill } from '@/shared/theme/theme';
import { fontFamily, seriesColours, tokens } from '@/shared/theme/tokens';
import { echarts } from './echarts';

const base: EChartsCoreOption = {
  color: [...seriesColours],
  textStyle: { fontFamily, color: tokens.inkSoft },
  animation: !isStill,
  animationDuration: 400,
};

/** Draws an option and follows the size of its box. */
export default function ChartCanvas({ option, height }: { option: EChartsCoreOption; height: number }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof echarts.init>>(null);

  useEffect(() => {
    if (box.current === null) return;
    const drawn = echarts.init(box.current);
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption({ ...base, ...option }, { notMerge: true });
  }, [option]);

  return <div ref={box} style={{ height, width: '100%' }} />;
}
