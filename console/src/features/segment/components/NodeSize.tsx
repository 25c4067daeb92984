import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Bar } from '@/shared/ui/Bar';
import styles from './NodeSize.module.css';
import { useTree } from './TreeContext';

/** How many customers a node of the condition leaves, as a figure and as a share of all. */
export function NodeSize({ id }: { id: string }) {
  const text = useText();
  const language = useLanguage();
  const { sizes, total } = useTree();
  const size = sizes.get(id);
  if (size === undefined) {
    return null;
  }
  return (
    <div className={styles.size}>
      <span className="q-figure">{text('builder.people', { count: formatCount(size, language), countNumber: size })}</span>
      {total !== undefined && total > 0 && <Bar share={size / total} thin />}
    </div>
  );
}
