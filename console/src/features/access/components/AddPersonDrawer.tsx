import { Form, Input } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { type StaffWithPassword, useAddStaff } from '../api';
import { assignmentDrafts, type EditedAssignment, newAssignment } from '../model';
import { AssignmentsItem } from './AssignmentsItem';

interface PersonForm {
  username: string;
  displayName: string;
  assignments: EditedAssignment[];
}

const usernamePattern = /^[a-z0-9._-]{2,50}$/;

interface AddPersonDrawerProps {
  open: boolean;
  onClose: () => void;
  onAdded: (added: StaffWithPassword) => void;
}

export function AddPersonDrawer({ open, onClose, onAdded }: AddPersonDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<PersonForm>();
  const add = useAddStaff();
  const [first] = useState(newAssignment);
  const close = () => {
    add.reset();
    onClose();
  };
  return (
    <FormDrawer
      title={text('people.add')}
      open={open}
      form={form}
      initialValues={{ username: '', displayName: '', assignments: [first] }}
      submitLabel={text('people.add')}
      submitting={add.isPending}
      error={add.error}
      onClose={close}
      onSubmit={(values) =>
        add.mutate(
          {
            username: values.username,
            displayName: values.displayName.trim(),
            assignments: assignmentDrafts(values.assignments) ?? [],
          },
          {
            onSuccess: (added) => {
              close();
              onAdded(added);
            },
          },
        )
      }
    >
      <Form.Item<PersonForm>
        name="displayName"
        label={text('people.displayName')}
        rules={[{ required: true, whitespace: true, message: text('people.displayName.required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item<PersonForm>
        name="username"
        label={text('people.username')}
        extra={text('people.username.hint')}
        rules={[{ required: true, pattern: usernamePattern, message: text('people.username.wrong') }]}
      >
        <Input maxLength={50} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <AssignmentsItem />
    </FormDrawer>
  );
}
