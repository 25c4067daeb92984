import { Alert, Checkbox, Form, Input, Select, Switch } from 'antd';
import { useSession } from '@/app/guards';
import { useSegmentOptions } from '@/features/segment/api';
import { may } from '@/shared/access';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useEstimate, useRequestExport } from '../api';
import { type EditedExport, exportColumns, exportDraft, firstColumns } from '../model';

interface NewExportDrawerProps {
  open: boolean;
  segmentId: string | undefined;
  onClose: () => void;
}

/** The server counts whatever the purpose is, and wants one of this length. */
const placeholderPurpose = 'count';

/** Asks for a file: whom, which columns, what for; and says how many rows it would have. */
export function NewExportDrawer({ open, segmentId, onClose }: NewExportDrawerProps) {
  const text = useText();
  const session = useSession();
  const [form] = Form.useForm<EditedExport>();
  const segments = useSegmentOptions();
  const request = useRequestExport();
  const submit = (edited: EditedExport) => request.mutate(exportDraft(edited), { onSuccess: onClose });
  return (
    <FormDrawer<EditedExport>
      title={text('exports.new')}
      open={open}
      form={form}
      initialValues={{ ...(segmentId === undefined ? {} : { segmentId }), columns: [...firstColumns], isClear: false, purpose: '' }}
      submitLabel={text('exports.ask')}
      submitting={request.isPending}
      error={request.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="segmentId" label={text('exports.source')}>
        <Select allowClear options={segments} placeholder={text('exports.everybody')} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="columns" label={text('exports.columns')} rules={[{ required: true, message: text('exports.columns.needed') }]}>
        <Checkbox.Group options={exportColumns.map((column) => ({ value: column, label: text(`exports.column.${column}`) }))} />
      </Form.Item>
      {may(session, 'exports.clear') && (
        <Form.Item name="isClear" label={text('exports.clear')} extra={text('exports.clear.hint')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      <Form.Item
        name="purpose"
        label={text('exports.purpose')}
        extra={text('exports.purpose.hint')}
        rules={[{ required: true, whitespace: true, min: 4, max: 200, message: text('exports.purpose.needed') }]}
      >
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldsValue }) => <EstimateLine edited={getFieldsValue(true)} />}
      </Form.Item>
    </FormDrawer>
  );
}

function EstimateLine({ edited }: { edited: Partial<EditedExport> }) {
  const text = useText();
  const language = useLanguage();
  const { columns = [], isClear = false, segmentId } = edited;
  const estimate = useEstimate(
    columns.length === 0
      ? undefined
      : exportDraft({ ...(segmentId === undefined ? {} : { segmentId }), columns, isClear, purpose: placeholderPurpose }),
  ).data;
  if (estimate === undefined) return null;
  return (
    <Alert
      type={estimate.needsApproval ? 'warning' : 'info'}
      showIcon
      title={text('exports.rows', { rows: formatCount(estimate.rows, language) })}
      description={text(estimate.needsApproval ? 'exports.needsApproval' : 'exports.atOnce')}
    />
  );
}
