import { formatDate } from '@/shared/format/date';
import { useLanguage } from '@/shared/i18n/language';

/** A calendar day of the API, which is a day in no zone. */
export function Day({ of }: { of: string }) {
  const language = useLanguage();
  return (
    <time dateTime={of} className="q-figure">
      {formatDate(`${of}T00:00:00Z`, language, 'UTC')}
    </time>
  );
}
