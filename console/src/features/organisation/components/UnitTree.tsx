import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { DownOutlined, RightOutlined } from '@/shared/ui/icons';
import { Working } from '@/shared/ui/states';
import type { Unit } from '../api';
import { useTree } from '../hooks/useTree';
import type { TreeRow } from '../model';
import { UnitIcon } from './UnitIcon';
import styles from './UnitTree.module.css';

const rowHeight = 36;
/** Rows drawn beyond the window, so that scrolling shows no holes. */
const overscan = 8;

interface UnitTreeProps {
  root: Unit;
  selectedId: string;
  /** The units above the selected one, which are unfolded. */
  pathIds: readonly string[];
  onSelect: (id: string) => void;
}

/** A tree of any size: only the rows in the window are drawn, and only what is unfolded is loaded. */
export function UnitTree({ root, selectedId, pathIds, onSelect }: UnitTreeProps) {
  const text = useText();
  const id = useId();
  const tree = useTree(root);
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [activeKey, setActiveKey] = useState(selectedId);
  const { rows, reveal, loadMore } = tree;

  useEffect(() => reveal(pathIds.slice(0, -1)), [pathIds, reveal]);

  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const shown = rows.slice(first, Math.ceil((top + height) / rowHeight) + overscan);
  const waiting = shown.find((row) => row.type === 'more' && row.error === undefined);
  const waitingFor = waiting?.type === 'more' ? waiting.parentId : undefined;
  useEffect(() => {
    if (waitingFor !== undefined) loadMore(waitingFor);
  }, [waitingFor, loadMore]);

  const scrollTo = (index: number) => {
    if (box.current === null || index < 0) return;
    const at = index * rowHeight;
    if (at < box.current.scrollTop) box.current.scrollTop = at;
    else if (at + rowHeight > box.current.scrollTop + height) box.current.scrollTop = at + rowHeight - height;
  };
  const activate = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row === undefined) return;
    setActiveKey(row.key);
    scrollTo(rows.indexOf(row));
  };

  // A unit that was searched for may be far below the window.
  const selectedIndex = rows.findIndex((row) => row.key === selectedId);
  const isSelectedLoaded = selectedIndex >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once when another is selected or it has been loaded, not at every move
  useEffect(() => {
    setActiveKey(selectedId);
    scrollTo(selectedIndex);
  }, [selectedId, isSelectedLoaded]);

  const onKeyDown = (event: KeyboardEvent) => {
    const index = rows.findIndex((row) => row.key === activeKey);
    const row = rows[index];
    switch (event.key) {
      case 'ArrowDown':
        activate(index + 1);
        break;
      case 'ArrowUp':
        activate(index - 1);
        break;
      case 'Home':
        activate(0);
        break;
      case 'End':
        activate(rows.length - 1);
        break;
      case 'ArrowRight':
        if (row?.type === 'unit' && row.unit.hasChildren && !row.isExpanded) tree.toggle(row.key, true);
        else activate(index + 1);
        break;
      case 'ArrowLeft':
        if (row?.type === 'unit' && row.isExpanded) tree.toggle(row.key, false);
        else activate(rows.findLastIndex((above, at) => at < index && row !== undefined && above.level < row.level));
        break;
      case 'Enter':
      case ' ':
        if (row?.type === 'unit') onSelect(row.unit.id);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      className={styles.tree}
      role="tree"
      aria-label={text('org.tree')}
      aria-activedescendant={shown.some((row) => row.key === activeKey) ? `${id}${activeKey}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div role="presentation" className={styles.space} style={{ height: rows.length * rowHeight }}>
        {shown.map((row, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the active row
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree listens to the keys
          <div
            key={row.key}
            id={`${id}${row.key}`}
            role="treeitem"
            aria-level={row.level}
            aria-selected={row.key === selectedId}
            aria-expanded={row.type === 'unit' && row.unit.hasChildren ? row.isExpanded : undefined}
            className={rowClass(row, selectedId, activeKey)}
            style={{ top: (first + index) * rowHeight, paddingInlineStart: 8 + (row.level - 1) * 18 }}
            onClick={() => row.type === 'unit' && onSelect(row.unit.id)}
          >
            {row.type === 'unit' ? <UnitRow row={row} onToggle={tree.toggle} /> : <MoreRow row={row} />}
          </div>
        ))}
      </div>
    </div>
  );
}

function rowClass(row: TreeRow, selectedId: string, activeKey: string): string {
  return [styles.row, row.key === selectedId && styles.selected, row.key === activeKey && styles.active].filter(Boolean).join(' ');
}

function UnitRow({ row, onToggle }: { row: TreeRow & { type: 'unit' }; onToggle: (id: string, open: boolean) => void }) {
  const { unit, isExpanded } = row;
  return (
    <>
      <span
        className={styles.fold}
        aria-hidden="true"
        onClick={(event) => {
          if (!unit.hasChildren) return;
          event.stopPropagation();
          onToggle(unit.id, !isExpanded);
        }}
      >
        {unit.hasChildren && (isExpanded ? <DownOutlined /> : <RightOutlined />)}
      </span>
      <UnitIcon kind={unit.kind} />
      <span className={styles.name}>{unit.name}</span>
      {unit.codes[0] !== undefined && <span className={styles.code}>{unit.codes[0].code}</span>}
    </>
  );
}

function MoreRow({ row }: { row: TreeRow & { type: 'more' } }) {
  const text = useText();
  return row.error === undefined ? (
    <>
      <Working small label={text('state.loading')} />
      <span className="q-muted">{text('org.tree.more')}</span>
    </>
  ) : (
    <Button type="link" size="small" onClick={row.retry}>
      {text('org.tree.failed')}
    </Button>
  );
}
