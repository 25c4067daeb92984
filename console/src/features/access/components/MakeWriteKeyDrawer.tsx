import { Form, Select } from 'antd';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { useCreateWriteKey } from '../api';
import { MakeKeyDrawer, type MakeKeyProps } from './MakeKeyDrawer';

const sources: readonly Schemas['WriteKeySource'][] = ['web', 'mini_program', 'app', 'server'];

export function MakeWriteKeyDrawer(props: MakeKeyProps<Schemas['WriteKeyWithSecret']>) {
  const text = useText();
  return (
    <MakeKeyDrawer {...props} title={text('writeKeys.make')} create={useCreateWriteKey()}>
      <Form.Item<Schemas['WriteKeyDraft']> name="source" label={text('writeKeys.source')} initialValue="web">
        <Select options={sources.map((source) => ({ value: source, label: text.word('source', source) }))} />
      </Form.Item>
    </MakeKeyDrawer>
  );
}
