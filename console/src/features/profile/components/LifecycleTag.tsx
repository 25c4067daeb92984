import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import styles from './LifecycleTag.module.css';

export type LifecycleStage = Schemas['LifecycleStage'];

/** In the order in which a customer passes through them. */
export const lifecycleStages: LifecycleStage[] = ['stranger', 'contact', 'member', 'first_purchase', 'repeat', 'loyal', 'sleeping', 'lost'];

export const stageColours: Record<LifecycleStage, string> = {
  stranger: '#b9beb8',
  contact: '#8fa9a0',
  member: '#5f9487',
  first_purchase: '#2f7f70',
  repeat: '#0d5f50',
  loyal: '#b98a3e',
  sleeping: '#8c7fa3',
  lost: '#b4593e',
};

export function LifecycleTag({ stage }: { stage: LifecycleStage }) {
  const text = useText();
  return (
    <span className={styles.stage}>
      <span className={styles.dot} style={{ background: stageColours[stage] ?? '#8fa9a0' }} aria-hidden="true" />
      {text.word('lifecycle', stage)}
    </span>
  );
}
