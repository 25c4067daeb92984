import { Avatar, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSignOut } from '@/features/access/api';
import { ChangePasswordDrawer } from '@/features/access/components/ChangePasswordDrawer';
import { useText } from '@/shared/i18n/text';
import { DownOutlined, IdcardOutlined, KeyOutlined, LogoutOutlined } from '@/shared/ui/icons';
import { useSession } from './guards';
import styles from './UserMenu.module.css';

export function UserMenu() {
  const text = useText();
  const session = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'account', icon: <IdcardOutlined />, label: text('account.title') },
            { key: 'password', icon: <KeyOutlined />, label: text('user.changePassword') },
            { type: 'divider' },
            { key: 'signOut', icon: <LogoutOutlined />, label: text('user.signOut') },
          ],
          onClick: ({ key }) => {
            if (key === 'account') navigate('/account');
            else if (key === 'password') setChanging(true);
            else signOut.mutate();
          },
        }}
      >
        <Button type="text" className={styles.button}>
          <Avatar size={28} className={styles.avatar} aria-hidden="true">
            {session.displayName.slice(0, 1).toUpperCase()}
          </Avatar>
          <span className={styles.name}>{session.displayName}</span>
          <span className="q-visually-hidden">{text('user.menu')}</span>
          <DownOutlined className={styles.arrow} />
        </Button>
      </Dropdown>
      <ChangePasswordDrawer open={changing} onClose={() => setChanging(false)} />
    </>
  );
}
