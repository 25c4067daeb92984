import { Button, Form, Input, InputNumber } from 'antd';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { SaveOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { useSaveWecomSettings, useTestWecom, useWecomSettings, type WecomSettings } from '../api';
import { CallbackPanel, LastCallback } from '../components/CallbackPanel';
import { ConnectionPanel } from '../components/ConnectionPanel';
import { ContactsPanel } from '../components/ContactsPanel';
import { useSettingsForm } from '../components/useSettingsForm';
import styles from './SettingsPage.module.css';

interface WecomForm {
  corpId: string;
  agentId: number;
  apiBaseUrl: string;
  secret?: string;
  token?: string;
  aesKey?: string;
}

export function WecomPage() {
  const text = useText();
  const query = useWecomSettings();
  return (
    <>
      <PageHeader title={text('wecom.title')} subtitle={text('wecom.subtitle')} back="/channels" />
      <QueryView query={query} tall>
        {(settings) => <Settings settings={settings} />}
      </QueryView>
    </>
  );
}

function Settings({ settings }: { settings: WecomSettings }) {
  const text = useText();
  const language = useLanguage();
  const save = useSaveWecomSettings();
  const test = useTestWecom();
  const { form, submit, isChanged, change } = useSettingsForm<WecomForm>(settings.version, ['secret', 'token', 'aesKey'], save, test);
  const apiBaseUrl = Form.useWatch('apiBaseUrl', form);
  const isElsewhere = apiBaseUrl !== undefined && apiBaseUrl !== settings.apiBaseUrl;
  const isNew = !settings.configured;
  const kept = isNew ? undefined : text('settings.secret.kept');

  return (
    <div className={styles.columns}>
      <Panel title={text('wecom.app')} extra={settings.updatedAt && <Moment at={settings.updatedAt} ago />}>
        {save.error && <ProblemAlert error={save.error} />}
        <Form<WecomForm>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{
            corpId: settings.corpId ?? undefined,
            agentId: settings.agentId ?? undefined,
            apiBaseUrl: settings.apiBaseUrl,
          }}
          onValuesChange={change}
          onFinish={submit}
        >
          <div className={styles.pair}>
            <Form.Item<WecomForm>
              name="corpId"
              label={text('wecom.corpId')}
              extra={text('wecom.corpId.hint')}
              rules={[{ required: true, whitespace: true, message: text('settings.required') }]}
            >
              <Input spellCheck={false} autoComplete="off" maxLength={64} />
            </Form.Item>
            <Form.Item<WecomForm>
              name="agentId"
              label={text('wecom.agentId')}
              extra={text('wecom.agentId.hint')}
              rules={[{ required: true, message: text('settings.required') }]}
            >
              <InputNumber style={{ width: '100%' }} min={1} precision={0} controls={false} />
            </Form.Item>
          </div>
          <Form.Item<WecomForm>
            name="secret"
            label={text('wecom.secret')}
            extra={isElsewhere && !isNew ? text('wecom.secret.again') : text('wecom.secret.hint')}
            rules={[{ required: isNew || isElsewhere, message: text('settings.required') }]}
          >
            <Input.Password autoComplete="new-password" placeholder={kept} />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item<WecomForm>
              name="token"
              label={text('wecom.token')}
              extra={text('wecom.token.hint')}
              rules={[{ required: isNew, message: text('settings.required') }]}
            >
              <Input.Password autoComplete="new-password" placeholder={kept} />
            </Form.Item>
            <Form.Item<WecomForm>
              name="aesKey"
              label={text('wecom.aesKey')}
              extra={text('wecom.aesKey.hint')}
              rules={[
                { required: isNew, message: text('settings.required') },
                { len: 43, message: text('wecom.aesKey.wrong') },
              ]}
            >
              <Input.Password autoComplete="new-password" placeholder={kept} />
            </Form.Item>
          </div>
          <Form.Item<WecomForm>
            name="apiBaseUrl"
            label={text('settings.baseUrl')}
            extra={text('wecom.baseUrl.hint')}
            rules={[{ required: true, type: 'url', message: text('settings.url.wrong') }]}
          >
            <Input spellCheck={false} inputMode="url" maxLength={200} />
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
          told={({ membersWithContact }) =>
            typeof membersWithContact === 'number'
              ? text('wecom.members', { count: formatCount(membersWithContact, language), countNumber: membersWithContact })
              : undefined
          }
        />
        <CallbackPanel address={settings.callbackPath ?? undefined} hint={text('wecom.callback.hint')}>
          {settings.configured && <LastCallback at={settings.lastCallbackAt ?? undefined} />}
        </CallbackPanel>
        <ContactsPanel isSetUp={settings.configured} />
      </div>
    </div>
  );
}
