import { Alert, Button, Input, Table } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { Count, Moment } from '@/shared/ui/values';
import { type ExportTrace, useTraceExport } from '../api';

/** Whose file are these rows from? */
export function ExportTracePage() {
  const text = useText();
  const [rows, setRows] = useState('');
  const trace = useTraceExport();
  return (
    <>
      <PageHeader title={text('nav.exportTrace')} subtitle={text('exports.trace.subtitle')} />
      <Panel title={text('exports.trace.rows')}>
        <Input.TextArea
          aria-label={text('exports.trace.rows')}
          rows={8}
          maxLength={300_000}
          value={rows}
          placeholder={text('exports.trace.hint')}
          onChange={(event) => setRows(event.target.value)}
        />
        <Button
          type="primary"
          style={{ marginTop: 12 }}
          disabled={rows.trim() === ''}
          loading={trace.isPending}
          onClick={() => trace.mutate(rows)}
        >
          {text('exports.trace.find')}
        </Button>
      </Panel>
      {trace.error !== null && <ProblemAlert error={trace.error} />}
      {trace.data !== undefined && <Found trace={trace.data} />}
    </>
  );
}

function Found({ trace }: { trace: ExportTrace }) {
  const text = useText();
  if (trace.files.length === 0) {
    return <Alert type="warning" showIcon title={text('exports.trace.none')} description={text('exports.trace.none.hint')} />;
  }
  return (
    <Panel title={text('exports.trace.found')}>
      {trace.foreign > 0 && <Alert type="info" showIcon title={text('exports.trace.foreign', { count: trace.foreign })} />}
      <Table
        aria-label={text('exports.trace.found')}
        dataSource={trace.files}
        rowKey={({ export: one }) => one.id}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: text('exports.requester'), key: 'by', render: (_, { export: one }) => `${one.requesterName} (${one.requestedBy})` },
          { title: text('exports.readyAt'), key: 'at', render: (_, { export: one }) => <Moment at={one.readyAt ?? one.requestedAt} /> },
          { title: text('exports.purpose'), key: 'purpose', render: (_, { export: one }) => one.purpose },
          { title: text('exports.trace.rowsFound'), key: 'rows', align: 'right', render: (_, file) => <Count value={file.rows} /> },
          {
            title: text('exports.downloads'),
            key: 'downloads',
            align: 'right',
            render: (_, { export: one }) => <Count value={one.downloads} />,
          },
          { title: text('exports.id'), key: 'id', render: (_, { export: one }) => one.id },
        ]}
      />
    </Panel>
  );
}
