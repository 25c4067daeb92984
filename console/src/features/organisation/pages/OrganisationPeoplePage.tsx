import { Button, Flex, Input, type TableProps } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { SearchOutlined, TeamOutlined, UserAddOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { QueryField, QueryForm } from '@/shared/ui/QueryForm';
import { EmptyState } from '@/shared/ui/states';
import { useDebounced } from '@/shared/ui/useDebounced';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment, None } from '@/shared/ui/values';
import { type Person, usePeople, useSummary } from '../api';
import { FileButton } from '../components/FileButton';
import { PersonDrawer } from '../components/PersonDrawer';
import { PersonView } from '../components/PersonView';
import { ViewSwitch } from '../components/ViewSwitch';

const settleMs = 300;

/** Who works for the brand; the address names the one whose posts are shown. */
export function OrganisationPeoplePage() {
  const text = useText();
  const mayWrite = may(useSession(), 'organisation.write');
  const [parameters, setParameters] = useSearchParams();
  const [typed, setTyped] = useState('');
  const asked = useDebounced(typed.trim(), settleMs);
  const pages = useKeysetPages(asked);
  const query = usePeople(asked, pages.cursor);
  const today = useSummary().data?.today;
  const [isAdding, setAdding] = useState(false);
  const personId = parameters.get('person');
  const open = (person: Person) => setParameters({ person: person.id });

  const columns: NonNullable<TableProps<Person>['columns']> = [
    {
      title: text('org.person.name'),
      key: 'name',
      render: (_, person) => (
        <Button type="link" style={{ padding: 0 }} onClick={() => open(person)}>
          {person.name}
        </Button>
      ),
    },
    { title: text('org.person.employeeNo'), key: 'employeeNo', render: (_, { employeeNo }) => employeeNo ?? <None /> },
    { title: text('org.person.wecomMember'), key: 'wecomMember', render: (_, { wecomMember }) => wecomMember ?? <None /> },
    { title: text('org.person.updatedAt'), key: 'updatedAt', render: (_, { updatedAt }) => <Moment at={updatedAt} ago /> },
  ];
  return (
    <>
      <ListPage
        title={text('org.people')}
        subtitle={text('org.people.subtitle')}
        actions={
          <Flex gap={12} wrap>
            <ViewSwitch view="people" />
            {mayWrite && <FileButton kind="people" />}
            {mayWrite && (
              <Button type="primary" icon={<UserAddOutlined />} onClick={() => setAdding(true)}>
                {text('org.person.add')}
              </Button>
            )}
          </Flex>
        }
        filters={
          <QueryForm label={text('org.people.search')} {...(typed === '' ? {} : { onReset: () => setTyped('') })}>
            <QueryField label={text('org.people.search')} grow>
              <Input
                aria-label={text('org.people.search')}
                placeholder={text('org.people.search.hint')}
                prefix={<SearchOutlined />}
                allowClear
                maxLength={100}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            </QueryField>
          </QueryForm>
        }
        query={query}
        pages={pages}
        columns={columns}
        rowKey={(person) => person.id}
        onOpen={open}
        empty={
          asked === '' ? (
            <EmptyState icon={<TeamOutlined />} title={text('org.people.empty')} hint={text('org.people.empty.hint')} />
          ) : (
            <EmptyState icon={<SearchOutlined />} title={text('org.people.none')} />
          )
        }
      />
      <PersonDrawer open={isAdding} onClose={() => setAdding(false)} onSaved={open} />
      {personId !== null && today !== undefined && (
        <PersonView key={personId} personId={personId} today={today} mayWrite={mayWrite} onClose={() => setParameters({})} />
      )}
    </>
  );
}
