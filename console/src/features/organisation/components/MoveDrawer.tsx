import { Form } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useConfirm } from '@/shared/ui/useConfirm';
import { type Unit, useMoveUnit } from '../api';
import { DayField } from './DayField';
import { UnitSelect } from './UnitSelect';

interface MoveForm {
  parentId: string;
  from?: string;
}

interface MoveDrawerProps {
  open: boolean;
  unit: Unit;
  today: string;
  onClose: () => void;
}

/** Moves a unit from a day on, or opens a closed one again. Whole branches are asked about first. */
export function MoveDrawer({ open, unit, today, onClose }: MoveDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<MoveForm>();
  const confirm = useConfirm();
  const move = useMoveUnit();
  const close = () => {
    move.reset();
    onClose();
  };
  const act = ({ parentId, from }: MoveForm) =>
    move.mutateAsync({ unit, parentId, ...(from === undefined ? {} : { from }) }).then(close, () => undefined);
  return (
    <FormDrawer
      title={text(unit.isOpen ? 'org.move.title' : 'org.reopen.title', { name: unit.name })}
      open={open}
      form={form}
      submitLabel={text(unit.isOpen ? 'org.move' : 'org.reopen')}
      submitting={move.isPending}
      error={move.error}
      onClose={close}
      onSubmit={(values) =>
        unit.hasChildren
          ? confirm({
              title: text('org.move.confirm', { name: unit.name }),
              hint: text('org.move.confirm.hint'),
              ok: text('org.move'),
              act: () => act(values),
            })
          : void act(values)
      }
    >
      <Form.Item<MoveForm>
        name="parentId"
        label={text('org.move.parent')}
        rules={[{ required: true, message: text('org.move.parent.required') }]}
      >
        <UnitSelect exceptId={unit.id} />
      </Form.Item>
      <Form.Item<MoveForm> name="from" label={text('org.move.from')} initialValue={today} extra={text('org.move.from.hint')}>
        <DayField min={today} />
      </Form.Item>
    </FormDrawer>
  );
}
