import { Button, Flex, Form, Input, Select } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { DeleteOutlined, PlusOutlined } from '@/shared/ui/icons';
import { type Unit, type UnitCode, type UnitKind, useCreateUnit, useRenameUnit } from '../api';
import { creatableKinds } from '../model';
import { DayField } from './DayField';

interface UnitForm {
  kind: UnitKind;
  name: string;
  from?: string;
  codes: UnitCode[];
}

interface UnitDrawerProps {
  open: boolean;
  /** The unit to be renamed; without it one is created below `parent`. */
  unit?: Unit | undefined;
  parent?: Unit | undefined;
  today: string;
  onClose: () => void;
  onCreated: (unit: Unit) => void;
}

/** A new unit below another, or name and codes of a known one. */
export function UnitDrawer({ open, unit, parent, today, onClose, onCreated }: UnitDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<UnitForm>();
  const create = useCreateUnit();
  const rename = useRenameUnit();
  const action = unit === undefined ? create : rename;
  const title = unit === undefined ? text('org.unit.add.below', { name: parent?.name ?? '' }) : text('org.unit.edit');
  const close = () => {
    create.reset();
    rename.reset();
    onClose();
  };
  const submit = ({ kind, name, from, codes }: UnitForm) => {
    if (unit !== undefined) {
      rename.mutate({ unit, naming: { name, codes } }, { onSuccess: close });
    } else if (parent !== undefined) {
      create.mutate(
        { kind, name, parentId: parent.id, codes, ...(from === undefined ? {} : { from }) },
        {
          onSuccess: (created) => {
            close();
            onCreated(created);
          },
        },
      );
    }
  };
  return (
    <FormDrawer
      title={title}
      open={open}
      form={form}
      submitLabel={unit === undefined ? text('org.unit.add') : text('action.save')}
      submitting={action.isPending}
      error={action.error}
      onClose={close}
      onSubmit={submit}
    >
      {unit === undefined && (
        <Form.Item<UnitForm> name="kind" label={text('org.unit.kind')} initialValue="store">
          <Select options={creatableKinds.map((kind) => ({ value: kind, label: text.word('unitKind', kind) }))} />
        </Form.Item>
      )}
      <Form.Item<UnitForm>
        name="name"
        label={text('org.unit.name')}
        initialValue={unit?.name}
        rules={[{ required: true, whitespace: true, message: text('org.unit.name.required') }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      {unit === undefined && (
        <Form.Item<UnitForm> name="from" label={text('org.unit.from')} initialValue={today} extra={text('org.unit.from.hint')}>
          <DayField />
        </Form.Item>
      )}
      <Form.List name="codes" initialValue={unit?.codes ?? []}>
        {(fields, { add, remove }) => (
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <legend style={{ margin: '0 0 8px', border: 0, fontSize: 'inherit', color: 'inherit' }}>{text('org.unit.codes')}</legend>
            <p className="q-muted" style={{ marginTop: 0 }}>
              {text('org.unit.codes.hint')}
            </p>
            {fields.map((field) => (
              <Flex key={field.key} gap={8} align="start">
                <Form.Item
                  name={[field.name, 'system']}
                  initialValue="orders"
                  rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{0,49}$/i, message: text('org.unit.code.system.wrong') }]}
                >
                  <Input aria-label={text('org.unit.code.system')} placeholder={text('org.unit.code.system')} autoComplete="off" />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'code']}
                  rules={[{ required: true, whitespace: true, message: text('org.unit.code.required') }]}
                >
                  <Input aria-label={text('org.unit.code')} placeholder={text('org.unit.code')} maxLength={100} autoComplete="off" />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={text('org.unit.code.remove')}
                  onClick={() => remove(field.name)}
                />
              </Flex>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add()}>
              {text('org.unit.code.add')}
            </Button>
          </fieldset>
        )}
      </Form.List>
    </FormDrawer>
  );
}
