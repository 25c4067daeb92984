import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '@/shared/i18n/text';
import { tokens } from '@/shared/theme/tokens';
import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, StopOutlined, SyncOutlined } from '@/shared/ui/icons';
import type { Import } from '../api';

const looks: Record<Import['state'], { icon: ReactNode; background: string; color: string }> = {
  queued: { icon: <ClockCircleOutlined />, background: tokens.infoSoft, color: tokens.info },
  running: { icon: <SyncOutlined spin />, background: tokens.infoSoft, color: tokens.info },
  completed: { icon: <CheckCircleOutlined />, background: tokens.goodSoft, color: tokens.good },
  failed: { icon: <CloseCircleOutlined />, background: tokens.badSoft, color: tokens.bad },
  cancelled: { icon: <StopOutlined />, background: tokens.sunken, color: tokens.inkSoft },
};

export function ImportStateTag({ state }: { state: Import['state'] }) {
  const text = useText();
  const { icon, ...colours } = looks[state];
  return (
    <Tag icon={icon} variant="filled" style={colours}>
      {text(`import.state.${state}`)}
    </Tag>
  );
}
