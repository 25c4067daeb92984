import { Space } from 'antd';
import { formatDate } from '@/shared/format/date';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { StateTag } from '@/shared/ui/StateTag';
import type { PrivacyRequest, RequestState } from '../api';
import { daysLeft, deadlineTones, stateTones } from '../model';

export function RequestStateTag({ state }: { state: RequestState }) {
  const text = useText();
  return <StateTag tone={stateTones[state]}>{text(`privacy.state.${state}`)}</StateTag>;
}

/** How the time stands that the law leaves: days while it runs, a word when it ended. */
export function DeadlineTag({ request }: { request: Pick<PrivacyRequest, 'deadline' | 'dueAt'> }) {
  const text = useText();
  const language = useLanguage();
  const days = daysLeft(request.dueAt, new Date());
  const words =
    request.deadline === 'met' || request.deadline === 'missed'
      ? text(`privacy.deadline.${request.deadline}`)
      : days < 0
        ? text('privacy.deadline.overdue', { days: -days })
        : text('privacy.deadline.left', { days });
  return (
    <Space size={8}>
      <StateTag tone={deadlineTones[request.deadline]}>{words}</StateTag>
      <span className="q-muted">{formatDate(request.dueAt, language)}</span>
    </Space>
  );
}
