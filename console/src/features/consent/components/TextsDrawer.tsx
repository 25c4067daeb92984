import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { Moment } from '@/shared/ui/values';
import { type Purpose, purposeName, usePublishText, usePurposeTexts } from '../api';
import styles from './TextsDrawer.module.css';

interface TextForm {
  textZh: string;
  textEn: string;
}

/** Every wording that customers were ever asked with, and the next one. */
export function TextsDrawer({ purpose, mayPublish, onClose }: { purpose: Purpose; mayPublish: boolean; onClose: () => void }) {
  const text = useText();
  const language = useLanguage();
  const confirm = useConfirm();
  const texts = usePurposeTexts(purpose.code);
  const publish = usePublishText(purpose.code);
  const [form] = Form.useForm<TextForm>();
  const [isWriting, setWriting] = useState(false);
  const required = [{ required: true, whitespace: true, message: text('settings.required') }];
  const ask = (values: TextForm) =>
    confirm({
      title: text('consent.text.publish.title'),
      hint: text('consent.text.publish.hint'),
      ok: text('consent.text.publish'),
      act: async () => {
        await publish.mutateAsync({ ...values, idempotencyKey: crypto.randomUUID() });
        setWriting(false);
        form.resetFields();
      },
      done: text('consent.text.published'),
    });
  return (
    <Drawer
      open
      title={text('consent.texts', { purpose: purposeName(purpose, language) })}
      size={520}
      onClose={onClose}
      closable={{ 'aria-label': text('action.close') }}
      footer={
        mayPublish && (
          <div className={styles.actions}>
            {isWriting ? (
              <>
                <Button onClick={() => setWriting(false)}>{text('action.cancel')}</Button>
                <Button type="primary" loading={publish.isPending} onClick={() => form.submit()}>
                  {text('consent.text.publish')}
                </Button>
              </>
            ) : (
              <Button type="primary" onClick={() => setWriting(true)}>
                {text('consent.text.write')}
              </Button>
            )}
          </div>
        )
      }
    >
      {publish.error && <ProblemAlert error={publish.error} />}
      {isWriting && (
        <Form<TextForm>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ textZh: purpose.text?.textZh ?? '', textEn: purpose.text?.textEn ?? '' }}
          onFinish={ask}
        >
          <Form.Item<TextForm> name="textZh" label={text('consent.text.zh')} rules={required}>
            <Input.TextArea rows={4} maxLength={4000} lang="zh-CN" />
          </Form.Item>
          <Form.Item<TextForm> name="textEn" label={text('consent.text.en')} rules={required}>
            <Input.TextArea rows={4} maxLength={4000} lang="en" />
          </Form.Item>
        </Form>
      )}
      <QueryView query={texts}>
        {(published) =>
          published.length === 0 ? (
            <EmptyState title={text('consent.texts.empty')} hint={text('consent.texts.empty.hint')} />
          ) : (
            <ol className={styles.versions}>
              {published.map((one) => (
                <li key={one.textVersion}>
                  <h3 className={styles.version}>
                    {text('consent.text.number', { version: one.textVersion })}
                    <span className="q-muted">
                      <Moment at={one.publishedAt} />
                      {one.publishedBy !== '-' && ` · ${one.publishedBy}`}
                    </span>
                  </h3>
                  <p lang="zh-CN">{one.textZh}</p>
                  <p lang="en">{one.textEn}</p>
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </Drawer>
  );
}
