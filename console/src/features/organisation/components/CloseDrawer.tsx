import { Alert, Form } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useConfirm } from '@/shared/ui/useConfirm';
import { type Unit, useCloseUnit } from '../api';
import { DayField } from './DayField';

interface CloseForm {
  from?: string;
}

/** Closes a unit from a day on, after asking. */
export function CloseDrawer({ open, unit, today, onClose }: { open: boolean; unit: Unit; today: string; onClose: () => void }) {
  const text = useText();
  const [form] = Form.useForm<CloseForm>();
  const confirm = useConfirm();
  const closing = useCloseUnit();
  const close = () => {
    closing.reset();
    onClose();
  };
  return (
    <FormDrawer
      title={text('org.close.title', { name: unit.name })}
      open={open}
      form={form}
      submitLabel={text('org.close')}
      submitting={closing.isPending}
      error={closing.error}
      onClose={close}
      onSubmit={({ from }) =>
        confirm({
          title: text('org.close.confirm', { name: unit.name, day: from ?? today }),
          hint: text('org.close.hint'),
          ok: text('org.close'),
          danger: true,
          act: () => closing.mutateAsync({ unit, ...(from === undefined ? {} : { from }) }).then(close, () => undefined),
        })
      }
    >
      <Alert type="warning" showIcon title={text('org.close.hint')} style={{ marginBottom: 16 }} />
      <Form.Item<CloseForm> name="from" label={text('org.close.from')} initialValue={today}>
        <DayField min={today} />
      </Form.Item>
    </FormDrawer>
  );
}
