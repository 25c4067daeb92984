import { Button, Select } from 'antd';
import { useState } from 'react';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { type PrivacyRequest, type RequestState, usePrivacyRequests } from '../api';
import { NewRequestDrawer } from '../components/NewRequestDrawer';
import { RequestDrawer } from '../components/RequestDrawer';
import { DeadlineTag, RequestStateTag } from '../components/RequestTags';
import { requestStates } from '../model';

/** What persons asked for about their own data, and how much time is left. */
export function PrivacyRequestsPage() {
  const text = useText();
  const session = useSession();
  const [state, setState] = useState<RequestState>();
  const [open, setOpen] = useState<string>();
  const [isNew, setIsNew] = useState(false);
  const pages = useKeysetPages(`privacy ${state ?? ''}`);
  const query = usePrivacyRequests(state, pages.cursor);
  // Who is found by phone must be somebody whom one may see.
  const mayCreate = may(session, 'privacy.handle') && may(session, 'customers.read');
  return (
    <>
      <ListPage<PrivacyRequest>
        title={text('nav.privacy')}
        subtitle={text('privacy.subtitle')}
        actions={
          mayCreate && (
            <Button type="primary" onClick={() => setIsNew(true)}>
              {text('privacy.new')}
            </Button>
          )
        }
        filters={
          <Select
            allowClear
            aria-label={text('privacy.state')}
            placeholder={text('privacy.state.all')}
            style={{ minWidth: 180 }}
            value={state}
            onChange={setState}
            options={requestStates.map((value) => ({ value, label: text(`privacy.state.${value}`) }))}
          />
        }
        query={query}
        pages={pages}
        rowKey={(request) => request.id}
        onOpen={(request) => setOpen(request.id)}
        columns={[
          {
            title: text('privacy.kind'),
            key: 'kind',
            render: (_, request) => (
              <Button type="link" style={{ padding: 0 }} onClick={() => setOpen(request.id)}>
                {text(`privacy.kind.${request.kind}`)}
              </Button>
            ),
          },
          { title: text('privacy.state'), key: 'state', render: (_, { state: now }) => <RequestStateTag state={now} /> },
          { title: text('privacy.deadline'), key: 'deadline', render: (_, request) => <DeadlineTag request={request} /> },
          { title: text('privacy.received'), key: 'received', render: (_, { receivedAt }) => <Moment at={receivedAt} /> },
          { title: text('privacy.channel'), key: 'channel', render: (_, { channel }) => text(`privacy.channel.${channel}`) },
          { title: text('privacy.by'), key: 'by', render: (_, { created }) => created.by },
        ]}
        empty={
          state === undefined ? (
            <EmptyState title={text('privacy.empty')} hint={text('privacy.empty.hint')} />
          ) : (
            <EmptyState title={text('privacy.none')} />
          )
        }
      />
      {open !== undefined && <RequestDrawer id={open} onClose={() => setOpen(undefined)} />}
      {isNew && (
        <NewRequestDrawer
          onClose={(created) => {
            setIsNew(false);
            setOpen(created);
          }}
        />
      )}
    </>
  );
}
