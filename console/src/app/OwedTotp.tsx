import { Alert } from 'antd';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { useSession } from './guards';

/** Says why managing people is closed to somebody who may: the second factor is missing. */
export function OwedTotp() {
  const text = useText();
  const { owesTotp } = useSession();
  return owesTotp ? (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={text('totp.owed')}
      action={<Link to="/account">{text('totp.setUp')}</Link>}
    />
  ) : null;
}
