import { Table, type TableProps } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart, chartParts } from '@/shared/chart/Chart';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { type Text, useText } from '@/shared/i18n/text';
import { tokens } from '@/shared/theme/tokens';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { Count } from '@/shared/ui/values';
import { type ConsentFigures, nameOfCode, type Purpose, useConsentFigures } from '../api';

type Row = ConsentFigures['rows'][number];

const rowHeight = 34;

/** How many customers agreed to what, on which channel. */
export function FiguresPanel({ purposes }: { purposes: readonly Purpose[] }) {
  const text = useText();
  const query = useConsentFigures();
  return (
    <Panel title={text('consent.figures')}>
      <QueryView query={query}>
        {(figures) =>
          figures.customers === 0 ? (
            <EmptyState title={text('consent.figures.empty')} hint={text('consent.figures.empty.hint')} />
          ) : (
            <Figures figures={figures} purposes={purposes} />
          )
        }
      </QueryView>
    </Panel>
  );
}

function Figures({ figures, purposes }: { figures: ConsentFigures; purposes: readonly Purpose[] }) {
  const text = useText();
  const language = useLanguage();
  const option = useMemo<EChartsCoreOption>(() => {
    const rows = figures.rows.toReversed(); // a category axis counts from below
    const series = (name: 'granted' | 'withdrawn' | 'unknown', color: string) => ({
      name: text(`consent.state.${name}`),
      type: 'bar',
      stack: 'all',
      barMaxWidth: 16,
      data: rows.map((row) => row[name]),
      itemStyle: { color },
      tooltip: { valueFormatter: (value: number) => formatCount(value, language) },
    });
    return {
      grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
      legend: { top: 0, right: 0, itemWidth: 14, itemHeight: 8, itemGap: 20, textStyle: { color: tokens.inkSoft, fontSize: 13 } },
      tooltip: { ...chartParts.tooltip, trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: {
        type: 'value',
        max: figures.customers,
        minInterval: 1,
        axisLabel: { ...chartParts.axisLabel, formatter: (value: number) => formatCount(value, language), hideOverlap: true },
        splitLine: chartParts.splitLine,
      },
      yAxis: {
        type: 'category',
        data: rows.map((row) => lineName(row, purposes, text, language)),
        axisTick: { show: false },
        axisLine: chartParts.axisLine,
        axisLabel: chartParts.axisLabel,
      },
      series: [series('granted', tokens.pine), series('withdrawn', '#b4593e'), series('unknown', '#e3ded1')],
    };
  }, [figures, purposes, text, language]);

  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: text('consent.purpose'), key: 'purpose', render: (_, row) => lineName(row, purposes, text, language) },
    { title: text('consent.state.granted'), key: 'granted', align: 'right', render: (_, { granted }) => <Count value={granted} /> },
    { title: text('consent.state.withdrawn'), key: 'withdrawn', align: 'right', render: (_, { withdrawn }) => <Count value={withdrawn} /> },
    { title: text('consent.state.unknown'), key: 'unknown', align: 'right', render: (_, { unknown }) => <Count value={unknown} /> },
    { title: text('consent.minors'), key: 'minors', align: 'right', render: (_, { minors }) => <Count value={minors} /> },
    { title: text('consent.usable'), key: 'usable', align: 'right', render: (_, { usable }) => <Count value={usable} /> },
  ];

  return (
    <>
      <Chart
        option={option}
        height={48 + figures.rows.length * rowHeight}
        label={text('consent.figures.label', { customers: formatCount(figures.customers, language) })}
      />
      <Table<Row>
        aria-label={text('consent.figures')}
        size="middle"
        columns={columns}
        dataSource={figures.rows}
        rowKey={(row) => `${row.purpose} ${row.channel ?? ''}`}
        pagination={false}
        scroll={{ x: 'max-content' }}
        style={{ marginTop: 16 }}
      />
    </>
  );
}

function lineName(row: Row, purposes: readonly Purpose[], text: Text, language: Parameters<typeof nameOfCode>[2]): string {
  const name = nameOfCode(purposes, row.purpose, language);
  return row.channel === undefined ? name : `${name} · ${text.word('channel', row.channel)}`;
}
