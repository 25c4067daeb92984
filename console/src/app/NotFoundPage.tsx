import { Button } from 'antd';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { CompassOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState } from '@/shared/ui/states';

export function NotFoundPage() {
  const text = useText();
  return (
    <>
      <PageHeader title={text('notFound.title')} />
      <Panel>
        <EmptyState
          icon={<CompassOutlined />}
          title={text('notFound.heading')}
          hint={text('notFound.hint')}
          action={
            <Link to="/">
              <Button type="primary" tabIndex={-1}>
                {text('notFound.home')}
              </Button>
            </Link>
          }
        />
      </Panel>
    </>
  );
}
