import { groupBy } from '@/shared/groupBy';
import type { Import, ImportKind, ImportKindDescription, Mapping, MappingGuess, Upload } from './api';

/** What the wizard has gathered about one file, between its upload and its start. */
export interface ImportDraft {
  upload: Upload;
  mapping: Mapping;
  /** Why the server chose a column; a field changed by hand has no entry that still fits. */
  reasons: MappingGuess['confidence'];
  needs: MappingGuess['needs'];
  channel: string;
  currency: string | undefined;
  zone: string | undefined;
}

export const channelPattern = /^[a-z][a-z0-9_]{0,39}$/;

/** Kinds whose rows are about a person, so that further columns can be kept as that person's attributes. */
const kindsWithAttributes: ReadonlySet<ImportKind> = new Set(['customers', 'households']);

export function keepsAttributes(kind: ImportKind): boolean {
  return kindsWithAttributes.has(kind);
}

export function isMapped(mapping: Mapping, field: string): boolean {
  return mapping.columns[field] !== undefined || (mapping.constants?.[field] ?? '') !== '';
}

export type MappingGap = { type: 'field'; field: string } | { type: 'oneOf'; fields: string[] };

/** What is still missing before the mapping can be used. */
export function gapsOf(mapping: Mapping, description: ImportKindDescription): MappingGap[] {
  const gaps: MappingGap[] = description.fields
    .filter((field) => field.required && !isMapped(mapping, field.field))
    .map(({ field }) => ({ type: 'field', field }));
  const groups = groupBy(
    description.fields.filter((field) => field.oneOfGroup !== undefined),
    (field) => field.oneOfGroup ?? '',
  );
  for (const [, members] of groups) {
    if (!members.some((member) => isMapped(mapping, member.field))) {
      gaps.push({ type: 'oneOf', fields: members.map((member) => member.field) });
    }
  }
  return gaps;
}

/** Maps a field to a column, to a constant, or to nothing; a column serves one field and is then no attribute. */
export function mapField(mapping: Mapping, field: string, source: { column: string } | { constant: string } | null): Mapping {
  const { [field]: _column, ...columns } = mapping.columns;
  const { [field]: _constant, ...constants } = mapping.constants ?? {};
  if (source === null) {
    return { ...mapping, columns, constants };
  }
  if ('constant' in source) {
    return { ...mapping, columns, constants: { ...constants, [field]: source.constant } };
  }
  return {
    ...mapping,
    columns: { ...columns, [field]: source.column },
    constants,
    attributes: mapping.attributes?.filter((attribute) => attribute !== source.column),
  };
}

/** Columns that no field uses. */
export function freeColumns(upload: Upload, mapping: Mapping): string[] {
  const used = new Set(Object.values(mapping.columns));
  return upload.columns.map((column) => column.name).filter((name) => !used.has(name));
}

/** A saved mapping applied to a file: what names a column that the file lacks is left out. */
export function fitMapping(saved: Mapping, upload: Upload): Mapping {
  const names = new Set(upload.columns.map((column) => column.name));
  return {
    ...saved,
    columns: Object.fromEntries(Object.entries(saved.columns).filter(([, column]) => names.has(column))),
    attributes: saved.attributes?.filter((attribute) => names.has(attribute)),
  };
}

/** The mapping as it is sent: a constant that nothing was typed for is none. */
export function withoutBlanks(mapping: Mapping): Mapping {
  const constants = Object.entries(mapping.constants ?? {}).filter(([, value]) => value.trim() !== '');
  return { ...mapping, constants: Object.fromEntries(constants) };
}

export interface ImportPace {
  /** From 0 to 1. */
  share: number;
  rowsPerSecond: number | undefined;
  secondsLeft: number | undefined;
}

/** How fast it goes and how long it will take, judged by the bytes read so far: the rows of a file are not known before. */
export function paceOf(job: Pick<Import, 'bytesRead' | 'bytesTotal' | 'rows' | 'seconds'>): ImportPace {
  const share = job.bytesTotal === 0 ? 0 : Math.min(1, job.bytesRead / job.bytesTotal);
  const measurable = job.seconds > 0 && job.bytesRead > 0;
  return {
    share,
    rowsPerSecond: measurable ? job.rows / job.seconds : undefined,
    secondsLeft: measurable ? (job.bytesTotal - job.bytesRead) / (job.bytesRead / job.seconds) : undefined,
  };
}
