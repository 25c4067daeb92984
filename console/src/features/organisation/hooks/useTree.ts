import { useCallback, useMemo, useState } from 'react';
import { type Unit, useChildrenOf } from '../api';
import { type TreeRow, treeRows } from '../model';

export interface Tree {
  rows: TreeRow[];
  toggle: (id: string, open: boolean) => void;
  reveal: (ids: readonly string[]) => void;
  loadMore: (id: string) => void;
}

/** The part of the tree that is unfolded. Children are asked for when a unit is unfolded, and page by page. */
export function useTree(root: Unit): Tree {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => new Set([root.id]));
  const [wanted, setWanted] = useState<ReadonlyMap<string, number>>(new Map());
  const ids = useMemo(() => [...expanded], [expanded]);
  const children = useChildrenOf(ids, wanted);

  const toggle = useCallback((id: string, open: boolean) => {
    setExpanded((before) => {
      const next = new Set(before);
      if (open) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const reveal = useCallback((revealed: readonly string[]) => {
    setExpanded((before) => (revealed.every((id) => before.has(id)) ? before : new Set([...before, ...revealed])));
  }, []);
  const loadMore = useCallback(
    (id: string) => {
      const loaded = children.get(id);
      if (loaded === undefined || loaded.isLoading || !loaded.hasMore) return;
      setWanted((before) => new Map(before).set(id, (before.get(id) ?? 1) + 1));
    },
    [children],
  );
  return { rows: treeRows(root, (id) => expanded.has(id), children), toggle, reveal, loadMore };
}
