import { Form, Input, Radio, Select, Switch } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { type Purpose, type PurposeDraft, useSavePurpose } from '../api';

const legalBases: PurposeDraft['legalBasis'][] = ['consent', 'notice', 'contract'];
const minorRules: PurposeDraft['minors'][] = ['guardian', 'forbidden', 'allowed'];

const blank: PurposeDraft = {
  nameZh: '',
  nameEn: '',
  legalBasis: 'consent',
  assumed: false,
  perChannel: false,
  separate: false,
  minors: 'guardian',
  active: true,
};

/** A purpose of the brand, or what may be changed of one of the program's own. */
export function PurposeDrawer({ purpose, onClose }: { purpose: Purpose | undefined; onClose: () => void }) {
  const text = useText();
  const [form] = Form.useForm<PurposeDraft>();
  const save = useSavePurpose();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const required = [{ required: true, whitespace: true, message: text('settings.required') }];
  const isFixed = purpose?.builtIn === true;
  const initial: PurposeDraft = purpose === undefined ? blank : draftOf(purpose);
  return (
    <FormDrawer
      title={text(purpose === undefined ? 'consent.purpose.create' : 'consent.purpose.edit')}
      open
      form={form}
      initialValues={initial}
      submitLabel={text('action.save')}
      submitting={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={(values) => save.mutate({ existing: purpose, draft: { ...initial, ...values }, idempotencyKey }, { onSuccess: onClose })}
    >
      {purpose === undefined && (
        <Form.Item<PurposeDraft>
          name="code"
          label={text('consent.purpose.code')}
          extra={text('consent.purpose.code.hint')}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{1,39}$/, message: text('consent.purpose.code.hint') }]}
        >
          <Input maxLength={40} />
        </Form.Item>
      )}
      <Form.Item<PurposeDraft> name="nameZh" label={text('consent.purpose.nameZh')} rules={required}>
        <Input maxLength={60} lang="zh-CN" />
      </Form.Item>
      <Form.Item<PurposeDraft> name="nameEn" label={text('consent.purpose.nameEn')} rules={required}>
        <Input maxLength={60} lang="en" />
      </Form.Item>
      <Form.Item<PurposeDraft> name="descriptionZh" label={text('consent.purpose.descriptionZh')}>
        <Input.TextArea rows={2} maxLength={500} lang="zh-CN" />
      </Form.Item>
      <Form.Item<PurposeDraft> name="descriptionEn" label={text('consent.purpose.descriptionEn')}>
        <Input.TextArea rows={2} maxLength={500} lang="en" />
      </Form.Item>
      <Form.Item<PurposeDraft> name="legalBasis" label={text('consent.legalBasis')}>
        <Select disabled={isFixed} options={legalBases.map((value) => ({ value, label: text(`legalBasis.${value}`) }))} />
      </Form.Item>
      <Form.Item<PurposeDraft> name="assumed" label={text('consent.assumed')} extra={text('consent.assumed.hint')}>
        <Radio.Group
          disabled={initial.separate && isFixed}
          options={[
            { value: true, label: text('consent.assumed.yes') },
            { value: false, label: text('consent.assumed.no') },
          ]}
        />
      </Form.Item>
      <Form.Item<PurposeDraft> name="minors" label={text('consent.minorRule')}>
        <Select options={minorRules.map((value) => ({ value, label: text(`minorRule.${value}`) }))} />
      </Form.Item>
      {!isFixed && (
        <>
          <Form.Item<PurposeDraft> name="perChannel" label={text('consent.perChannel')} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item<PurposeDraft>
            name="separate"
            label={text('consent.separate')}
            extra={text('consent.separate.hint')}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
          <Form.Item<PurposeDraft> name="active" label={text('consent.active')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}

function draftOf({
  nameZh,
  nameEn,
  descriptionZh,
  descriptionEn,
  legalBasis,
  assumed,
  perChannel,
  separate,
  minors,
  active,
}: Purpose): PurposeDraft {
  return { nameZh, nameEn, descriptionZh, descriptionEn, legalBasis, assumed, perChannel, separate, minors, active };
}
