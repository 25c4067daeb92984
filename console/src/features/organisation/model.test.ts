import { describe, expect, it } from 'vitest';
import type { Children, Unit } from './api';
import { historyEntries, hoursRows, openingSpans, readServiceArea, treeRows } from './model';

const unit = (id: string, hasChildren = false): Unit => ({
  id,
  kind: 'region',
  name: id,
  isOpen: true,
  hasChildren,
  codes: [],
  version: 1,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
});
const loaded = (units: Unit[], more: Partial<Children> = {}): Children => ({
  units,
  hasMore: false,
  isLoading: false,
  retry: () => undefined,
  ...more,
});
const lines = (expanded: string[], children: Record<string, Children>) =>
  treeRows(unit('hq', true), (id) => expanded.includes(id), new Map(Object.entries(children))).map(({ key, level }) => `${level} ${key}`);

describe('the lines of the tree', () => {
  it('are those of what is unfolded', () => {
    const children = { hq: loaded([unit('east', true), unit('west', true)]), east: loaded([unit('lane')]) };
    expect(lines([], children)).toEqual(['1 hq']);
    expect(lines(['hq'], children)).toEqual(['1 hq', '2 east', '2 west']);
    expect(lines(['hq', 'east'], children)).toEqual(['1 hq', '2 east', '3 lane', '2 west']);
  });

  it('keep a place for what is not loaded yet, and for what could not be', () => {
    expect(lines(['hq'], {})).toEqual(['1 hq', '2 hq/more']);
    expect(lines(['hq'], { hq: loaded([unit('east')], { hasMore: true }) })).toEqual(['1 hq', '2 east', '2 hq/more']);
    expect(lines(['hq'], { hq: loaded([], { error: new Error('down') }) })).toEqual(['1 hq', '2 hq/more']);
  });
});

describe('history', () => {
  const period = (parentId: string, from: string, until?: string) => ({
    parentId,
    parentName: parentId,
    from,
    ...(until === undefined ? {} : { until }),
  });

  it('tells gaps as days on which it is closed, the latest first', () => {
    const entries = historyEntries([period('east', '2026-01-01', '2026-03-01'), period('west', '2026-05-01')], '2026-06-01');
    expect(entries.map(({ parentName, from, state }) => [parentName, from, state])).toEqual([
      ['west', '2026-05-01', 'current'],
      [undefined, '2026-03-01', 'past'],
      ['east', '2026-01-01', 'past'],
    ]);
    expect(entries.some(({ takeBack }) => takeBack)).toBe(false);
  });

  it('takes a planned move back to where the unit stands before it', () => {
    const [planned, current] = historyEntries([period('east', '2026-01-01', '2026-07-01'), period('west', '2026-07-01')], '2026-06-01');
    expect(planned).toMatchObject({ state: 'planned', takeBack: { moveTo: 'east' } });
    expect(current?.takeBack).toBeUndefined();
  });

  it('takes a planned closure back by staying', () => {
    const [planned] = historyEntries([period('east', '2026-01-01', '2026-07-01')], '2026-06-01');
    expect(planned).toEqual({ from: '2026-07-01', state: 'planned', takeBack: { moveTo: 'east' } });
  });

  it('takes a planned opening back by closing, unless more is planned after it', () => {
    const [opening] = historyEntries([period('east', '2026-07-01')], '2026-06-01');
    expect(opening?.takeBack).toBe('close');
    const first = historyEntries([period('east', '2026-07-01', '2026-08-01'), period('west', '2026-08-01')], '2026-06-01').at(-1);
    expect(first).toMatchObject({ from: '2026-07-01', state: 'planned' });
    expect(first?.takeBack).toBeUndefined();
  });

  it('counts a period from its first day on and no longer on the day after its last', () => {
    const states = (today: string) => historyEntries([period('east', '2026-06-01', '2026-06-02')], today).map(({ state }) => state);
    expect(states('2026-05-31')).toEqual(['planned', 'planned']);
    expect(states('2026-06-01')).toEqual(['planned', 'current']);
    expect(states('2026-06-02')).toEqual(['current', 'past']);
  });
});

it('groups days with the same hours and takes them apart again', () => {
  const spans = [
    { weekday: 1, from: '10:00:00', until: '22:00:00' },
    { weekday: 2, from: '10:00:00', until: '22:00:00' },
    { weekday: 7, from: '09:00:00', until: '02:00:00' },
  ];
  const rows = hoursRows(spans);
  expect(rows).toEqual([
    { weekdays: [1, 2], from: '10:00', until: '22:00' },
    { weekdays: [7], from: '09:00', until: '02:00' },
  ]);
  expect(openingSpans(rows).map(({ weekday, from }) => `${weekday} ${from}`)).toEqual(['1 10:00', '2 10:00', '7 09:00']);
});

it('reads a service area however a drawing tool wraps it', () => {
  const polygon = { type: 'Polygon', coordinates: [[[121, 31]]] };
  expect(readServiceArea('')).toBeUndefined();
  expect(readServiceArea(JSON.stringify(polygon))).toEqual(polygon);
  expect(readServiceArea(JSON.stringify({ type: 'Feature', geometry: polygon }))).toEqual(polygon);
  expect(readServiceArea(JSON.stringify({ type: 'FeatureCollection', features: [{ geometry: polygon }] }))).toEqual(polygon);
  for (const wrong of ['{', 'null', '{"type":"Point","coordinates":[1,2]}', '{"type":"FeatureCollection","features":[]}']) {
    expect(readServiceArea(wrong)).toBe('wrong');
  }
});
