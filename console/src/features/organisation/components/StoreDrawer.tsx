import { Button, Flex, Form, Input, InputNumber, Select } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { DeleteOutlined, PlusOutlined } from '@/shared/ui/icons';
import { type StoreDetails, useReplaceStore, type VersionedStore } from '../api';
import { type HoursRow, hoursRows, knownOwnerships, knownServices, openingSpans, readServiceArea } from '../model';

interface StoreForm {
  address?: string;
  latitude?: number | null;
  longitude?: number | null;
  ownership?: string;
  services: string[];
  hours: HoursRow[];
  area?: string;
  department?: number | null;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const newHours: HoursRow = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '10:00', until: '22:00' };

interface StoreDrawerProps {
  open: boolean;
  unitId: string;
  store: VersionedStore;
  onClose: () => void;
}

/** Address, place, hours, services and service area of a store. */
export function StoreDrawer({ open, unitId, store, onClose }: StoreDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<StoreForm>();
  const replace = useReplaceStore();
  const { details } = store;
  const close = () => {
    replace.reset();
    onClose();
  };
  const submit = (values: StoreForm) =>
    replace.mutate({ id: unitId, version: store.version, details: detailsOf(values) }, { onSuccess: close });
  return (
    <FormDrawer
      title={text('org.store.edit')}
      open={open}
      form={form}
      submitLabel={text('action.save')}
      submitting={replace.isPending}
      error={replace.error}
      onClose={close}
      onSubmit={submit}
    >
      <Form.Item<StoreForm> name="address" label={text('org.store.address')} initialValue={details.address}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <Flex gap={12}>
        <Form.Item<StoreForm>
          name="latitude"
          label={text('org.store.latitude')}
          initialValue={details.coordinates?.latitude}
          style={{ flex: 1 }}
        >
          <InputNumber min={-90} max={90} style={{ width: '100%' }} placeholder="31.2304" />
        </Form.Item>
        <Form.Item<StoreForm>
          name="longitude"
          label={text('org.store.longitude')}
          initialValue={details.coordinates?.longitude}
          dependencies={['latitude']}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_, longitude: number | null | undefined) => {
                if (((longitude ?? undefined) === undefined) !== ((getFieldValue('latitude') ?? undefined) === undefined)) {
                  throw new Error(text('org.store.coordinates.both'));
                }
              },
            }),
          ]}
          style={{ flex: 1 }}
        >
          <InputNumber min={-180} max={180} style={{ width: '100%' }} placeholder="121.4737" />
        </Form.Item>
      </Flex>
      <p className="q-muted" style={{ marginTop: -12 }}>
        {text('org.store.coordinates.hint')}
      </p>
      <Form.Item<StoreForm> name="ownership" label={text('org.store.ownership')} initialValue={details.ownership}>
        <Select allowClear options={options(knownOwnerships, details.ownership, (value) => text.word('ownership', value))} />
      </Form.Item>
      <HoursFields initial={hoursRows(details.openingHours)} />
      <Form.Item<StoreForm>
        name="services"
        label={text('org.store.services')}
        initialValue={details.services}
        rules={[
          {
            validator: async (_, services: string[]) => {
              if (services.some((service) => !/^[a-z][a-z0-9_]{0,49}$/.test(service))) throw new Error(text('org.store.services.wrong'));
            },
          },
        ]}
      >
        <Select mode="tags" options={options(knownServices, undefined, (value) => text.word('storeService', value))} />
      </Form.Item>
      <Form.Item<StoreForm>
        name="area"
        label={text('org.store.area')}
        extra={text('org.store.area.hint')}
        initialValue={details.serviceArea && JSON.stringify(details.serviceArea)}
        rules={[
          {
            validator: async (_, json: string | undefined) => {
              if (readServiceArea(json ?? '') === 'wrong') throw new Error(text('org.store.area.wrong'));
            },
          },
        ]}
      >
        <Input.TextArea rows={4} spellCheck={false} placeholder='{"type":"Polygon","coordinates":[…]}' />
      </Form.Item>
      <Form.Item<StoreForm> name="department" label={text('org.store.department')} initialValue={details.wecomDepartment}>
        <InputNumber min={1} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormDrawer>
  );
}

function HoursFields({ initial }: { initial: HoursRow[] }) {
  const text = useText();
  const required = [{ required: true, message: text('org.store.hours.required') }];
  return (
    <Form.List name="hours" initialValue={initial}>
      {(fields, { add, remove }) => (
        <fieldset style={{ border: 0, padding: 0, margin: '0 0 24px' }}>
          <legend style={{ margin: '0 0 8px', border: 0, fontSize: 'inherit', color: 'inherit' }}>{text('org.store.hours')}</legend>
          {fields.map((field) => (
            <div key={field.key} style={{ borderBottom: '1px solid var(--q-line)', marginBottom: 12 }}>
              <Form.Item name={[field.name, 'weekdays']} rules={required} style={{ marginBottom: 8 }}>
                <Select
                  mode="multiple"
                  aria-label={text('org.store.weekdays')}
                  options={weekdays.map((day) => ({ value: day, label: text(`org.weekday.${day}`) }))}
                />
              </Form.Item>
              <Flex gap={8} align="start">
                <Form.Item name={[field.name, 'from']} rules={required} style={{ flex: 1, marginBottom: 12 }}>
                  <Input type="time" aria-label={text('org.store.hours.from')} />
                </Form.Item>
                <Form.Item name={[field.name, 'until']} rules={required} style={{ flex: 1, marginBottom: 12 }}>
                  <Input type="time" aria-label={text('org.store.hours.until')} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={text('org.store.hours.remove')}
                  onClick={() => remove(field.name)}
                />
              </Flex>
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add(newHours)}>
            {text('org.store.hours.add')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

/** The words that are known, and the present one if it is another. */
function options(known: readonly string[], present: string | undefined, word: (value: string) => string) {
  const values = present === undefined || known.includes(present) ? known : [...known, present];
  return values.map((value) => ({ value, label: word(value) }));
}

function detailsOf({ address, latitude, longitude, ownership, services, hours, area, department }: StoreForm): StoreDetails {
  const serviceArea = readServiceArea(area ?? '');
  return {
    ...(address && address.trim() !== '' ? { address } : {}),
    ...(typeof latitude === 'number' && typeof longitude === 'number' ? { coordinates: { latitude, longitude } } : {}),
    ...(serviceArea !== undefined && serviceArea !== 'wrong' ? { serviceArea } : {}),
    ...(ownership === undefined ? {} : { ownership }),
    ...(typeof department === 'number' ? { wecomDepartment: department } : {}),
    openingHours: openingSpans(hours),
    services,
  };
}
