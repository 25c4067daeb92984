import { Button, Select } from 'antd';
import { useSession } from '@/app/guards';
import { UnitSelect } from '@/features/organisation/components/UnitSelect';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { DeleteOutlined, PlusOutlined } from '@/shared/ui/icons';
import { type EditedAssignment, mayGive, newAssignment, type Role, roleDescription, roleName } from '../model';
import styles from './AssignmentsField.module.css';

interface AssignmentsFieldProps {
  roles: readonly Role[];
  /** Given by the form around it. */
  value?: readonly EditedAssignment[];
  onChange?: (assignments: EditedAssignment[]) => void;
}

/** Which roles somebody has, each with whose data it is for. */
export function AssignmentsField({ roles, value = [], onChange = () => {} }: AssignmentsFieldProps) {
  const text = useText();
  const change = (key: number, part: Partial<EditedAssignment>) =>
    onChange(value.map((assignment) => (assignment.key === key ? { ...assignment, ...part } : assignment)));
  return (
    <div className={styles.list}>
      {value.map((assignment, index) => (
        <AssignmentFields
          key={assignment.key}
          label={text('assignment.label', { number: index + 1 })}
          roles={roles}
          assignment={assignment}
          onChange={(part) => change(assignment.key, part)}
          onRemove={value.length > 1 ? () => onChange(value.filter(({ key }) => key !== assignment.key)) : undefined}
        />
      ))}
      <Button type="dashed" block icon={<PlusOutlined />} onClick={() => onChange([...value, newAssignment()])}>
        {text('assignment.add')}
      </Button>
    </div>
  );
}

interface AssignmentFieldsProps {
  label: string;
  roles: readonly Role[];
  assignment: EditedAssignment;
  onChange: (part: Partial<EditedAssignment>) => void;
  onRemove: (() => void) | undefined;
}

function AssignmentFields({ label, roles, assignment, onChange, onRemove }: AssignmentFieldsProps) {
  const text = useText();
  const language = useLanguage();
  const session = useSession();
  const role = roles.find(({ id }) => id === assignment.role);
  const option = (each: Role) => ({
    value: each.id,
    label: roleName(each, language),
    // The role that she has already stays to be seen, though another must have given it.
    disabled: each.id !== assignment.role && !each.permissions.every((permission) => mayGive(session, permission)),
  });
  const own = roles.filter(({ isBuiltIn }) => !isBuiltIn);
  return (
    <fieldset className={styles.assignment} aria-label={label}>
      <div className={styles.line}>
        <Select
          aria-label={`${label} ${text('assignment.role')}`}
          className={styles.wide}
          placeholder={text('assignment.role.hint')}
          showSearch={{ optionFilterProp: 'label' }}
          value={assignment.role}
          options={[
            { label: text('roles.builtIn'), options: roles.filter(({ isBuiltIn }) => isBuiltIn).map(option) },
            ...(own.length === 0 ? [] : [{ label: text('roles.own'), options: own.map(option) }]),
          ]}
          onChange={(id: string) => {
            const scopes = roles.find((each) => each.id === id)?.scopes ?? [];
            const kept = assignment.scope !== undefined && scopes.includes(assignment.scope) ? assignment.scope : scopes[0];
            onChange({ role: id, scope: kept });
          }}
        />
        {onRemove && (
          <Button type="text" icon={<DeleteOutlined />} aria-label={`${text('assignment.remove')} ${label}`} onClick={onRemove} />
        )}
      </div>
      {role !== undefined && (
        <>
          {roleDescription(role, language) !== '' && <div className="q-muted">{roleDescription(role, language)}</div>}
          {role.scopes.length > 1 ? (
            <Select
              aria-label={`${label} ${text('assignment.scope')}`}
              value={assignment.scope}
              options={role.scopes.map((scope) => ({ value: scope, label: text(`scope.${scope}`) }))}
              onChange={(scope) => onChange({ scope })}
            />
          ) : (
            <div>
              {text('assignment.scope')}: {role.scopes.map((scope) => text(`scope.${scope}`)).join()}
            </div>
          )}
          {assignment.scope === 'unit' && (
            <UnitSelect
              label={`${label} ${text('assignment.unit')}`}
              {...(assignment.unitId !== undefined && { value: assignment.unitId })}
              {...(assignment.unitName !== undefined && { name: assignment.unitName })}
              onChange={(unitId, unitName) => onChange({ unitId, unitName })}
            />
          )}
        </>
      )}
    </fieldset>
  );
}
