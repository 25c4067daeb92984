import { useText } from '@/shared/i18n/text';
import { EyeOutlined } from '@/shared/ui/icons';
import { useSession } from './guards';
import styles from './SeenPartLine.module.css';

/** More names than this are counted. */
const namesMax = 3;

/** For who does not see all customers: which ones. Figures without it would be taken for the brand's. */
export function SeenPartLine() {
  const text = useText();
  const { part } = useSession();
  if (part === undefined) return null;
  const names = part.units.slice(0, namesMax);
  if (part.units.length > namesMax) names.push(text('part.more', { count: part.units.length - namesMax }));
  if (part.isOwnCustomers) names.push(text('part.own'));
  return (
    <div className={styles.line}>
      <EyeOutlined />
      <span>{text('part.line', { part: names.length === 0 ? text('part.nothing') : names.join(text('words.listSeparator')) })}</span>
    </div>
  );
}
