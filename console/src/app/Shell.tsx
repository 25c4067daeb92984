import { Button, Drawer, Grid, Layout } from 'antd';
import { Suspense, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { ErrorBoundary } from '@/shared/ui/ErrorBoundary';
import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from '@/shared/ui/icons';
import { LoadingState } from '@/shared/ui/states';
import { Brand } from './Brand';
import { LanguageSwitch } from './LanguageSwitch';
import { Navigation } from './Navigation';
import { OwedTotp } from './OwedTotp';
import { SeenPartLine } from './SeenPartLine';
import styles from './Shell.module.css';
import { UserMenu } from './UserMenu';

const { Sider, Header, Content } = Layout;
const foldedKey = 'quanyu.navigation.folded';

/** The frame of every page: navigation at the left (a drawer on phones), who and which language at the top. */
export function Shell() {
  const text = useText();
  const wide = Grid.useBreakpoint().lg !== false;
  const [folded, setFolded] = useState(() => localStorage.getItem(foldedKey) === 'true');
  const [drawerOpen, setDrawerOpen] = useState(false);
  const location = useLocation();

  const fold = (next: boolean) => {
    localStorage.setItem(foldedKey, String(next));
    setFolded(next);
  };

  return (
    <Layout className={styles.frame}>
      <a className="q-skip-link" href="#main">
        {text('shell.skip')}
      </a>
      {wide ? (
        <Sider width={228} collapsedWidth={72} collapsed={folded} trigger={null}>
          <div className={styles.sideInner}>
            <Brand folded={folded} />
            <Navigation folded={folded} />
          </div>
        </Sider>
      ) : (
        <Drawer
          open={drawerOpen}
          onClose={() => setDrawerOpen(false)}
          placement="left"
          size={260}
          closable={false}
          aria-label={text('nav.label')}
          styles={{ body: { padding: 0, background: 'var(--q-night)' } }}
        >
          <Brand folded={false} />
          <Navigation folded={false} onChosen={() => setDrawerOpen(false)} />
        </Drawer>
      )}
      <Layout className={styles.page}>
        <Header className={styles.header}>
          {wide ? (
            <Button
              type="text"
              aria-label={text(folded ? 'nav.unfold' : 'nav.fold')}
              icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
              onClick={() => fold(!folded)}
            />
          ) : (
            <Button type="text" aria-label={text('nav.open')} icon={<MenuOutlined />} onClick={() => setDrawerOpen(true)} />
          )}
          <div className={styles.headerEnd}>
            <LanguageSwitch />
            <UserMenu />
          </div>
        </Header>
        <SeenPartLine />
        <Content id="main" tabIndex={-1} className={styles.content}>
          <ErrorBoundary resetKey={location.pathname}>
            <OwedTotp />
            <Suspense fallback={<LoadingState tall />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </Content>
      </Layout>
    </Layout>
  );
}
