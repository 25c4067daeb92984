import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { EditOutlined } from '@/shared/ui/icons';
import { QueryView } from '@/shared/ui/states';
import { None } from '@/shared/ui/values';
import { type StoreDetails, useStore } from '../api';
import { hoursRows } from '../model';
import { StoreDrawer } from './StoreDrawer';
import styles from './StorePanel.module.css';

/** What is known of a store. */
export function StorePanel({ unitId, mayWrite }: { unitId: string; mayWrite: boolean }) {
  const text = useText();
  const query = useStore(unitId);
  const [isEditing, setEditing] = useState(false);
  return (
    <QueryView query={query}>
      {(store) => (
        <>
          <dl className={styles.facts}>
            {facts(store.details, text).map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value ?? <None />}</dd>
              </div>
            ))}
          </dl>
          {mayWrite && (
            <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
              {text('org.store.edit')}
            </Button>
          )}
          <StoreDrawer open={isEditing} unitId={unitId} store={store} onClose={() => setEditing(false)} />
        </>
      )}
    </QueryView>
  );
}

function facts(store: StoreDetails, text: ReturnType<typeof useText>): { name: string; value: ReactNode }[] {
  const { coordinates, serviceArea } = store;
  return [
    { name: text('org.store.address'), value: store.address },
    {
      name: text('org.store.coordinates'),
      value: coordinates && `${coordinates.latitude.toFixed(5)}, ${coordinates.longitude.toFixed(5)}`,
    },
    { name: text('org.store.ownership'), value: store.ownership && text.word('ownership', store.ownership) },
    {
      name: text('org.store.hours'),
      value:
        store.openingHours.length === 0
          ? undefined
          : hoursRows(store.openingHours).map(({ weekdays, from, until }) => (
              <div key={from + until}>
                {weekdays.map((day) => text(`org.weekday.${day as 1}`)).join(text('words.listSeparator'))} {from}–{until}
              </div>
            )),
    },
    {
      name: text('org.store.services'),
      value:
        store.services.length === 0
          ? undefined
          : store.services.map((service) => text.word('storeService', service)).join(text('words.listSeparator')),
    },
    {
      name: text('org.store.area'),
      value: serviceArea && text('org.store.area.corners', { count: (serviceArea.coordinates[0]?.length ?? 1) - 1 }),
    },
    { name: text('org.store.department'), value: store.wecomDepartment },
  ];
}
