import type { Problem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { wordsFor } from './states';

/** What to do about a problem. The server goes into detail in English: others may look at it, but are not made to read it. */
export function ProblemDetail({ problem }: { problem: Problem }) {
  const text = useText();
  const isEnglish = useLanguage() === 'en';
  const advice = text(wordsFor(problem.status).advice);
  const detail = (
    <>
      {problem.detail !== undefined && <div>{problem.detail}</div>}
      {problem.errors?.map(({ field, detail }) => (
        <div key={field + detail}>
          {field}: {detail}
        </div>
      ))}
    </>
  );
  if (problem.detail === undefined && !problem.errors?.length) {
    return <>{advice}</>;
  }
  return isEnglish ? (
    detail
  ) : (
    <>
      <div>{advice}</div>
      <details>
        <summary>{text('problem.inEnglish')}</summary>
        <div lang="en">{detail}</div>
      </details>
    </>
  );
}
