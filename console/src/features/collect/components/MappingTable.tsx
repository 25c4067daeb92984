import { Input, Select, Table, type TableProps, Tag } from 'antd';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { None } from '@/shared/ui/values';
import type { Mapping } from '../api';
import { type ImportDraft, mapField } from '../model';
import styles from './MappingTable.module.css';

type Field = Schemas['ImportField'];

/** Not a column name: no file has a column named so. */
const constantChoice = '\u0000constant';

interface MappingTableProps {
  draft: ImportDraft;
  fields: Field[];
  onChange: (mapping: Mapping) => void;
}

export function MappingTable({ draft, fields, onChange }: MappingTableProps) {
  const text = useText();
  const { mapping, upload, reasons } = draft;
  const sorted = [...fields].sort((a, b) => rank(a) - rank(b));

  const choose = (field: string, choice: string | undefined) => {
    if (choice === undefined) onChange(mapField(mapping, field, null));
    else if (choice === constantChoice) onChange(mapField(mapping, field, { constant: '' }));
    else onChange(mapField(mapping, field, { column: choice }));
  };

  const columns: NonNullable<TableProps<Field>['columns']> = [
    {
      title: text('mapping.field'),
      key: 'field',
      render: (_, field) => (
        <div className={styles.field}>
          <span>
            {text.word('field', field.field)}
            {field.required && <span className={styles.required}> {text('mapping.required')}</span>}
            {field.oneOfGroup !== undefined && <span className={styles.oneOf}> {text('mapping.oneOf')}</span>}
          </span>
          <span className={styles.type}>{text(`fieldType.${field.type}`)}</span>
        </div>
      ),
    },
    {
      title: text('mapping.column'),
      key: 'column',
      render: (_, { field }) => {
        const constant = mapping.constants?.[field];
        return (
          <div className={styles.source}>
            <Select
              aria-label={text('mapping.columnOf', { field: text.word('field', field) })}
              placeholder={text('mapping.notMapped')}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: 230 }}
              value={constant === undefined ? mapping.columns[field] : constantChoice}
              options={[
                ...upload.columns.map(({ name }) => ({ value: name, label: name })),
                { value: constantChoice, label: text('mapping.constant') },
              ]}
              onChange={(choice) => choose(field, choice)}
            />
            {constant !== undefined && (
              <Input
                aria-label={text('mapping.constantOf', { field: text.word('field', field) })}
                style={{ width: 150 }}
                value={constant}
                onChange={(event) => onChange(mapField(mapping, field, { constant: event.target.value }))}
              />
            )}
          </div>
        );
      },
    },
    {
      title: text('mapping.samples'),
      key: 'samples',
      render: (_, { field }) => {
        const samples = upload.columns.find(({ name }) => name === mapping.columns[field])?.samples ?? [];
        return samples.length === 0 ? <None /> : <span className={styles.samples}>{samples.slice(0, 3).join('  ·  ')}</span>;
      },
    },
    {
      title: text('mapping.why'),
      key: 'why',
      render: (_, { field }) => {
        const column = mapping.columns[field];
        if (column === undefined) return <None />;
        const guessed = reasons.find((each) => each.field === field && each.column === column);
        return <Tag>{text(guessed ? `mapping.reason.${guessed.reason}` : 'mapping.reason.byHand')}</Tag>;
      },
    },
  ];
  return (
    <Table
      aria-label={text('mapping.columns')}
      size="middle"
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowKey={(field) => field.field}
      dataSource={sorted}
      columns={columns}
    />
  );
}

/** Required fields first, then groups of which one is needed, then the rest, each in the server's order. */
function rank(field: Field): number {
  if (field.required) return 0;
  return field.oneOfGroup === undefined ? 2 : 1;
}
