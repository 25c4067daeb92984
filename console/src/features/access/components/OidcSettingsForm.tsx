import { Alert, App, Button, Form, Input, Switch } from 'antd';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { CopyField } from '@/shared/ui/CopyField';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { LabelledField } from '@/shared/ui/LabelledField';
import { useReplaceOidcSettings } from '../api';

type Draft = Schemas['OidcSettingsDraft'];

/** The company's identity provider. */
export function OidcSettingsForm({ settings }: { settings: Schemas['OidcSettings'] }) {
  const text = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const replace = useReplaceOidcSettings();
  const publicUrl = Form.useWatch('publicUrl', form) ?? '';
  const required = [{ required: true, whitespace: true, message: text('oidc.required') }];
  const submit = (draft: Draft) =>
    replace.mutate(draft.clientSecret ? draft : { ...draft, clientSecret: undefined }, {
      onSuccess: () => {
        form.setFieldValue('clientSecret', '');
        message.success(text('oidc.saved'));
      },
    });
  return (
    <Form<Draft>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        isOn: settings.isOn,
        name: settings.name || text('oidc.name.usual'),
        issuer: settings.issuer,
        clientId: settings.clientId,
        publicUrl: settings.publicUrl || window.location.origin,
      }}
      onFinish={submit}
    >
      {replace.error && <ProblemAlert error={replace.error} />}
      <Alert type="info" showIcon title={text('oidc.hint')} style={{ marginBottom: 16 }} />
      <Form.Item<Draft> name="isOn" label={text('oidc.isOn')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item<Draft> name="name" label={text('oidc.name')} rules={required}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item<Draft> name="issuer" label={text('oidc.issuer')} extra={text('oidc.issuer.hint')} rules={required}>
        <Input maxLength={500} inputMode="url" spellCheck={false} />
      </Form.Item>
      <Form.Item<Draft> name="clientId" label={text('oidc.clientId')} rules={required}>
        <Input maxLength={500} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item<Draft>
        name="clientSecret"
        label={text('oidc.clientSecret')}
        extra={settings.hasSecret ? text('oidc.clientSecret.kept') : undefined}
        rules={settings.hasSecret ? [] : required}
      >
        <Input.Password maxLength={500} autoComplete="new-password" />
      </Form.Item>
      <Form.Item<Draft> name="publicUrl" label={text('oidc.publicUrl')} rules={required}>
        <Input maxLength={500} inputMode="url" spellCheck={false} />
      </Form.Item>
      <LabelledField label={text('oidc.callback')}>
        {(id) => <CopyField id={id} value={`${publicUrl.replace(/\/+$/, '')}/sign-in/oidc/callback`} />}
      </LabelledField>
      <Button type="primary" htmlType="submit" loading={replace.isPending} style={{ marginTop: 16 }}>
        {text('oidc.save')}
      </Button>
    </Form>
  );
}
