import type { ReactNode } from 'react';
import { useText } from '@/shared/i18n/text';
import {
  AuditOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  EditOutlined,
  PauseOutlined,
  StopOutlined,
  SyncOutlined,
} from '@/shared/ui/icons';
import { StateTag, type Tone } from '@/shared/ui/StateTag';
import type { BroadcastState } from '../api';

const looks: Record<BroadcastState, { icon: ReactNode; tone: Tone }> = {
  draft: { icon: <EditOutlined />, tone: 'calm' },
  in_review: { icon: <AuditOutlined />, tone: 'warn' },
  scheduled: { icon: <ClockCircleOutlined />, tone: 'info' },
  sending: { icon: <SyncOutlined spin />, tone: 'info' },
  paused: { icon: <PauseOutlined />, tone: 'warn' },
  ended: { icon: <CheckCircleOutlined />, tone: 'good' },
  stopped: { icon: <StopOutlined />, tone: 'bad' },
};

export function BroadcastStateTag({ state }: { state: BroadcastState }) {
  const text = useText();
  return <StateTag {...looks[state]}>{text(`broadcast.state.${state}`)}</StateTag>;
}
