import { Tag, Tooltip } from 'antd';
import { useTagNames } from '@/features/tag/api';
import { formatDate } from '@/shared/format/date';
import { groupBy } from '@/shared/groupBy';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Panel } from '@/shared/ui/Panel';
import { None } from '@/shared/ui/values';
import type { Customer } from '../api';
import styles from './TagsPanel.module.css';

export function TagsPanel({ customer }: { customer: Customer }) {
  const text = useText();
  const language = useLanguage();
  const names = useTagNames();
  const groups = groupBy(customer.tags, (tag) => tag.tag);
  return (
    <Panel title={text('customer.tags')} extra={text('customer.tags.count', { count: customer.tags.length })}>
      {groups.length === 0 && <None />}
      <dl className={styles.tags}>
        {groups.map(([tag, values]) => (
          <div key={tag}>
            <dt>{names.tag(tag)}</dt>
            <dd>
              {values.map((each) => (
                <Tooltip key={each.value} title={each.since && text('customer.tags.since', { date: formatDate(each.since, language) })}>
                  <Tag className={styles.tag}>{names.value(tag, each.value)}</Tag>
                </Tooltip>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
