import type { Language } from '@/shared/i18n/language';

/** 1234567 → 1,234,567 */
export function formatCount(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
}

/** Short form for axes and tight places: 12.3万 / 123K. */
export function formatCompact(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** A share from 0 to 1; small shares keep two significant digits so that they never read as zero. */
export function formatShare(share: number, language: Language): string {
  const tiny = share > 0 && share < 0.01;
  return new Intl.NumberFormat(
    language,
    tiny ? { style: 'percent', maximumSignificantDigits: 2 } : { style: 'percent', maximumFractionDigits: 1 },
  ).format(share);
}

/** Basis points: 3125 → 31.25 % */
export function formatBasisPoints(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(value / 10_000);
}

/** 1536 → 1.5 KB, in steps of 1024. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: unit === 0 ? 0 : 1 }).format(value)} ${units[unit]}`;
}

/** The change from `before` to `now` as a share of `before`; null when there is nothing to compare with. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / Math.abs(before);
}

/** A change as a share with its sign: +14 %, −2 %, 0 %. */
export function formatChange(share: number, language: Language): string {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
    signDisplay: 'exceptZero',
  })
    .format(share)
    .replace('-', '−');
}

/** A difference of two shares in percentage points with its sign: 0.0123 → +1.23. */
export function formatPoints(difference: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2, signDisplay: 'exceptZero' })
    .format(difference * 100)
    .replace('-', '−');
}
