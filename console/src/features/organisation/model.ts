import type { Schemas } from '@/shared/api/client';
import type { Children, StoreDetails, Unit, UnitKind, UnitPeriod } from './api';

/** All but the headquarters, which are there from the beginning. */
export const creatableKinds: readonly UnitKind[] = ['region', 'dealer', 'partner', 'department', 'store'];

/** Roles that the console has words for; others are shown as they are. */
export const knownRoles = ['store_manager', 'guide', 'dealer', 'region_manager', 'operator', 'service'] as const;

export const knownOwnerships = ['owned', 'franchised', 'joint', 'counter'] as const;

export const knownServices = ['pickup', 'delivery', 'alteration', 'try_on', 'repair', 'return'] as const;

/** A line of the tree: a unit, or the place where more of a unit's children will be. */
export type TreeRow =
  | { type: 'unit'; key: string; unit: Unit; level: number; isExpanded: boolean }
  | { type: 'more'; key: string; parentId: string; level: number; error?: unknown; retry?: () => void };

/** The lines of what is unfolded, top to bottom. */
export function treeRows(root: Unit, isExpanded: (id: string) => boolean, children: ReadonlyMap<string, Children>): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (unit: Unit, level: number) => {
    const open = unit.hasChildren && isExpanded(unit.id);
    rows.push({ type: 'unit', key: unit.id, unit, level, isExpanded: open });
    if (!open) return;
    const below = children.get(unit.id);
    for (const child of below?.units ?? []) add(child, level + 1);
    if (below === undefined || below.isLoading || below.hasMore || below.error !== undefined) {
      rows.push({
        type: 'more',
        key: `${unit.id}/more`,
        parentId: unit.id,
        level: level + 1,
        ...(below?.error === undefined ? {} : { error: below.error, retry: below.retry }),
      });
    }
  };
  add(root, 1);
  return rows;
}

/** A period of a unit's history, or a gap in which it is closed. */
export interface HistoryEntry {
  /** Absent: closed. */
  parentId?: string;
  parentName?: string;
  from: string;
  until?: string;
  state: 'past' | 'current' | 'planned';
  /** How a plan is undone: by standing where it stood before, or by not opening at all. */
  takeBack?: { moveTo: string } | 'close';
}

/**
 * History with its gaps, the latest first.
 *
 * @param today in the business zone
 */
export function historyEntries(periods: readonly UnitPeriod[], today: string): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  periods.forEach((period, index) => {
    const before = periods[index - 1];
    const isLast = index === periods.length - 1;
    const state = stateOf(period, today);
    const continues = before?.until === period.from;
    if (before?.until !== undefined && !continues) {
      entries.push(gap(before.until, period.from, before.parentId, today));
    }
    entries.push({
      ...period,
      state,
      ...(state !== 'planned'
        ? {}
        : continues
          ? { takeBack: { moveTo: before.parentId } }
          : // Closing gives up all that comes later, so only the last opening can be taken back alone.
            isLast
            ? { takeBack: 'close' as const }
            : {}),
    });
  });
  const last = periods.at(-1);
  if (last?.until !== undefined) {
    entries.push(gap(last.until, undefined, last.parentId, today));
  }
  return entries.reverse();
}

function gap(from: string, until: string | undefined, parentBefore: string, today: string): HistoryEntry {
  const state = stateOf({ from, until }, today);
  return {
    from,
    ...(until === undefined ? {} : { until }),
    state,
    ...(state === 'planned' ? { takeBack: { moveTo: parentBefore } } : {}),
  };
}

function stateOf({ from, until }: { from: string; until?: string | undefined }, today: string): HistoryEntry['state'] {
  if (from > today) return 'planned';
  return until !== undefined && until <= today ? 'past' : 'current';
}

/** Days with the same hours, as one edits them. */
export interface HoursRow {
  weekdays: number[];
  from: string;
  until: string;
}

type OpeningSpan = Schemas['OpeningSpan'];

export function hoursRows(spans: readonly OpeningSpan[]): HoursRow[] {
  const rows = new Map<string, HoursRow>();
  for (const { weekday, from, until } of spans) {
    const key = `${from.slice(0, 5)}–${until.slice(0, 5)}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { weekdays: [weekday], from: from.slice(0, 5), until: until.slice(0, 5) });
    else row.weekdays.push(weekday);
  }
  return [...rows.values()];
}

export function openingSpans(rows: readonly HoursRow[]): OpeningSpan[] {
  return rows.flatMap(({ weekdays, from, until }) => weekdays.map((weekday) => ({ weekday, from, until })));
}

/** A service area as it is typed or pasted: a polygon, or a feature that holds one. */
export function readServiceArea(json: string): StoreDetails['serviceArea'] | 'wrong' {
  if (json.trim() === '') return undefined;
  try {
    const read = JSON.parse(json) as { type?: string; geometry?: unknown; features?: { geometry?: unknown }[] };
    const geometry = (read.type === 'FeatureCollection' ? read.features?.[0]?.geometry : read.type === 'Feature' ? read.geometry : read) as
      | { type?: string; coordinates?: unknown }
      | undefined;
    return geometry?.type === 'Polygon' && Array.isArray(geometry.coordinates)
      ? { type: 'Polygon', coordinates: geometry.coordinates as number[][][] }
      : 'wrong';
  } catch {
    return 'wrong';
  }
}
