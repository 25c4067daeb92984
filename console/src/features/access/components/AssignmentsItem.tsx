import { Form } from 'antd';
import { useText } from '@/shared/i18n/text';
import { QueryView } from '@/shared/ui/states';
import { useRoles } from '../api';
import { assignmentDrafts, type EditedAssignment } from '../model';
import { AssignmentsField } from './AssignmentsField';

/** The field `assignments` of a form about somebody. */
export function AssignmentsItem() {
  const text = useText();
  const roles = useRoles();
  return (
    <QueryView query={roles}>
      {(all) => (
        <Form.Item<{ assignments: EditedAssignment[] }>
          name="assignments"
          label={text('people.roles')}
          // Not `required`, which would put aria-required on a group, where it says nothing.
          rules={[
            {
              validator: async (_, chosen: readonly EditedAssignment[] | undefined) => {
                if (assignmentDrafts(chosen ?? []) === undefined) {
                  throw new Error(text('assignment.incomplete'));
                }
              },
            },
          ]}
        >
          <AssignmentsField roles={all} />
        </Form.Item>
      )}
    </QueryView>
  );
}
