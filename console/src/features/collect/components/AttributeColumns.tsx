import { Checkbox } from 'antd';
import { useText } from '@/shared/i18n/text';
import { Panel } from '@/shared/ui/Panel';
import type { Mapping, Upload } from '../api';
import { freeColumns } from '../model';
import styles from './MappingStep.module.css';

/** Columns that no field takes can be kept as attributes of the customer and used in segments. */
export function AttributeColumns({
  upload,
  mapping,
  onChange,
}: {
  upload: Upload;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}) {
  const text = useText();
  const free = freeColumns(upload, mapping);
  if (free.length === 0) {
    return null;
  }
  const kept = new Set(mapping.attributes);
  return (
    <Panel title={text('attributes.title')} extra={text('attributes.hint')}>
      <div className={styles.checks}>
        {free.map((column) => (
          <Checkbox
            key={column}
            checked={kept.has(column)}
            onChange={({ target }) =>
              onChange({
                ...mapping,
                attributes: target.checked
                  ? [...(mapping.attributes ?? []), column]
                  : mapping.attributes?.filter((each) => each !== column),
              })
            }
          >
            {column}
          </Checkbox>
        ))}
      </div>
    </Panel>
  );
}
