import { useText } from '@/shared/i18n/text';
import { CheckCircleOutlined, ClockCircleOutlined, StopOutlined } from '@/shared/ui/icons';
import { StateTag } from '@/shared/ui/StateTag';

/** Whether a key is good, and if not why. */
export function KeyState({ isRevoked, isActive }: { isRevoked: boolean; isActive: boolean }) {
  const text = useText();
  if (isRevoked) {
    return (
      <StateTag tone="calm" icon={<StopOutlined />}>
        {text('keys.revoked')}
      </StateTag>
    );
  }
  return isActive ? (
    <StateTag tone="good" icon={<CheckCircleOutlined />}>
      {text('keys.active')}
    </StateTag>
  ) : (
    <StateTag tone="warn" icon={<ClockCircleOutlined />}>
      {text('keys.expired')}
    </StateTag>
  );
}
