import type { Schemas } from '@/shared/api/client';
import type { Tone } from '@/shared/ui/StateTag';
import type { Export, ExportDraft, ExportState } from './api';

export type ExportColumn = Schemas['ExportColumn'];

/** In the order in which they are offered and written. */
export const exportColumns: readonly ExportColumn[] = [
  'customer_id',
  'customer_no',
  'name',
  'phone',
  'email',
  'address',
  'member_no',
  'birthday',
  'gender',
  'province',
  'city',
  'channels',
  'lifecycle_stage',
  'registered_at',
  'orders',
  'net_revenue',
  'first_order_at',
  'last_order_at',
];

export const firstColumns: readonly ExportColumn[] = ['customer_id', 'name', 'phone', 'city', 'orders', 'net_revenue', 'last_order_at'];

export const exportStates: readonly ExportState[] = [
  'requested',
  'approved',
  'running',
  'ready',
  'refused',
  'cancelled',
  'expired',
  'failed',
];

export const stateTones: Record<ExportState, Tone> = {
  requested: 'warn',
  approved: 'info',
  running: 'info',
  ready: 'good',
  refused: 'bad',
  cancelled: 'calm',
  expired: 'calm',
  failed: 'bad',
};

/** A request while somebody fills it in. */
export interface EditedExport {
  segmentId?: string;
  columns: ExportColumn[];
  isClear: boolean;
  purpose: string;
}

/** What is sent: columns in the order of the file, whatever the order of the clicks. */
export function exportDraft({ segmentId, columns, isClear, purpose }: EditedExport): ExportDraft {
  return {
    source: segmentId === undefined ? {} : { segmentId },
    columns: exportColumns.filter((column) => columns.includes(column)),
    isClear,
    purpose: purpose.trim(),
  };
}

/** From 0 to 100; undefined while nothing is being written. */
export function progressPercent({ state, rowsPlanned, rowsWritten }: Export): number | undefined {
  return state === 'running' && rowsPlanned ? Math.floor((100 * rowsWritten) / rowsPlanned) : undefined;
}

export function isCancellable({ state }: Export): boolean {
  return state === 'requested' || state === 'approved' || state === 'running';
}
