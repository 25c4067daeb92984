import { AutoComplete, Form } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useAddPost } from '../api';
import { knownRoles } from '../model';
import { DayField } from './DayField';
import { PersonSelect } from './PersonSelect';
import { UnitSelect } from './UnitSelect';

interface PostForm {
  personId: string;
  unitId: string;
  role: string;
  from?: string;
  until?: string;
}

interface PostDrawerProps {
  open: boolean;
  /** Whose post, where that is clear already. */
  personId?: string;
  /** Where, where that is clear already. */
  unitId?: string;
  today: string;
  onClose: () => void;
}

/** Gives somebody a post at a unit. */
export function PostDrawer({ open, personId, unitId, today, onClose }: PostDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<PostForm>();
  const add = useAddPost();
  const close = () => {
    add.reset();
    onClose();
  };
  return (
    <FormDrawer
      title={text('org.post.add')}
      open={open}
      form={form}
      submitLabel={text('org.post.add')}
      submitting={add.isPending}
      error={add.error}
      onClose={close}
      onSubmit={(values) => {
        const { role, from, until } = values;
        add.mutate(
          {
            personId: personId ?? values.personId,
            draft: { unitId: unitId ?? values.unitId, role, ...(from && { from }), ...(until && { until }) },
          },
          { onSuccess: close },
        );
      }}
    >
      {personId === undefined && (
        <Form.Item<PostForm>
          name="personId"
          label={text('org.post.person')}
          rules={[{ required: true, message: text('org.post.person.required') }]}
        >
          <PersonSelect />
        </Form.Item>
      )}
      {unitId === undefined && (
        <Form.Item<PostForm>
          name="unitId"
          label={text('org.post.unit')}
          rules={[{ required: true, message: text('org.post.unit.required') }]}
        >
          <UnitSelect />
        </Form.Item>
      )}
      <Form.Item<PostForm>
        name="role"
        label={text('org.post.role')}
        extra={text('org.post.role.hint')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,49}$/, message: text('org.post.role.wrong') }]}
      >
        <AutoComplete
          options={knownRoles.map((role) => ({ value: role, label: `${text.word('postRole', role)} · ${role}` }))}
          showSearch={{ filterOption: false }}
        />
      </Form.Item>
      <Form.Item<PostForm> name="from" label={text('org.post.from')} initialValue={today}>
        <DayField />
      </Form.Item>
      <Form.Item<PostForm> name="until" label={text('org.post.until')} extra={text('org.post.until.hint')}>
        <DayField />
      </Form.Item>
    </FormDrawer>
  );
}
