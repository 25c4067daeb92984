import { Input } from 'antd';
import { useText } from '@/shared/i18n/text';
import { SearchOutlined } from '@/shared/ui/icons';
import { StateTag } from '@/shared/ui/StateTag';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { useUnitSearch } from '../api';
import { UnitIcon } from './UnitIcon';
import styles from './UnitSearch.module.css';

export function UnitSearchBox({ value, onChange }: { value: string; onChange: (typed: string) => void }) {
  const text = useText();
  return (
    <Input
      aria-label={text('org.search')}
      placeholder={text('org.search.hint')}
      prefix={<SearchOutlined />}
      allowClear
      maxLength={100}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** The units that a search found, each with its place. */
export function UnitSearchResults({ asked, onSelect }: { asked: string; onSelect: (id: string) => void }) {
  const text = useText();
  const query = useUnitSearch(asked, asked !== '');
  return (
    <QueryView query={query}>
      {(found) =>
        found.length === 0 ? (
          <EmptyState icon={<SearchOutlined />} title={text('org.search.none')} hint={text('org.search.none.hint')} />
        ) : (
          <ul className={styles.list} aria-label={text('org.search.results')}>
            {found.map((unit) => (
              <li key={unit.id}>
                <button type="button" className={styles.result} onClick={() => onSelect(unit.id)}>
                  <UnitIcon kind={unit.kind} />
                  <span className={styles.words}>
                    <span>
                      {unit.name}
                      {unit.code !== undefined && <span className={styles.code}>{unit.code}</span>}
                    </span>
                    <span className={styles.path}>{unit.path.join(' › ')}</span>
                  </span>
                  {!unit.isOpen && <StateTag tone="calm">{text('org.unit.closed')}</StateTag>}
                </button>
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}
