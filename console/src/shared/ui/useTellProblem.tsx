import { App } from 'antd';
import { problemOf } from '@/shared/api/problem';
import { useText } from '@/shared/i18n/text';
import { ProblemDetail } from './ProblemDetail';
import { wordsFor } from './states';

/** Says what the server refused where there is no form to say it in. */
export function useTellProblem(): (error: unknown) => void {
  const text = useText();
  const { notification } = App.useApp();
  return (error) => {
    const problem = problemOf(error);
    const words = wordsFor(problem.status);
    notification.error({
      title: problem.title === '' ? text(words.title) : problem.title,
      description: <ProblemDetail problem={problem} />,
    });
  };
}
