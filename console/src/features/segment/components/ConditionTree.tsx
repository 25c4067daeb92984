import { addChild, type EditorGroup, type EditorNode, newDraft, newGroup, newLeaf, removeNode, replaceNode } from '../model';
import { GroupEditor } from './GroupEditor';
import { type TreeActions, TreeContext } from './TreeContext';

interface ConditionTreeProps {
  root: EditorGroup;
  sizes: ReadonlyMap<string, number>;
  total: number | undefined;
  /** The segment being edited, which cannot refer to itself. */
  ownId: string | undefined;
  onChange: (root: EditorGroup) => void;
}

export function ConditionTree({ root, sizes, total, ownId, onChange }: ConditionTreeProps) {
  const actions: TreeActions = {
    replace: (id, node: EditorNode) => onChange(replaceNode(root, id, () => node)),
    remove: (id) => onChange(removeNode(root, id)),
    addLeaf: (groupId, type) => onChange(addChild(root, groupId, newLeaf(newDraft(type)))),
    addGroup: (groupId) => onChange(addChild(root, groupId, newGroup('any'))),
  };
  return (
    <TreeContext value={{ actions, sizes, total, ownId }}>
      <GroupEditor group={root} depth={1} label="1" isRoot />
    </TreeContext>
  );
}
