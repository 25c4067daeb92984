import { Button, Space } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { DownloadOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Count, Moment } from '@/shared/ui/values';
import { type Export, fileAddress, useCancelExport, useExports } from '../api';
import { ExportSourceCell, ExportStateCell } from '../components/ExportCells';
import { NewExportDrawer } from '../components/NewExportDrawer';
import { isCancellable } from '../model';

/** One's own exports. `?segment=` asks for one of that segment, empty for one of everybody. */
export function ExportsPage() {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const pages = useKeysetPages('');
  const query = useExports(pages.cursor);
  const cancel = useCancelExport();
  const confirm = useConfirm();
  const segmentId = search.get('segment') || undefined;
  const [isAsking, setAsking] = useState(search.has('segment'));

  const close = () => {
    setAsking(false);
    setSearch({});
  };
  const actions = (one: Export) => (
    <Space>
      {one.state === 'ready' && (
        <Button size="small" icon={<DownloadOutlined />} href={fileAddress(one)} download>
          {text('exports.download')}
        </Button>
      )}
      {isCancellable(one) && (
        <Button
          size="small"
          onClick={() =>
            confirm({
              title: text('exports.cancel.title'),
              hint: text('exports.cancel.hint'),
              ok: text('exports.cancel'),
              danger: true,
              act: () => cancel.mutateAsync(one.id),
            })
          }
        >
          {text('exports.cancel')}
        </Button>
      )}
    </Space>
  );

  return (
    <>
      <ListPage<Export>
        title={text('nav.exports')}
        subtitle={text('exports.subtitle')}
        actions={
          <Button type="primary" onClick={() => setAsking(true)}>
            {text('exports.new')}
          </Button>
        }
        query={query}
        pages={pages}
        rowKey={(one) => one.id}
        columns={[
          { title: text('exports.requestedAt'), key: 'at', render: (_, one) => <Moment at={one.requestedAt} /> },
          { title: text('exports.source'), key: 'source', render: (_, one) => <ExportSourceCell export={one} /> },
          { title: text('exports.purpose'), key: 'purpose', render: (_, one) => one.purpose },
          { title: text('exports.values'), key: 'clear', render: (_, one) => text(one.isClear ? 'exports.inClear' : 'exports.masked') },
          {
            title: text('exports.rowsHead'),
            key: 'rows',
            align: 'right',
            render: (_, one) => <Count value={one.state === 'ready' ? one.rowsWritten : one.rowsExpected} />,
          },
          { title: text('exports.state'), key: 'state', render: (_, one) => <ExportStateCell export={one} /> },
          { title: text('exports.expiresAt'), key: 'expires', render: (_, one) => <Moment at={one.expiresAt} /> },
          { title: text('exports.downloads'), key: 'downloads', align: 'right', render: (_, one) => <Count value={one.downloads} /> },
          { title: text('exports.actions'), key: 'actions', render: (_, one) => actions(one) },
        ]}
        empty={<EmptyState icon={<DownloadOutlined />} title={text('exports.empty')} hint={text('exports.empty.hint')} />}
      />
      <NewExportDrawer open={isAsking} segmentId={segmentId} onClose={close} />
    </>
  );
}
