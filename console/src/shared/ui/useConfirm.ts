import { App } from 'antd';
import { useText } from '@/shared/i18n/text';
import { useTellProblem } from './useTellProblem';

export interface Question {
  title: string;
  hint: string;
  ok: string;
  /** It cannot be taken back. */
  danger?: boolean;
  /** Done while the question stands; a refusal is told and closes it. */
  act: () => Promise<unknown>;
  /** Said when it is done. */
  done?: string;
}

/** Asks before something is done that others will feel. */
export function useConfirm(): (question: Question) => void {
  const text = useText();
  const { modal, message } = App.useApp();
  const tellProblem = useTellProblem();
  return ({ title, hint, ok, danger = false, act, done }) => {
    modal.confirm({
      title,
      content: hint,
      okText: ok,
      okButtonProps: { danger },
      cancelText: text('action.cancel'),
      onOk: async () => {
        try {
          await act();
          if (done !== undefined) message.success(done);
        } catch (error) {
          tellProblem(error);
        }
      },
    });
  };
}
