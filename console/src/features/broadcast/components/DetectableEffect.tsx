import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import type { BroadcastEstimate } from '../api';

/** How large an effect must be before a broadcast of this size can show it. */
export function DetectableEffect({ estimate, days }: { estimate: BroadcastEstimate; days: number }) {
  const text = useText();
  const language = useLanguage();
  const { mde } = estimate;
  if (mde === undefined) {
    return <>{text('estimate.mde.none')}</>;
  }
  const words = {
    days,
    base: formatShare(mde.baseRate, language),
    points: formatCount(Math.round(mde.shareDifference * 10_000) / 100, language),
  };
  return <>{text('estimate.mde', { ...words, lift: formatShare(mde.lift, language) })}</>;
}
