import { Button, Tooltip } from 'antd';
import { useText } from '@/shared/i18n/text';
import { CloseOutlined, StopOutlined } from '@/shared/ui/icons';
import { type EditorLeaf, finishedLeaf, type LeafDraft } from '../model';
import { AttributeFields } from './AttributeFields';
import { InSegmentFields } from './InSegmentFields';
import styles from './LeafEditor.module.css';
import { LeafIcon } from './LeafIcon';
import { MetricFields } from './MetricFields';
import { NodeSize } from './NodeSize';
import { PerformedFields } from './PerformedFields';
import { TagFields } from './TagFields';
import { useTree } from './TreeContext';

/** One condition: what is asked for, in one line while there is room, and how many that alone would be. */
export function LeafEditor({ leaf, label }: { leaf: EditorLeaf; label: string }) {
  const text = useText();
  const { actions } = useTree();
  const isFinished = finishedLeaf(leaf.draft) !== null;
  const name = text(`builder.leaf.${leaf.draft.type}`);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in all browsers we support
    <div role="group" aria-label={text('builder.condition', { label, name })} className={leaf.negated ? styles.negated : styles.leaf}>
      <Tooltip title={name}>
        <span className={styles.icon} aria-hidden="true">
          <LeafIcon type={leaf.draft.type} />
        </span>
      </Tooltip>
      {leaf.negated && <span className={styles.not}>{text('builder.not')}</span>}
      <div className={styles.fields}>
        <Fields draft={leaf.draft} onChange={(draft) => actions.replace(leaf.id, { ...leaf, draft })} />
      </div>
      {isFinished ? <NodeSize id={leaf.id} /> : <span className={styles.unfinished}>{text('builder.unfinished')}</span>}
      <div className={styles.buttons}>
        <Tooltip title={text('builder.negate')}>
          <Button
            type="text"
            size="small"
            icon={<StopOutlined />}
            aria-pressed={leaf.negated}
            className={leaf.negated ? styles.pressed : undefined}
            aria-label={text('builder.negate')}
            onClick={() => actions.replace(leaf.id, { ...leaf, negated: !leaf.negated })}
          />
        </Tooltip>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={text('builder.removeCondition', { label })}
          onClick={() => actions.remove(leaf.id)}
        />
      </div>
    </div>
  );
}

function Fields({ draft, onChange }: { draft: LeafDraft; onChange: (draft: LeafDraft) => void }) {
  switch (draft.type) {
    case 'tag':
      return <TagFields draft={draft} onChange={onChange} />;
    case 'attribute':
      return <AttributeFields draft={draft} onChange={onChange} />;
    case 'metric':
      return <MetricFields draft={draft} onChange={onChange} />;
    case 'performed':
      return <PerformedFields draft={draft} onChange={onChange} />;
    case 'in_segment':
      return <InSegmentFields draft={draft} onChange={onChange} />;
  }
}
