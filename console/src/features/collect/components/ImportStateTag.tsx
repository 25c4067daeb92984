import type { ReactNode } from 'react';
import { useText } from '@/shared/i18n/text';
import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, StopOutlined, SyncOutlined } from '@/shared/ui/icons';
import { StateTag, type Tone } from '@/shared/ui/StateTag';
import type { Import } from '../api';

const looks: Record<Import['state'], { icon: ReactNode; tone: Tone }> = {
  queued: { icon: <ClockCircleOutlined />, tone: 'info' },
  running: { icon: <SyncOutlined spin />, tone: 'info' },
  completed: { icon: <CheckCircleOutlined />, tone: 'good' },
  failed: { icon: <CloseCircleOutlined />, tone: 'bad' },
  cancelled: { icon: <StopOutlined />, tone: 'calm' },
};

export function ImportStateTag({ state }: { state: Import['state'] }) {
  const text = useText();
  return <StateTag {...looks[state]}>{text(`import.state.${state}`)}</StateTag>;
}
