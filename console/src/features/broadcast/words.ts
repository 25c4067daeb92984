import { formatMoneyChange } from '@/shared/format/money';
import { formatChange, formatPoints } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { type Text, useText } from '@/shared/i18n/text';
import type { Interval } from './api';
import { verdictOf } from './model';

/** Minutes as a person says them. */
export function sayMinutes(minutes: number, text: Text): string {
  const [count, unit] =
    minutes % 1_440 === 0
      ? ([minutes / 1_440, 'days'] as const)
      : minutes % 60 === 0
        ? ([minutes / 60, 'hours'] as const)
        : ([minutes, 'minutes'] as const);
  return text(`duration.${unit}`, { count });
}

export interface EstimateWords {
  share: (value: number) => string;
  points: (value: number) => string;
  money: (currency: string) => (value: number) => string;
  /** "between −2 % and +14 %", as far as the facts go. */
  interval: (estimate: Interval, format: (value: number) => string) => string;
  /** The interval and what it means. */
  verdict: (estimate: Interval, format: (value: number) => string) => string;
}

/** Says estimates with their intervals. */
export function useEstimateWords(): EstimateWords {
  const text = useText();
  const language = useLanguage();
  const interval: EstimateWords['interval'] = ({ low, high }, format) => {
    if (low !== undefined && high !== undefined) return text('effect.between', { low: format(low), high: format(high) });
    if (low !== undefined) return text('effect.atLeast', { low: format(low) });
    if (high !== undefined) return text('effect.atMost', { high: format(high) });
    return text('effect.anything');
  };
  return {
    share: (value) => formatChange(value, language),
    points: (value) => text('effect.points', { points: formatPoints(value, language) }),
    money: (currency) => (value) => formatMoneyChange(value, currency, language),
    interval,
    verdict: (estimate, format) => text(`effect.verdict.${verdictOf(estimate)}`, { interval: interval(estimate, format) }),
  };
}
