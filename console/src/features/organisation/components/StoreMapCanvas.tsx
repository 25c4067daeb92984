import { useEffect, useRef } from 'react';
import { chartParts } from '@/shared/chart/Chart';
import { echarts } from '@/shared/chart/echarts';
import { isStill } from '@/shared/theme/theme';
import { fontFamily, tokens } from '@/shared/theme/tokens';
import type { Outline, StorePlace } from '../api';

interface StoreMapCanvasProps {
  outline: Outline;
  stores: readonly StorePlace[];
  height: number;
  onOpen: (id: string) => void;
}

type Dot = { name: string; value: [number, number]; id: string };

/** Draws stores on an outline that comes with the program: no tile is fetched from anywhere. */
export default function StoreMapCanvas({ outline, stores, height, onOpen }: StoreMapCanvasProps) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (box.current === null) return;
    const name = outline.name ?? 'outline';
    echarts.registerMap(name, JSON.stringify(outline));
    const chart = echarts.init(box.current);
    chart.setOption({
      animation: !isStill,
      textStyle: { fontFamily },
      tooltip: {
        ...chartParts.tooltip,
        trigger: 'item',
        formatter: ({ name: store }: { name: string }) => echarts.format.encodeHTML(store),
      },
      geo: {
        map: name,
        roam: true,
        scaleLimit: { min: 0.8, max: 40 },
        itemStyle: { areaColor: '#f1efe8', borderColor: '#cfcabd' },
        emphasis: { disabled: true },
        tooltip: { show: false },
        silent: true,
      },
      series: [
        {
          type: 'scatter',
          coordinateSystem: 'geo',
          symbolSize: stores.length > 1000 ? 6 : 9,
          itemStyle: { color: tokens.pine, opacity: 0.75, borderColor: '#fff', borderWidth: 1 },
          data: stores.map(({ id, name: store, latitude, longitude }): Dot => ({ id, name: store, value: [longitude, latitude] })),
        },
      ],
    });
    chart.on('click', (event) => {
      const { id } = (event.data ?? {}) as Partial<Dot>;
      if (id !== undefined) onOpen(id);
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [outline, stores, onOpen]);

  return <div ref={box} style={{ height, width: '100%' }} />;
}
