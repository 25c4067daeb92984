import { Button, Descriptions, Drawer, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { CheckCircleOutlined } from '@/shared/ui/icons';
import { LabelledField } from '@/shared/ui/LabelledField';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Count, Moment } from '@/shared/ui/values';
import { type Export, type ExportState, useApproveExport, useExportRequests, useRefuseExport } from '../api';
import { ExportSourceCell, ExportStateCell } from '../components/ExportCells';
import { exportStates } from '../model';

/** What others ask to take out, for who allows or refuses it. */
export function ExportRequestsPage() {
  const text = useText();
  const [state, setState] = useState<ExportState | undefined>('requested');
  const pages = useKeysetPages(state ?? '');
  const query = useExportRequests(state, pages.cursor);
  const [shown, setShown] = useState<Export>();
  return (
    <>
      <ListPage<Export>
        title={text('nav.exportRequests')}
        subtitle={text('exports.requests.subtitle')}
        filters={
          <LabelledField label={text('exports.state')}>
            {(id) => (
              <Select
                id={id}
                allowClear
                style={{ minWidth: 160 }}
                {...(state === undefined ? {} : { value: state })}
                options={exportStates.map((value) => ({ value, label: text(`exports.state.${value}`) }))}
                onChange={(value: ExportState | undefined) => setState(value)}
              />
            )}
          </LabelledField>
        }
        query={query}
        pages={pages}
        rowKey={(one) => one.id}
        onOpen={setShown}
        columns={[
          { title: text('exports.requestedAt'), key: 'at', render: (_, one) => <Moment at={one.requestedAt} /> },
          {
            title: text('exports.requester'),
            key: 'by',
            render: (_, one) => (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setShown(one)}>
                {one.requesterName}
              </Button>
            ),
          },
          { title: text('exports.source'), key: 'source', render: (_, one) => <ExportSourceCell export={one} /> },
          { title: text('exports.purpose'), key: 'purpose', render: (_, one) => one.purpose },
          { title: text('exports.values'), key: 'clear', render: (_, one) => text(one.isClear ? 'exports.inClear' : 'exports.masked') },
          { title: text('exports.rowsHead'), key: 'rows', align: 'right', render: (_, one) => <Count value={one.rowsExpected} /> },
          { title: text('exports.state'), key: 'state', render: (_, one) => <ExportStateCell export={one} /> },
        ]}
        empty={
          <EmptyState icon={<CheckCircleOutlined />} title={text('exports.requests.empty')} hint={text('exports.requests.empty.hint')} />
        }
      />
      {shown !== undefined && <DecisionDrawer key={shown.id} export={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

function DecisionDrawer({ export: one, onClose }: { export: Export; onClose: () => void }) {
  const text = useText();
  const approve = useApproveExport();
  const refuse = useRefuseExport();
  const [note, setNote] = useState('');
  const said = note.trim();
  const done = { onSuccess: onClose };
  return (
    <Drawer
      title={text('exports.decide.title', { name: one.requesterName })}
      open
      onClose={onClose}
      size={460}
      closable={{ 'aria-label': text('action.close') }}
      footer={
        one.state === 'requested' && (
          <Space>
            <Button
              type="primary"
              loading={approve.isPending}
              onClick={() => approve.mutate({ id: one.id, note: said === '' ? undefined : said }, done)}
            >
              {text('exports.approve')}
            </Button>
            <Button
              danger
              disabled={said === ''}
              loading={refuse.isPending}
              onClick={() => refuse.mutate({ id: one.id, note: said }, done)}
            >
              {text('exports.refuse')}
            </Button>
          </Space>
        )
      }
    >
      {(approve.error ?? refuse.error) !== null && <ProblemAlert error={approve.error ?? refuse.error} />}
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'source', label: text('exports.source'), children: <ExportSourceCell export={one} /> },
          { key: 'purpose', label: text('exports.purpose'), children: one.purpose },
          { key: 'rows', label: text('exports.rowsHead'), children: <Count value={one.rowsExpected} /> },
          { key: 'values', label: text('exports.values'), children: text(one.isClear ? 'exports.inClear' : 'exports.masked') },
          {
            key: 'columns',
            label: text('exports.columns'),
            children: one.columns.map((column) => text(`exports.column.${column}`)).join(', '),
          },
          { key: 'state', label: text('exports.state'), children: <ExportStateCell export={one} /> },
        ]}
      />
      {one.state === 'requested' && (
        <LabelledField label={text('exports.note')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={200}
              value={note}
              placeholder={text('exports.note.hint')}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </LabelledField>
      )}
    </Drawer>
  );
}
