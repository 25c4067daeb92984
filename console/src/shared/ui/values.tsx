import { Tooltip } from 'antd';
import { formatAgo, formatMoment, utcText } from '@/shared/format/date';
import { formatMoney, type Money } from '@/shared/format/money';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';

/** A moment in the browser's zone; its tooltip says it in UTC. Nothing is shown as a dash. */
export function Moment({ at, ago = false }: { at: string | undefined; ago?: boolean }) {
  const language = useLanguage();
  if (at === undefined) {
    return <None />;
  }
  const local = formatMoment(at, language);
  return (
    <Tooltip title={ago ? `${local} · ${utcText(at)}` : utcText(at)}>
      <time dateTime={at} className="q-figure">
        {ago ? formatAgo(at, language) : local}
      </time>
    </Tooltip>
  );
}

export function Count({ value }: { value: number | undefined }) {
  const language = useLanguage();
  return value === undefined ? <None /> : <span className="q-figure">{formatCount(value, language)}</span>;
}

export function MoneyText({ value }: { value: Money | undefined }) {
  const language = useLanguage();
  return value === undefined ? <None /> : <span className="q-figure">{formatMoney(value, language)}</span>;
}

/** Amounts of several currencies, never added up. */
export function Moneys({ values }: { values: readonly Money[] }) {
  if (values.length === 0) {
    return <None />;
  }
  return (
    <>
      {values.map((value) => (
        <div key={value.currency}>
          <MoneyText value={value} />
        </div>
      ))}
    </>
  );
}

export function None() {
  return <span className="q-muted">–</span>;
}
