import type { Language } from '@/shared/i18n/language';

/** Moments are shown in the browser's zone; `utcText` says the same in UTC for the tooltip. */
export function formatMoment(instant: string, language: Language, zone = browserZone()): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    year: 'numeric',
    month: language === 'en' ? 'short' : '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

export function formatDate(instant: string, language: Language, zone = browserZone()): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    year: 'numeric',
    month: language === 'en' ? 'short' : '2-digit',
    day: '2-digit',
  }).format(new Date(instant));
}

/** A calendar day of the API (2026-11-22) as month and day, for axes. */
export function formatDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'numeric', day: 'numeric' }).format(new Date(`${day}T00:00:00Z`));
}

/** 2026-11-22 03:04:05 UTC */
export function utcText(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** 3 天前, 2 months ago; the largest unit that fits. */
export function formatAgo(instant: string, language: Language, now: Date = new Date()): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(0, 'minute');
}

/** 3725 s → 1:02:05; 65 s → 1:05; 1.44 s → 1.4 s. */
export function formatDuration(seconds: number, language: Language): string {
  if (seconds < 59.5) {
    return new Intl.NumberFormat(language, {
      style: 'unit',
      unit: 'second',
      unitDisplay: 'short',
      maximumFractionDigits: seconds < 10 ? 1 : 0,
    }).format(Math.max(0, seconds));
  }
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** The hour and minute of a moment, with its day: for axes that span hours. */
export function formatClock(instant: string, language: Language, zone = browserZone()): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}
