import { Segmented } from 'antd';
import { useNavigate } from 'react-router';
import { useText } from '@/shared/i18n/text';

/** The two kinds of keys, each with an address of its own. */
export function KeyTabs({ kind }: { kind: 'api' | 'write' }) {
  const text = useText();
  const navigate = useNavigate();
  return (
    <Segmented
      aria-label={text('keys.kind')}
      value={kind}
      onChange={(chosen) => navigate(chosen === 'api' ? '/keys' : '/keys/write')}
      options={[
        { value: 'api', label: text('keys.api') },
        { value: 'write', label: text('keys.write') },
      ]}
    />
  );
}
