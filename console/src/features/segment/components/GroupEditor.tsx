import { Button, Dropdown, Segmented } from 'antd';
import { useText } from '@/shared/i18n/text';
import { ApartmentOutlined, CloseOutlined, PlusOutlined } from '@/shared/ui/icons';
import { depthMax, type EditorGroup, type GroupMatch, leafTypes } from '../model';
import styles from './GroupEditor.module.css';
import { LeafEditor } from './LeafEditor';
import { LeafIcon } from './LeafIcon';
import { NodeSize } from './NodeSize';
import { useTree } from './TreeContext';

const matches: GroupMatch[] = ['all', 'any', 'none'];

interface GroupEditorProps {
  group: EditorGroup;
  /** From 1 at the root. */
  depth: number;
  /** Where it stands, such as 1.2, so that nested groups can be told apart by ear. */
  label: string;
  isRoot?: boolean;
}

export function GroupEditor({ group, depth, label, isRoot = false }: GroupEditorProps) {
  const text = useText();
  const { actions } = useTree();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in all browsers we support
    <div
      role="group"
      aria-label={text('builder.group', { label })}
      className={isRoot ? styles.root : styles.group}
      data-match={group.match}
    >
      <div className={styles.head}>
        <Segmented<GroupMatch>
          aria-label={text('builder.match', { label })}
          value={group.match}
          options={matches.map((match) => ({ value: match, label: text(`builder.match.${match}`) }))}
          onChange={(match) => actions.replace(group.id, { ...group, match })}
        />
        <span className={styles.spring} />
        <NodeSize id={group.id} />
        {!isRoot && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={text('builder.removeGroup', { label })}
            onClick={() => actions.remove(group.id)}
          />
        )}
      </div>
      <ol className={styles.children}>
        {group.children.map((child, index) => (
          <li key={child.id} className={styles.child}>
            {index > 0 && (
              <span className={styles.joint} aria-hidden="true">
                {text(group.match === 'all' ? 'builder.and' : 'builder.or')}
              </span>
            )}
            {child.kind === 'group' ? (
              <GroupEditor group={child} depth={depth + 1} label={`${label}.${index + 1}`} />
            ) : (
              <LeafEditor leaf={child} label={`${label}.${index + 1}`} />
            )}
          </li>
        ))}
      </ol>
      {group.children.length === 0 && <p className={styles.empty}>{text('builder.emptyGroup')}</p>}
      <div className={styles.add}>
        <Dropdown
          trigger={['click']}
          menu={{
            items: leafTypes.map((type) => ({
              key: type,
              icon: <LeafIcon type={type} />,
              label: (
                <span className={styles.choice}>
                  {text(`builder.leaf.${type}`)}
                  <span className={styles.choiceHint}>{text(`builder.leaf.${type}.hint`)}</span>
                </span>
              ),
            })),
            onClick: ({ key }) => actions.addLeaf(group.id, key as (typeof leafTypes)[number]),
          }}
        >
          <Button
            type={isRoot && group.children.length === 0 ? 'primary' : 'default'}
            icon={<PlusOutlined />}
            aria-label={text('builder.addConditionTo', { label })}
          >
            {text('builder.addCondition')}
          </Button>
        </Dropdown>
        {depth < depthMax - 1 && (
          <Button
            type="text"
            icon={<ApartmentOutlined />}
            aria-label={text('builder.addGroupTo', { label })}
            onClick={() => actions.addGroup(group.id)}
          >
            {text('builder.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}
