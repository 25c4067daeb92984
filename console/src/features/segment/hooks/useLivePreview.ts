import { useEffect, useMemo, useState } from 'react';
import { useDebounced } from '@/shared/ui/useDebounced';
import { type SegmentCondition, type SegmentPreview, usePreview } from '../api';
import { compile, type EditorGroup } from '../model';

/** Typing pauses shorter than this do not reach the server. */
const settleMs = 350;

export interface LivePreview {
  /** The last answer; that of an earlier condition while a new one is being counted. */
  preview: SegmentPreview | undefined;
  /** Customers at each node of the editor, by node id. */
  sizes: ReadonlyMap<string, number>;
  /** What was last sent, i.e. what `preview` is or will be about. */
  condition: SegmentCondition | null;
  unfinished: number;
  isCounting: boolean;
  error: unknown;
  retry: () => void;
}

/** The size of the condition in the editor, a moment after the last change. */
export function useLivePreview(root: EditorGroup): LivePreview {
  const compiled = useMemo(() => compile(root), [root]);
  const settled = useDebounced(compiled, settleMs);
  const query = usePreview(settled.condition);
  const [sizes, setSizes] = useState<ReadonlyMap<string, number>>(new Map());
  const fresh = query.isPlaceholderData ? undefined : query.data;

  // Paths belong to the condition that was sent: sizes are read once per answer, so that an edit cannot shift them to other nodes.
  useEffect(() => {
    if (fresh === undefined) return;
    const byPath = new Map(fresh.nodes.map((node) => [node.path, node.size]));
    const byNode = new Map<string, number>();
    for (const [id, path] of settled.pathOf) {
      const size = byPath.get(path);
      if (size !== undefined) byNode.set(id, size);
    }
    setSizes(byNode);
  }, [fresh, settled.pathOf]);

  const nothing = settled.condition === null;
  return {
    preview: nothing ? undefined : query.data,
    sizes: nothing ? new Map() : sizes,
    condition: settled.condition,
    unfinished: compiled.unfinished,
    isCounting: !nothing && (query.isFetching || compiled !== settled),
    error: query.error,
    retry: () => query.refetch(),
  };
}
