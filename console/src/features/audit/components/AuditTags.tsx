import { useText } from '@/shared/i18n/text';
import { CheckCircleOutlined, CloseCircleOutlined, StopOutlined } from '@/shared/ui/icons';
import { StateTag, type Tone } from '@/shared/ui/StateTag';
import type { AuditKind, AuditOutcome } from '../api';

const kindTones: Record<AuditKind, Tone> = { change: 'info', view: 'calm', export: 'warn', reveal: 'warn' };

export function AuditKindTag({ kind }: { kind: AuditKind }) {
  const text = useText();
  return <StateTag tone={kindTones[kind]}>{text(`auditKind.${kind}`)}</StateTag>;
}

const outcomes = {
  done: { tone: 'good', icon: <CheckCircleOutlined /> },
  refused: { tone: 'warn', icon: <StopOutlined /> },
  failed: { tone: 'bad', icon: <CloseCircleOutlined /> },
} as const;

export function AuditOutcomeTag({ outcome }: { outcome: AuditOutcome }) {
  const text = useText();
  return (
    <StateTag tone={outcomes[outcome].tone} icon={outcomes[outcome].icon}>
      {text(`auditOutcome.${outcome}`)}
    </StateTag>
  );
}
