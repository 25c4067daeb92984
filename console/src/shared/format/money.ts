import type { components } from '@/shared/api/schema';
import type { Language } from '@/shared/i18n/language';

export type Money = components['schemas']['Money'];

/** How many decimals a currency has: 2 for CNY, 0 for JPY, 3 for KWD. */
export function fractionDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units as text in major units, exact for every safe integer: 12345 CNY → "123.45". */
export function toMajor(minorUnits: number, currency: string): string {
  const digits = fractionDigits(currency);
  const sign = minorUnits < 0 ? '-' : '';
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Major units typed by a person → minor units, rounded half away from zero at the currency's last decimal. */
export function toMinor(major: number, currency: string): number {
  const digits = fractionDigits(currency);
  const scaled = Number(`${Math.abs(major)}e${digits}`);
  return Math.sign(major) * Math.round(scaled);
}

export function formatMoney(money: Money, language: Language): string {
  return formatDecimal(toMajor(money.minorUnits, money.currency), money.currency, language);
}

/** Without decimals, for headline figures where cents are noise. */
export function formatMoneyRounded(money: Money, language: Language): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).format(Number(toMajor(money.minorUnits, money.currency)));
}

/** ¥1.2万 / ¥12K, for axes and tight places. */
export function formatMoneyCompact(money: Money, language: Language): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(Number(toMajor(money.minorUnits, money.currency)));
}

/** A decimal text of the API ("5761931.38"), never passed through a double. */
export function formatDecimal(decimal: string, currency: string, language: Language): string {
  const digits = fractionDigits(currency);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, (decimal.split('.')[1] ?? '').length),
  }).format(decimal as Intl.StringNumericLiteral);
}

/** An amount that is a difference, with its sign; fractions of minor units are rounded away. */
export function formatMoneyChange(minorUnits: number, currency: string, language: Language): string {
  const digits = fractionDigits(currency);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(Number(toMajor(Math.round(minorUnits), currency)))
    .replace('-', '−');
}
