import { App, Form } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { type StaffMember, useAssignRoles } from '../api';
import { assignmentDrafts, type EditedAssignment, editedAssignments } from '../model';
import { AssignmentsItem } from './AssignmentsItem';

interface RolesForm {
  assignments: EditedAssignment[];
}

/** Replaces the roles of somebody else. */
export function AssignRolesDrawer({ person, onClose }: { person: StaffMember; onClose: () => void }) {
  const text = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<RolesForm>();
  const assign = useAssignRoles();
  return (
    <FormDrawer
      title={text('people.roles.title', { name: person.displayName })}
      open
      form={form}
      initialValues={{ assignments: editedAssignments(person.assignments) }}
      submitLabel={text('action.save')}
      submitting={assign.isPending}
      error={assign.error}
      onClose={onClose}
      onSubmit={(values) =>
        assign.mutate(
          { person, assignments: assignmentDrafts(values.assignments) ?? [] },
          {
            onSuccess: () => {
              message.success(text('people.roles.saved', { name: person.displayName }));
              onClose();
            },
          },
        )
      }
    >
      <p className="q-muted">{text('people.roles.hint')}</p>
      <AssignmentsItem />
    </FormDrawer>
  );
}
