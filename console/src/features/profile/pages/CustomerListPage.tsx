import { Button, Cascader, Input, Select } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useSession } from '@/app/guards';
import { useSegmentOptions } from '@/features/segment/api';
import { useTagNames, useTags } from '@/features/tag/api';
import { may } from '@/shared/access';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { DownloadOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { QueryField, QueryForm } from '@/shared/ui/QueryForm';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { useCustomers } from '../api';
import { useCustomerColumns } from '../components/customerColumns';

/** All customers, or those a search, a tag and a segment leave. The filters live in the address, so a view can be shared. */
export function CustomerListPage() {
  const text = useText();
  const navigate = useNavigate();
  const session = useSession();
  const mayImport = may(session, 'imports.write');
  const columns = useCustomerColumns();
  const [search, setSearch] = useSearchParams();
  const filter = {
    query: search.get('query') ?? undefined,
    tag: search.getAll('tag'),
    segmentId: search.get('segmentId') ?? undefined,
    sort: (search.get('sort') as Schemas['CustomerSort'] | null) ?? undefined,
  };
  const pages = useKeysetPages(search.toString());
  const query = useCustomers({ ...filter, tag: filter.tag.length === 0 ? undefined : filter.tag, cursor: pages.cursor });
  const tags = useTags();
  const names = useTagNames();
  const segments = useSegmentOptions();

  const set = (name: string, values: (string | undefined)[]) => {
    const next = new URLSearchParams(search);
    next.delete(name);
    for (const value of values) {
      if (value) next.append(name, value);
    }
    setSearch(next);
  };

  const isWholeOrSegment = filter.query === undefined && filter.tag.length === 0;

  return (
    <ListPage
      title={text('nav.customers')}
      subtitle={text('customers.subtitle')}
      actions={
        // A file is of everybody or of a segment: where the list shows fewer, it would hold more than what is seen.
        isWholeOrSegment &&
        may(session, 'exports.create') && (
          <Button icon={<DownloadOutlined />} onClick={() => navigate(`/exports?segment=${search.get('segmentId') ?? ''}`)}>
            {text('exports.open')}
          </Button>
        )
      }
      query={query}
      pages={pages}
      columns={columns}
      rowKey={(customer) => customer.id}
      onOpen={(customer) => navigate(`/customers/${customer.id}`)}
      empty={
        search.size > 0 ? (
          <EmptyState title={text('customers.none')} hint={text('customers.none.hint')} />
        ) : (
          <EmptyState
            title={text('customers.empty')}
            hint={text('customers.empty.hint')}
            action={mayImport && <Link to="/imports/new">{text('imports.start')}</Link>}
          />
        )
      }
      filters={
        <QueryForm label={text('customers.filters')} onReset={search.size > 0 ? () => setSearch({}) : undefined}>
          <QueryField label={text('customers.search')} grow>
            <Input.Search
              key={filter.query}
              aria-label={text('customers.search')}
              placeholder={text('customers.search.hint')}
              defaultValue={filter.query}
              allowClear
              maxLength={100}
              onSearch={(value) => set('query', [value.trim()])}
            />
          </QueryField>
          <QueryField label={text('customers.tag')}>
            <Cascader
              aria-label={text('customers.tag')}
              placeholder={text('customers.any')}
              multiple
              maxTagCount="responsive"
              style={{ minWidth: 240 }}
              displayRender={(labels) => labels.join(' ')}
              showCheckedStrategy={Cascader.SHOW_CHILD}
              loading={tags.isPending}
              value={filter.tag.map((pair) => pair.split(/:(.*)/).slice(0, 2))}
              options={tags.data?.map((tag) => ({
                value: tag.tag,
                label: names.tag(tag.tag),
                disableCheckbox: true,
                children: tag.values.map((value) => ({ value: value.value, label: names.value(tag.tag, value.value) })),
              }))}
              onChange={(chosen) =>
                set(
                  'tag',
                  chosen.filter((path) => path.length === 2).map((path) => path.join(':')),
                )
              }
            />
          </QueryField>
          <QueryField label={text('customers.segment')}>
            <Select
              aria-label={text('customers.segment')}
              placeholder={text('customers.any')}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              style={{ minWidth: 200 }}
              value={filter.segmentId}
              options={segments}
              onChange={(value) => set('segmentId', [value])}
            />
          </QueryField>
          <QueryField label={text('customers.sort')}>
            <Select<Schemas['CustomerSort']>
              aria-label={text('customers.sort')}
              style={{ minWidth: 150 }}
              value={filter.sort ?? 'newest'}
              options={[
                { value: 'newest', label: text('customers.sort.newest') },
                { value: 'last_order', label: text('customers.sort.lastOrder') },
              ]}
              onChange={(value) => set('sort', [value === 'newest' ? undefined : value])}
            />
          </QueryField>
        </QueryForm>
      }
    />
  );
}
