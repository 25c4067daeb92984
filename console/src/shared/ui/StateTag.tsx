import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { tokens } from '@/shared/theme/tokens';

export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'calm';

const looks: Record<Tone, { background: string; color: string }> = {
  good: { background: tokens.goodSoft, color: tokens.good },
  bad: { background: tokens.badSoft, color: tokens.bad },
  warn: { background: tokens.warnSoft, color: tokens.warn },
  info: { background: tokens.infoSoft, color: tokens.info },
  calm: { background: tokens.sunken, color: tokens.inkSoft },
};

/** A state in one word; its icon says the same to who cannot tell the colours apart. */
export function StateTag({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <Tag icon={icon} variant="filled" style={looks[tone]}>
      {children}
    </Tag>
  );
}
