import { App, Button, Input, Space } from 'antd';
import { useText } from '@/shared/i18n/text';
import { CopyOutlined } from './icons';

/** A value to be carried elsewhere, with a button that takes it along. */
export function CopyField({ id, value }: { id?: string; value: string }) {
  const text = useText();
  const { message } = App.useApp();
  const copy = async () => {
    // The clipboard is closed to pages on plain http; then the value can still be marked by hand.
    try {
      await navigator.clipboard.writeText(value);
      message.success(text('copy.done'));
    } catch {
      message.info(text('copy.byHand'));
    }
  };
  return (
    <Space.Compact style={{ width: '100%' }}>
      <Input id={id} value={value} readOnly onFocus={(event) => event.target.select()} />
      <Button icon={<CopyOutlined />} onClick={copy}>
        {text('copy.copy')}
      </Button>
    </Space.Compact>
  );
}
