import { useState } from 'react';

export interface KeysetPages {
  /** The cursor of the page shown; undefined for the first. */
  cursor: string | undefined;
  /** From 1. */
  pageNumber: number;
  goNext: (nextCursor: string) => void;
  goBack: () => void;
}

/** Walks keyset pages: forward by the server's cursor, back by remembering the way. Another `key` starts at the first page. */
export function useKeysetPages(key: string): KeysetPages {
  const [way, setWay] = useState<{ key: string; cursors: string[] }>({ key, cursors: [] });
  const cursors = way.key === key ? way.cursors : [];
  return {
    cursor: cursors.at(-1),
    pageNumber: cursors.length + 1,
    goNext: (nextCursor) => setWay({ key, cursors: [...cursors, nextCursor] }),
    goBack: () => setWay({ key, cursors: cursors.slice(0, -1) }),
  };
}
