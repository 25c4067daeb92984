import { createContext, useContext } from 'react';
import type { EditorNode, LeafType } from '../model';

export interface TreeActions {
  replace: (id: string, node: EditorNode) => void;
  remove: (id: string) => void;
  addLeaf: (groupId: string, type: LeafType) => void;
  addGroup: (groupId: string) => void;
}

export interface Tree {
  actions: TreeActions;
  sizes: ReadonlyMap<string, number>;
  total: number | undefined;
  ownId: string | undefined;
}

export const TreeContext = createContext<Tree | null>(null);

export function useTree(): Tree {
  const tree = useContext(TreeContext);
  if (tree === null) {
    throw new Error('used outside ConditionTree');
  }
  return tree;
}
