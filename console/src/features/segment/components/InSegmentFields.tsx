import { Select } from 'antd';
import { useText } from '@/shared/i18n/text';
import { useSegmentOptions } from '../api';
import type { InSegmentDraft } from '../model';
import { useTree } from './TreeContext';

export function InSegmentFields({ draft, onChange }: { draft: InSegmentDraft; onChange: (draft: InSegmentDraft) => void }) {
  const text = useText();
  const { ownId } = useTree();
  const segments = useSegmentOptions();
  return (
    <>
      <span className="q-muted">{text('builder.inSegment')}</span>
      <Select
        aria-label={text('builder.segment')}
        placeholder={text('builder.choose')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 220, flex: 1, maxWidth: 420 }}
        value={draft.segmentId}
        options={segments.filter((segment) => segment.value !== ownId)}
        onChange={(segmentId) => onChange({ type: 'in_segment', segmentId })}
      />
    </>
  );
}
