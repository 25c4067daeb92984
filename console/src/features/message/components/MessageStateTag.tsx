import type { ReactNode } from 'react';
import { useText } from '@/shared/i18n/text';
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  QuestionCircleOutlined,
  SendOutlined,
  StopOutlined,
  SyncOutlined,
} from '@/shared/ui/icons';
import { StateTag, type Tone } from '@/shared/ui/StateTag';
import type { MessageState } from '../api';

const looks: Record<MessageState, { icon: ReactNode; tone: Tone }> = {
  planned: { icon: <ClockCircleOutlined />, tone: 'info' },
  sending: { icon: <SyncOutlined />, tone: 'info' },
  sent: { icon: <SendOutlined />, tone: 'info' },
  reached: { icon: <CheckCircleOutlined />, tone: 'good' },
  failed: { icon: <CloseCircleOutlined />, tone: 'bad' },
  refused: { icon: <StopOutlined />, tone: 'bad' },
  unknown: { icon: <QuestionCircleOutlined />, tone: 'warn' },
  cancelled: { icon: <StopOutlined />, tone: 'calm' },
};

export const messageStates = Object.keys(looks) as MessageState[];

export function MessageStateTag({ state }: { state: MessageState }) {
  const text = useText();
  return <StateTag {...looks[state]}>{text(`messageState.${state}`)}</StateTag>;
}
