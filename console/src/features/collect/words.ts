import { catalogues, type Text, useText } from '@/shared/i18n/text';

/** Says why rows were quarantined; reasons about one field, such as `missing-order-no`, are put together from the field's name. */
export function useReasonWords(): (reason: string) => string {
  const text = useText();
  return (reason) => sayReason(reason, text);
}

export function sayReason(reason: string, text: Text): string {
  if (`quarantine.${reason}` in catalogues.en) {
    return text.word('quarantine', reason);
  }
  const [, what, slug] = /^(missing|too-long)-(.+)$/.exec(reason) ?? [];
  if (what === undefined || slug === undefined) {
    return reason;
  }
  const field = text.word(
    'field',
    slug.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  return text(what === 'missing' ? 'rejected.missing' : 'rejected.tooLong', { field });
}
