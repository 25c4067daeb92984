import { Button, Drawer, Flex } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { EditOutlined, PlusOutlined } from '@/shared/ui/icons';
import { QueryView } from '@/shared/ui/states';
import { None } from '@/shared/ui/values';
import { usePerson, usePostsOf } from '../api';
import { PersonDrawer } from './PersonDrawer';
import { PostDrawer } from './PostDrawer';
import { PostTable } from './PostTable';
import styles from './StorePanel.module.css';

interface PersonViewProps {
  personId: string;
  today: string;
  mayWrite: boolean;
  onClose: () => void;
}

/** One person with all her posts. */
export function PersonView({ personId, today, mayWrite, onClose }: PersonViewProps) {
  const text = useText();
  const query = usePerson(personId);
  const [action, setAction] = useState<'edit' | 'post'>();
  const stop = () => setAction(undefined);
  return (
    <>
      <Drawer
        title={query.data?.name ?? text('org.person')}
        open
        size={640}
        onClose={onClose}
        closable={{ 'aria-label': text('action.close') }}
      >
        <QueryView query={query}>
          {(person) => (
            <>
              <dl className={styles.facts}>
                <div>
                  <dt>{text('org.person.employeeNo')}</dt>
                  <dd>{person.employeeNo ?? <None />}</dd>
                </div>
                <div>
                  <dt>{text('org.person.wecomMember')}</dt>
                  <dd>{person.wecomMember ?? <None />}</dd>
                </div>
              </dl>
              {mayWrite && (
                <Flex gap={8} style={{ marginBottom: 20 }}>
                  <Button icon={<EditOutlined />} onClick={() => setAction('edit')}>
                    {text('org.person.edit')}
                  </Button>
                  <Button icon={<PlusOutlined />} onClick={() => setAction('post')}>
                    {text('org.post.add')}
                  </Button>
                </Flex>
              )}
              <PersonPosts personId={personId} today={today} mayWrite={mayWrite} />
            </>
          )}
        </QueryView>
      </Drawer>
      <PersonDrawer open={action === 'edit'} person={query.data} onClose={stop} onSaved={stop} />
      <PostDrawer open={action === 'post'} personId={personId} today={today} onClose={stop} />
    </>
  );
}

function PersonPosts({ personId, today, mayWrite }: { personId: string; today: string; mayWrite: boolean }) {
  const text = useText();
  const query = usePostsOf(personId);
  return (
    <QueryView query={query}>
      {(page) => (
        <PostTable
          label={text('org.person.posts')}
          posts={page.items}
          of="person"
          today={today}
          mayWrite={mayWrite}
          empty={text('org.person.posts.none')}
        />
      )}
    </QueryView>
  );
}
