import { type Text, useText } from '@/shared/i18n/text';

/** Says why a customer was not reached; what a vendor said in words of its own is shown as it is. */
export function useReachReason(): (reason: string) => string {
  const text = useText();
  return (reason) => sayReachReason(reason, text);
}

export function sayReachReason(reason: string, text: Text): string {
  const refusal = text.word('refusal', reason);
  return refusal === reason ? text.word('messageReason', reason) : refusal;
}
