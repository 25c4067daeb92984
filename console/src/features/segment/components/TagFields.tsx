import { Select } from 'antd';
import { useTagNames, useTags } from '@/features/tag/api';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import type { TagDraft } from '../model';

export function TagFields({ draft, onChange }: { draft: TagDraft; onChange: (draft: TagDraft) => void }) {
  const text = useText();
  const language = useLanguage();
  const tags = useTags();
  const names = useTagNames();
  const values = tags.data?.find((tag) => tag.tag === draft.tag)?.values ?? [];
  return (
    <>
      <Select
        aria-label={text('builder.tag')}
        placeholder={text('builder.tag')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 140 }}
        loading={tags.isPending}
        value={draft.tag}
        options={tags.data?.map((tag) => ({ value: tag.tag, label: names.tag(tag.tag) }))}
        onChange={(tag) => onChange({ type: 'tag', tag, values: [] })}
      />
      <span className="q-muted">{text('builder.isAnyOf')}</span>
      <Select
        mode="multiple"
        aria-label={text('builder.tagValues')}
        placeholder={text('builder.choose')}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'name' }}
        style={{ minWidth: 180, flex: 1, maxWidth: 420 }}
        disabled={draft.tag === undefined}
        value={draft.values}
        optionLabelProp="name"
        options={values.map((value) => {
          const name = names.value(draft.tag ?? '', value.value);
          return {
            value: value.value,
            name,
            label: (
              <span style={{ display: 'flex', justifyContent: 'space-between', gap: 24 }}>
                <span>{name}</span>
                <span className="q-muted q-figure">{formatCount(value.customers, language)}</span>
              </span>
            ),
          };
        })}
        onChange={(chosen) => onChange({ ...draft, values: chosen })}
      />
    </>
  );
}
