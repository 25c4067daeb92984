import { catalogues, type Text, useText } from '@/shared/i18n/text';

/** What is said of one field, by the first word of the slug. */
const ofField = { missing: 'rejected.missing', 'too-long': 'rejected.tooLong', bad: 'rejected.bad', cut: 'rejected.cut' } as const;

/** Says why rows were quarantined; reasons about one field, such as `missing-order-no`, are put together from the field's name. */
export function useReasonWords(): (reason: string) => string {
  const text = useText();
  return (reason) => sayReason(reason, text);
}

export function sayReason(reason: string, text: Text): string {
  if (`quarantine.${reason}` in catalogues.en) {
    return text.word('quarantine', reason);
  }
  const [, what, slug] = /^(missing|too-long|bad|cut)-(.+)$/.exec(reason) ?? [];
  if (what === undefined || slug === undefined) {
    return reason;
  }
  const field = text.word(
    'field',
    slug.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  return text(ofField[what as keyof typeof ofField], { field });
}
