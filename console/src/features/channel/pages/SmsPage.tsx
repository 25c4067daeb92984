import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { SaveOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { type SmsSettings, useSaveSmsSettings, useSmsSettings, useTestSms } from '../api';
import { CallbackPanel, LastCallback } from '../components/CallbackPanel';
import { ConnectionPanel } from '../components/ConnectionPanel';
import { useSettingsForm } from '../components/useSettingsForm';
import styles from './SettingsPage.module.css';

type SmsForm = Schemas['SmsSettingsDraft'];

const currencies = ['CNY', 'HKD', 'TWD', 'USD', 'EUR', 'GBP', 'JPY', 'SGD', 'MYR', 'THB'];

export function SmsPage() {
  const text = useText();
  const query = useSmsSettings();
  return (
    <>
      <PageHeader title={text('sms.title')} subtitle={text('sms.subtitle')} back="/channels" />
      <QueryView query={query} tall>
        {(settings) => <Settings settings={settings} />}
      </QueryView>
    </>
  );
}

function Settings({ settings }: { settings: SmsSettings }) {
  const text = useText();
  const save = useSaveSmsSettings();
  const test = useTestSms();
  const { form, submit, isChanged, change } = useSettingsForm<SmsForm>(settings.version, ['apiKey', 'callbackSecret'], save, test);
  const baseUrl = Form.useWatch('baseUrl', form);
  const isNew = !settings.configured;
  const isElsewhere = !isNew && baseUrl !== undefined && baseUrl !== settings.baseUrl;
  const kept = isNew ? undefined : text('settings.secret.kept');
  const required = [{ required: true, message: text('settings.required') }];

  return (
    <div className={styles.columns}>
      <Panel title={text('sms.gateway')} extra={settings.updatedAt && <Moment at={settings.updatedAt} ago />}>
        {save.error && <ProblemAlert error={save.error} />}
        <Form<SmsForm>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{
            baseUrl: settings.baseUrl ?? undefined,
            signature: settings.signature ?? undefined,
            pricePerPart: settings.pricePerPart ?? undefined,
            currency: settings.currency ?? 'CNY',
            isKeyed: settings.isKeyed,
            callsPerMinute: settings.callsPerMinute,
            recipientsMax: settings.recipientsMax,
          }}
          onValuesChange={change}
          onFinish={submit}
        >
          <Form.Item<SmsForm>
            name="baseUrl"
            label={text('settings.baseUrl')}
            rules={[{ required: true, type: 'url', message: text('settings.url.wrong') }]}
          >
            <Input spellCheck={false} inputMode="url" placeholder="https://" maxLength={200} />
          </Form.Item>
          <Form.Item<SmsForm>
            name="apiKey"
            label={text('sms.apiKey')}
            extra={isElsewhere ? text('wecom.secret.again') : undefined}
            rules={[{ required: isNew || isElsewhere, message: text('settings.required') }]}
          >
            <Input.Password autoComplete="new-password" placeholder={kept} />
          </Form.Item>
          <Form.Item<SmsForm>
            name="signature"
            label={text('sms.signature')}
            extra={text('sms.signature.hint')}
            rules={[{ required: true, whitespace: true, message: text('settings.required') }]}
          >
            <Input prefix="【" suffix="】" minLength={2} maxLength={20} />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item<SmsForm> name="pricePerPart" label={text('sms.price')} extra={text('sms.price.hint')} rules={required}>
              <InputNumber style={{ width: '100%' }} min={0} max={999} step={0.001} />
            </Form.Item>
            <Form.Item<SmsForm> name="currency" label={text('source.currency')}>
              <Select showSearch options={currencies.map((currency) => ({ value: currency, label: currency }))} />
            </Form.Item>
          </div>
          <div className={styles.pair}>
            <Form.Item<SmsForm> name="callsPerMinute" label={text('sms.callsPerMinute')} rules={required}>
              <InputNumber style={{ width: '100%' }} min={1} max={6_000} precision={0} />
            </Form.Item>
            <Form.Item<SmsForm> name="recipientsMax" label={text('sms.recipientsMax')} rules={required}>
              <InputNumber style={{ width: '100%' }} min={1} max={1_000} precision={0} />
            </Form.Item>
          </div>
          <Form.Item<SmsForm> name="isKeyed" label={text('sms.isKeyed')} valuePropName="checked" extra={text('sms.isKeyed.hint')}>
            <Switch />
          </Form.Item>
          <Form.Item<SmsForm> name="callbackSecret" label={text('sms.callbackSecret')} extra={text('sms.callbackSecret.hint')}>
            <Input.Password autoComplete="new-password" placeholder={kept ?? 'whsec_…'} />
          </Form.Item>
          <Button type="primary" htmlType="submit" icon={<SaveOutlined />} loading={save.isPending}>
            {text('action.save')}
          </Button>
        </Form>
      </Panel>
      <div className={styles.side}>
        <ConnectionPanel
          test={test}
          isSetUp={settings.configured}
          isChanged={isChanged}
          told={({ balance }) => (balance ? text('sms.balance', { balance }) : undefined)}
        />
        <CallbackPanel address={settings.callbackPath ?? undefined} hint={text('sms.callback.hint')}>
          {settings.configured && <LastCallback at={settings.lastCallbackAt ?? undefined} />}
        </CallbackPanel>
      </div>
    </div>
  );
}
