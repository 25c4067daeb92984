import { Alert, Drawer } from 'antd';
import { useCustomerName } from '@/features/profile/components/CustomerName';
import { useText } from '@/shared/i18n/text';
import { CheckCircleFilled, CloseCircleFilled } from '@/shared/ui/icons';
import { QueryView } from '@/shared/ui/states';
import { type SegmentCondition, type SegmentPreview, useExplanation } from '../api';
import { useActualWords, useConditionWords } from '../words';
import styles from './ExplanationDrawer.module.css';

interface ExplanationDrawerProps {
  condition: SegmentCondition;
  customer: SegmentPreview['samples'][number];
  onClose: () => void;
}

type Nodes = ReadonlyMap<string, { matches: boolean; actual?: string; expected?: string }>;

/** "Why is she in?": every node of the condition with what is true of this customer. */
export function ExplanationDrawer({ condition, customer, onClose }: ExplanationDrawerProps) {
  const text = useText();
  const name = useCustomerName();
  const query = useExplanation(condition, customer.id);
  return (
    <Drawer
      open
      title={text('explain.title', { name: name(customer) })}
      size={480}
      onClose={onClose}
      closable={{ 'aria-label': text('action.close') }}
    >
      <QueryView query={query}>
        {(explanation) => (
          <>
            <Alert
              type={explanation.matches ? 'success' : 'warning'}
              showIcon
              title={text(explanation.matches ? 'explain.in' : 'explain.out', { name: name(customer) })}
              style={{ marginBottom: 18 }}
            />
            <ul className={styles.nodes}>
              <Node condition={condition} path="0" nodes={new Map(explanation.nodes.map((node) => [node.path, node]))} />
            </ul>
          </>
        )}
      </QueryView>
    </Drawer>
  );
}

function Node({ condition, path, nodes }: { condition: SegmentCondition; path: string; nodes: Nodes }) {
  const text = useText();
  const say = useConditionWords();
  const sayActual = useActualWords();
  const node = nodes.get(path);
  const children = childrenOf(condition);
  const title =
    condition.type === 'all_of' || condition.type === 'any_of' || condition.type === 'not'
      ? text(`explain.${condition.type}`)
      : say(condition);
  return (
    <li className={styles.node}>
      <div className={styles.line}>
        {node?.matches ? (
          <CheckCircleFilled className={styles.yes} aria-label={text('explain.yes')} />
        ) : (
          <CloseCircleFilled className={styles.no} aria-label={text('explain.no')} />
        )}
        <div>
          <div>{title}</div>
          {node?.actual !== undefined && children.length === 0 && (
            <div className={styles.actual}>{text('explain.actual', { actual: sayActual(condition, node.actual) })}</div>
          )}
        </div>
      </div>
      {children.length > 0 && (
        <ul className={styles.nodes}>
          {children.map((child, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity: that is what a path says
            <Node key={index} condition={child} path={`${path}.${index}`} nodes={nodes} />
          ))}
        </ul>
      )}
    </li>
  );
}

function childrenOf(condition: SegmentCondition): SegmentCondition[] {
  switch (condition.type) {
    case 'all_of':
    case 'any_of':
      return condition.conditions;
    case 'not':
      return [condition.condition];
    default:
      return [];
  }
}
