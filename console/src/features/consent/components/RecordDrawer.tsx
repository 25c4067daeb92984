import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useConfirm } from '@/shared/ui/useConfirm';
import { type DecisionSource, type HeldConsent, nameOfCode, type Purpose, useRecordDecision } from '../api';

const sources: DecisionSource[] = ['service', 'shop', 'form', 'mini_program'];

interface RecordForm {
  granted: boolean;
  everyChannel: boolean;
  source: DecisionSource;
  wasShown: boolean;
  place?: string;
  document?: string;
  byGuardian: boolean;
}

interface RecordDrawerProps {
  customerId: string;
  purposes: readonly Purpose[];
  held: HeldConsent;
  granted: boolean;
  onClose: () => void;
}

/** Records what a customer just said, with the evidence for it. */
export function RecordDrawer({ customerId, purposes, held, granted, onClose }: RecordDrawerProps) {
  const text = useText();
  const language = useLanguage();
  const confirm = useConfirm();
  const record = useRecordDecision(customerId);
  const [form] = Form.useForm<RecordForm>();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const isGranted = Form.useWatch('granted', form) ?? granted;
  const isByGuardian = Form.useWatch('byGuardian', form) ?? false;
  const purpose = purposes.find(({ code }) => code === held.purpose);
  const shown = purpose?.text;
  const name = nameOfCode(purposes, held.purpose, language);

  const ask = (values: RecordForm) => {
    const channel = values.everyChannel ? undefined : held.channel;
    const where = channel === undefined ? text('consent.channel.all') : text.word('channel', channel);
    confirm({
      title: text(values.granted ? 'consent.grant.title' : 'consent.withdraw.title', { purpose: name, channel: where }),
      hint: text(values.granted ? 'consent.grant.hint' : 'consent.withdraw.hint'),
      ok: text(values.granted ? 'consent.grant' : 'consent.withdraw'),
      danger: !values.granted,
      act: async () => {
        await record.mutateAsync({
          idempotencyKey,
          draft: {
            purpose: held.purpose,
            ...(channel === undefined ? {} : { channel }),
            granted: values.granted,
            source: values.source,
            byGuardian: values.byGuardian,
            ...(values.granted && values.wasShown && shown !== undefined ? { textVersion: shown.textVersion } : {}),
            ...(values.place ? { place: values.place } : {}),
            ...(values.document ? { document: values.document } : {}),
          },
        });
        onClose();
      },
      done: text('consent.recorded'),
    });
  };

  return (
    <FormDrawer<RecordForm>
      title={held.channel === undefined ? name : `${name} · ${text.word('channel', held.channel)}`}
      open
      form={form}
      initialValues={{ granted, everyChannel: false, source: 'service', wasShown: purpose?.separate === true, byGuardian: false }}
      submitLabel={text('consent.record')}
      submitting={record.isPending}
      error={record.error}
      onClose={onClose}
      onSubmit={ask}
    >
      <Form.Item<RecordForm> name="granted" label={text('consent.decision')}>
        <Radio.Group
          options={[
            { value: true, label: text('consent.state.granted') },
            { value: false, label: text('consent.state.withdrawn') },
          ]}
        />
      </Form.Item>
      {held.channel !== undefined && (
        <Form.Item<RecordForm> name="everyChannel" valuePropName="checked">
          <Checkbox>{text('consent.everyChannel')}</Checkbox>
        </Form.Item>
      )}
      <Form.Item<RecordForm> name="source" label={text('consent.source')}>
        <Select options={sources.map((value) => ({ value, label: text(`decisionSource.${value}`) }))} />
      </Form.Item>
      {isGranted && shown !== undefined && (
        <Form.Item<RecordForm> name="wasShown" valuePropName="checked" extra={language === 'zh-CN' ? shown.textZh : shown.textEn}>
          <Checkbox>{text('consent.wasShown', { version: shown.textVersion })}</Checkbox>
        </Form.Item>
      )}
      <Form.Item<RecordForm> name="place" label={text('consent.place')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item<RecordForm> name="byGuardian" valuePropName="checked">
        <Checkbox>{text('consent.byGuardian.field')}</Checkbox>
      </Form.Item>
      <Form.Item<RecordForm>
        name="document"
        label={text('consent.document')}
        extra={text('consent.document.hint')}
        rules={[{ required: isByGuardian, whitespace: true, message: text('consent.document.needed') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
