import { Breadcrumb, Button, Flex, Tabs, type TabsProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { CheckCircleOutlined, EditOutlined, PlusOutlined, StopOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { StateTag } from '@/shared/ui/StateTag';
import { QueryView } from '@/shared/ui/states';
import { type Unit, usePath, usePostsAt, useUnit } from '../api';
import { CloseDrawer } from './CloseDrawer';
import { HistoryList } from './HistoryList';
import { MoveDrawer } from './MoveDrawer';
import { PostDrawer } from './PostDrawer';
import { PostTable } from './PostTable';
import { StorePanel } from './StorePanel';
import { UnitDrawer } from './UnitDrawer';
import { UnitIcon } from './UnitIcon';
import styles from './UnitPanel.module.css';

interface UnitPanelProps {
  unitId: string;
  today: string;
  mayWrite: boolean;
  onSelect: (id: string) => void;
}

type Action = 'add' | 'edit' | 'move' | 'close';

/** All about one unit. */
export function UnitPanel({ unitId, today, mayWrite, onSelect }: UnitPanelProps) {
  const query = useUnit(unitId);
  return (
    <Panel>
      <QueryView query={query}>
        {(unit) => <UnitView key={unit.id} unit={unit} today={today} mayWrite={mayWrite} onSelect={onSelect} />}
      </QueryView>
    </Panel>
  );
}

function UnitView({ unit, today, mayWrite, onSelect }: Omit<UnitPanelProps, 'unitId'> & { unit: Unit }) {
  const text = useText();
  const [action, setAction] = useState<Action>();
  const path = usePath(unit.id).data ?? [];
  const stop = () => setAction(undefined);
  const tabs: NonNullable<TabsProps['items']> = [
    {
      key: 'history',
      label: text('org.history'),
      children: <HistoryList unit={unit} today={today} mayWrite={mayWrite} />,
    },
    { key: 'people', label: text('org.unit.people'), children: <PeopleAt unit={unit} today={today} mayWrite={mayWrite} /> },
  ];
  if (unit.kind === 'store') {
    tabs.unshift({ key: 'store', label: text('org.store'), children: <StorePanel unitId={unit.id} mayWrite={mayWrite} /> });
  }
  return (
    <>
      <Breadcrumb
        items={path.slice(0, -1).map(({ id, name }) => ({ key: id, title: <Link to={`/organisation?unit=${id}`}>{name}</Link> }))}
      />
      <div className={styles.head}>
        <UnitIcon kind={unit.kind} />
        <h2 className={styles.name}>{unit.name}</h2>
        <StateTag tone="info">{text.word('unitKind', unit.kind)}</StateTag>
        {unit.isOpen ? (
          <StateTag tone="good" icon={<CheckCircleOutlined />}>
            {text('org.unit.open')}
          </StateTag>
        ) : (
          <StateTag tone="calm" icon={<StopOutlined />}>
            {text('org.unit.closed')}
          </StateTag>
        )}
      </div>
      {unit.codes.length > 0 && (
        <dl className={styles.codes} aria-label={text('org.unit.codes')}>
          {unit.codes.map(({ system, code }) => (
            <div key={`${system} ${code}`}>
              <dt>{system}</dt>
              <dd>{code}</dd>
            </div>
          ))}
        </dl>
      )}
      {mayWrite && (
        <Flex gap={8} wrap className={styles.actions}>
          {unit.isOpen && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAction('add')}>
              {text('org.unit.add')}
            </Button>
          )}
          <Button icon={<EditOutlined />} onClick={() => setAction('edit')}>
            {text('org.unit.edit')}
          </Button>
          {unit.kind !== 'headquarters' && (
            <>
              <Button onClick={() => setAction('move')}>{text(unit.isOpen ? 'org.move' : 'org.reopen')}</Button>
              {unit.isOpen && (
                <Button danger onClick={() => setAction('close')}>
                  {text('org.close')}
                </Button>
              )}
            </>
          )}
        </Flex>
      )}
      <Tabs items={tabs} destroyOnHidden />
      <UnitDrawer
        open={action === 'add' || action === 'edit'}
        unit={action === 'edit' ? unit : undefined}
        parent={unit}
        today={today}
        onClose={stop}
        onCreated={(created) => onSelect(created.id)}
      />
      <MoveDrawer open={action === 'move'} unit={unit} today={today} onClose={stop} />
      <CloseDrawer open={action === 'close'} unit={unit} today={today} onClose={stop} />
    </>
  );
}

function PeopleAt({ unit, today, mayWrite }: { unit: Unit; today: string; mayWrite: boolean }) {
  const text = useText();
  const query = usePostsAt(unit.id);
  const [isAdding, setAdding] = useState(false);
  return (
    <QueryView query={query}>
      {(page) => (
        <>
          <PostTable
            label={text('org.unit.people')}
            posts={page.items}
            of="unit"
            today={today}
            mayWrite={mayWrite}
            empty={text('org.unit.people.none')}
          />
          {mayWrite && (
            <Button icon={<PlusOutlined />} className={styles.below} onClick={() => setAdding(true)}>
              {text('org.post.add')}
            </Button>
          )}
          <PostDrawer open={isAdding} unitId={unit.id} today={today} onClose={() => setAdding(false)} />
        </>
      )}
    </QueryView>
  );
}
