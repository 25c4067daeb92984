import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { type Tag, useTags } from '../api';
import { TagCard } from '../components/TagCard';
import styles from './TagsPage.module.css';

/** Before the first import the server has computed its tags, and nobody carries one. */
const isCarried = (tag: Tag) => tag.values.some((value) => value.customers > 0);

export function TagsPage() {
  const text = useText();
  const query = useTags();
  return (
    <>
      <PageHeader title={text('tags.title')} subtitle={text('tags.subtitle')} />
      <QueryView query={query} tall>
        {(tags) =>
          tags.every((tag) => !isCarried(tag)) ? (
            <Panel>
              <EmptyState
                title={text('tags.empty')}
                hint={text('tags.empty.hint')}
                action={<Link to="/imports/new">{text('imports.start')}</Link>}
              />
            </Panel>
          ) : (
            <div className={styles.columns}>
              {tags.filter(isCarried).map((tag) => (
                <TagCard key={tag.tag} tag={tag} />
              ))}
            </div>
          )
        }
      </QueryView>
    </>
  );
}
