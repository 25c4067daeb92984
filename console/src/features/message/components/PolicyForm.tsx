import { Alert, App, Button, Flex, InputNumber, Select, Switch, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { useChannelName, useChannels } from '@/features/channel/api';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { DeleteOutlined, PlusOutlined, SaveOutlined } from '@/shared/ui/icons';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import { UnsavedTag, useLeaveGuard } from '@/shared/ui/useLeaveGuard';
import { useSaveContactPolicy, type VersionedPolicy } from '../api';
import {
  allChannels,
  capDaysMax,
  capMessagesMax,
  type EditedCap,
  type EditedPolicy,
  editedPolicy,
  globalControlMaxBp,
  newCap,
  policyDraft,
} from '../model';
import styles from './PolicyForm.module.css';

const clock = 'HH:mm';

/** What nobody is written to beyond: caps, quiet hours, and who is never written to. */
export function PolicyForm({ current, mayChange }: { current: VersionedPolicy; mayChange: boolean }) {
  const text = useText();
  const { message } = App.useApp();
  const [edited, setEdited] = useState<EditedPolicy>(() => editedPolicy(current.policy));
  const [saved, setSaved] = useState(edited);
  const [isAsked, setAsked] = useState(false);
  const save = useSaveContactPolicy();
  const changed = edited !== saved;
  useLeaveGuard(changed);
  const change = (part: Partial<EditedPolicy>) => {
    save.reset();
    setEdited((before) => ({ ...before, ...part }));
  };
  const changeCap = (id: number, part: Partial<EditedCap>) =>
    change({ caps: edited.caps.map((cap) => (cap.id === id ? { ...cap, ...part } : cap)) });

  const submit = () => {
    const policy = policyDraft(edited);
    setAsked(policy === undefined);
    if (policy === undefined) return;
    save.mutate(
      { etag: current.etag, policy },
      {
        onSuccess: () => {
          message.success(text('rules.saved'));
          setSaved(edited);
        },
      },
    );
  };

  return (
    <div className={styles.stack}>
      {save.error && <ProblemAlert error={save.error} />}
      {isAsked && <Alert type="warning" showIcon role="alert" title={text('rules.incomplete')} />}
      <div className={styles.columns}>
        <Panel title={text('rules.caps')} extra={text('rules.caps.hint')}>
          <ul className={styles.caps}>
            {edited.caps.map((cap, index) => (
              <CapFields
                key={cap.id}
                cap={cap}
                index={index}
                mayChange={mayChange}
                onChange={(part) => changeCap(cap.id, part)}
                onRemove={() => change({ caps: edited.caps.filter((each) => each.id !== cap.id) })}
              />
            ))}
          </ul>
          {edited.caps.length === 0 && <p className="q-muted">{text('rules.caps.none')}</p>}
          {mayChange && (
            <Button icon={<PlusOutlined />} onClick={() => change({ caps: [...edited.caps, newCap()] })}>
              {text('rules.caps.add')}
            </Button>
          )}
        </Panel>
        <div className={styles.stack}>
          <QuietHoursPanel edited={edited} mayChange={mayChange} onChange={change} />
          <Panel title={text('rules.control')}>
            <p className={styles.why}>{text('rules.control.hint')}</p>
            <LabelledField label={text('rules.control.share')}>
              {(id) => (
                <InputNumber
                  id={id}
                  disabled={!mayChange}
                  min={0}
                  max={globalControlMaxBp / 100}
                  step={1}
                  precision={2}
                  suffix="%"
                  style={{ width: 140 }}
                  status={isAsked && edited.globalControlBp === null ? 'error' : undefined}
                  value={edited.globalControlBp === null ? null : edited.globalControlBp / 100}
                  onChange={(value) => change({ globalControlBp: value === null ? null : Math.round(value * 100) })}
                />
              )}
            </LabelledField>
          </Panel>
        </div>
      </div>
      {mayChange && (
        <Flex gap={12} align="center">
          <Button type="primary" icon={<SaveOutlined />} loading={save.isPending} onClick={submit}>
            {text('rules.save')}
          </Button>
          {changed && <UnsavedTag />}
        </Flex>
      )}
    </div>
  );
}

interface CapFieldsProps {
  cap: EditedCap;
  index: number;
  mayChange: boolean;
  onChange: (part: Partial<EditedCap>) => void;
  onRemove: () => void;
}

function CapFields({ cap, index, mayChange, onChange, onRemove }: CapFieldsProps) {
  const text = useText();
  const channelName = useChannelName();
  const channels = useChannels();
  const place = { index: index + 1 };
  return (
    <li className={styles.cap}>
      <Select
        aria-label={text('rules.cap.channel', place)}
        disabled={!mayChange}
        style={{ width: 150 }}
        value={cap.channel}
        options={[
          { value: allChannels, label: text('rules.cap.all') },
          ...(channels.data?.map(({ code }) => ({ value: code, label: channelName(code) })) ?? []),
        ]}
        onChange={(channel) => onChange({ channel })}
      />
      <span>{text('rules.cap.atMost')}</span>
      <InputNumber
        aria-label={text('rules.cap.messages', place)}
        disabled={!mayChange}
        min={1}
        max={capMessagesMax}
        precision={0}
        style={{ width: 76 }}
        value={cap.messagesMax}
        onChange={(messagesMax) => onChange({ messagesMax })}
      />
      <span>{text('rules.cap.in')}</span>
      <InputNumber
        aria-label={text('rules.cap.days', place)}
        disabled={!mayChange}
        min={1}
        max={capDaysMax}
        precision={0}
        style={{ width: 76 }}
        value={cap.days}
        onChange={(days) => onChange({ days })}
      />
      <span>{text('rules.cap.unit')}</span>
      {mayChange && <Button type="text" icon={<DeleteOutlined />} aria-label={text('rules.cap.remove', place)} onClick={onRemove} />}
    </li>
  );
}

interface QuietHoursPanelProps {
  edited: EditedPolicy;
  mayChange: boolean;
  onChange: (part: Partial<EditedPolicy>) => void;
}

function QuietHoursPanel({ edited, mayChange, onChange }: QuietHoursPanelProps) {
  const text = useText();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })), []);
  const time = (part: 'from' | 'until') => (id: string) => (
    <TimePicker
      id={id}
      disabled={!mayChange || !edited.hasQuietHours}
      format={clock}
      allowClear={false}
      needConfirm={false}
      minuteStep={5}
      style={{ width: '100%' }}
      value={dayjs(edited[part], clock)}
      onChange={(value) => value && onChange({ [part]: value.format(clock) })}
    />
  );
  return (
    <Panel
      title={text('rules.quiet')}
      extra={
        <Switch
          aria-label={text('rules.quiet')}
          disabled={!mayChange}
          checked={edited.hasQuietHours}
          onChange={(hasQuietHours) => onChange({ hasQuietHours })}
        />
      }
    >
      <p className={styles.why}>{text('rules.quiet.hint')}</p>
      <div className={styles.hours}>
        <LabelledField label={text('rules.quiet.from')}>{time('from')}</LabelledField>
        <LabelledField label={text('rules.quiet.until')}>{time('until')}</LabelledField>
        <LabelledField label={text('source.zone')}>
          {(id) => (
            <Select
              id={id}
              showSearch
              disabled={!mayChange || !edited.hasQuietHours}
              value={edited.zone}
              options={zones}
              onChange={(zone) => onChange({ zone })}
            />
          )}
        </LabelledField>
      </div>
    </Panel>
  );
}
