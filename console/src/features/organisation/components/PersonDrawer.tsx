import { Form, Input } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { type Person, useSavePerson } from '../api';

interface PersonForm {
  name: string;
  employeeNo?: string;
  wecomMember?: string;
}

interface PersonDrawerProps {
  open: boolean;
  /** Without her somebody new is written down. */
  person?: Person | undefined;
  onClose: () => void;
  onSaved: (person: Person) => void;
}

/** Somebody new, or the details of somebody known. */
export function PersonDrawer({ open, person, onClose, onSaved }: PersonDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<PersonForm>();
  const save = useSavePerson();
  const close = () => {
    save.reset();
    onClose();
  };
  const submit = ({ name, employeeNo, wecomMember }: PersonForm) =>
    save.mutate(
      {
        person,
        draft: {
          name,
          ...(employeeNo?.trim() ? { employeeNo } : {}),
          ...(wecomMember?.trim() ? { wecomMember } : {}),
          ...(person?.staffId === undefined ? {} : { staffId: person.staffId }),
        },
      },
      {
        onSuccess: (saved) => {
          close();
          onSaved(saved);
        },
      },
    );
  return (
    <FormDrawer
      title={text(person === undefined ? 'org.person.add' : 'org.person.edit')}
      open={open}
      form={form}
      submitLabel={text(person === undefined ? 'org.person.add' : 'action.save')}
      submitting={save.isPending}
      error={save.error}
      onClose={close}
      onSubmit={submit}
    >
      <Form.Item<PersonForm>
        name="name"
        label={text('org.person.name')}
        initialValue={person?.name}
        rules={[{ required: true, whitespace: true, message: text('org.person.name.required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item<PersonForm> name="employeeNo" label={text('org.person.employeeNo')} initialValue={person?.employeeNo}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item<PersonForm>
        name="wecomMember"
        label={text('org.person.wecomMember')}
        extra={text('org.person.wecomMember.hint')}
        initialValue={person?.wecomMember}
      >
        <Input maxLength={64} autoComplete="off" spellCheck={false} />
      </Form.Item>
    </FormDrawer>
  );
}
