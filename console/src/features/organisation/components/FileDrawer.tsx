import { Alert, Button, Drawer, Flex, Segmented, Table, Tag, Upload } from 'antd';
import { useState } from 'react';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Figures } from '@/shared/ui/Figures';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { CloudUploadOutlined, DownloadOutlined } from '@/shared/ui/icons';
import { StateTag } from '@/shared/ui/StateTag';
import { LoadingState } from '@/shared/ui/states';
import { type FileKind, type FileOutcome, fileUrl, useReadFile } from '../api';

/** Takes units or people in from a CSV file, after showing what would change, and gives them out as one. */
export function FileDrawer({ open, kind, onClose }: { open: boolean; kind: FileKind; onClose: () => void }) {
  const text = useText();
  const [chosen, setChosen] = useState<FileKind>(kind);
  const [file, setFile] = useState<File>();
  const preview = useReadFile();
  const apply = useReadFile();
  const reset = () => {
    setFile(undefined);
    preview.reset();
    apply.reset();
  };
  const look = (next: File) => {
    apply.reset();
    setFile(next);
    preview.mutate({ kind: chosen, file: next, preview: true });
  };
  // Between the two somebody else may have changed something: the second answer is the one that counts.
  const outcome = apply.data ?? preview.data;
  const isApplicable = outcome !== undefined && !outcome.isApplied && outcome.problemCount === 0 && outcome.created + outcome.changed > 0;
  return (
    <Drawer
      title={text('org.file')}
      open={open}
      onClose={() => {
        reset();
        onClose();
      }}
      size={720}
      destroyOnHidden
      closable={{ 'aria-label': text('action.close') }}
      footer={
        <Flex justify="flex-end">
          <Button
            type="primary"
            disabled={!isApplicable}
            loading={apply.isPending}
            onClick={() => file !== undefined && apply.mutate({ kind: chosen, file, preview: false })}
          >
            {text('org.file.apply')}
          </Button>
        </Flex>
      }
    >
      <Flex gap={12} wrap align="center" style={{ marginBottom: 16 }}>
        <Segmented<FileKind>
          aria-label={text('org.file.kind')}
          value={chosen}
          options={[
            { value: 'units', label: text('org.file.units') },
            { value: 'people', label: text('org.file.people') },
          ]}
          onChange={(next) => {
            reset();
            setChosen(next);
          }}
        />
        <Button icon={<DownloadOutlined />} href={fileUrl[chosen]} download>
          {text('org.file.download')}
        </Button>
      </Flex>
      <p className="q-muted">{text(`org.file.hint.${chosen}`)}</p>
      <Upload.Dragger
        height={132}
        accept=".csv,text/csv"
        showUploadList={false}
        beforeUpload={(next) => {
          look(next);
          return false;
        }}
      >
        <p>
          <CloudUploadOutlined style={{ fontSize: 28 }} />
        </p>
        <p>{file === undefined ? text('org.file.choose') : file.name}</p>
      </Upload.Dragger>
      <div style={{ marginTop: 16 }}>
        {preview.isPending && <LoadingState />}
        {preview.error !== null && <ProblemAlert error={preview.error} />}
        {apply.error !== null && <ProblemAlert error={apply.error} />}
        {outcome !== undefined && <Outcome outcome={outcome} />}
      </div>
    </Drawer>
  );
}

function Outcome({ outcome }: { outcome: FileOutcome }) {
  const text = useText();
  const language = useLanguage();
  const { isApplied, problemCount, created, changed, unchanged } = outcome;
  const figure = (value: number) => formatCount(value, language);
  return (
    <>
      {problemCount > 0 ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={text('org.file.problems', { count: figure(problemCount), countNumber: problemCount })}
          description={text('org.file.problems.hint')}
        />
      ) : (
        <Alert
          type={isApplied ? 'success' : 'info'}
          showIcon
          title={text(isApplied ? 'org.file.applied' : created + changed === 0 ? 'org.file.nothing' : 'org.file.preview')}
        />
      )}
      <div style={{ margin: '16px 0' }}>
        <Figures
          figures={[
            { name: text('org.file.created'), value: figure(created) },
            { name: text('org.file.changed'), value: figure(changed) },
            { name: text('org.file.unchanged'), value: figure(unchanged) },
          ]}
        />
      </div>
      {problemCount > 0 ? (
        <Table
          aria-label={text('org.file.problems.list')}
          size="small"
          rowKey="line"
          dataSource={outcome.problems}
          pagination={false}
          columns={[
            {
              title: text('org.file.line'),
              key: 'line',
              width: 90,
              render: (_, { line }) => (line === 0 ? text('org.file.whole') : line),
            },
            { title: text('org.file.problem'), dataIndex: 'detail', key: 'detail' },
          ]}
        />
      ) : (
        outcome.changes.length > 0 && (
          <Table
            aria-label={text('org.file.changes')}
            size="small"
            rowKey="line"
            dataSource={outcome.changes}
            pagination={outcome.changes.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
            columns={[
              { title: text('org.file.line'), dataIndex: 'line', key: 'line', width: 90 },
              { title: text('org.unit.name'), dataIndex: 'name', key: 'name' },
              {
                title: text('org.file.what'),
                key: 'what',
                render: (_, { isNew, fields }) =>
                  isNew ? (
                    <StateTag tone="good">{text('org.file.new')}</StateTag>
                  ) : (
                    fields.map((field) => <Tag key={field}>{text.word('orgColumn', field)}</Tag>)
                  ),
              },
            ]}
          />
        )
      )}
    </>
  );
}
