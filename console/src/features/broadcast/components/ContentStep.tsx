import { Select } from 'antd';
import { Link } from 'react-router';
import { useChannelName, useChannels } from '@/features/channel/api';
import { type MessageTemplate, useMessagePreview, useTemplateOptions } from '@/features/content/api';
import { PhonePreview } from '@/features/content/components/PhonePreview';
import { filledIn } from '@/features/content/model';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import { defaultChannels } from '../model';
import styles from './Wizard.module.css';
import type { StepProps } from './wizard';

/** What they hear. */
export function ContentStep({ edited, isAsked, onChange }: StepProps) {
  const text = useText();
  const templates = useTemplateOptions();
  const channels = useChannels();
  const chosen = templates.data?.items.find((each) => each.id === edited.templateId);

  const choose = (templateId: string) => {
    const template = templates.data?.items.find((each) => each.id === templateId);
    onChange({ templateId, channels: template === undefined ? [] : defaultChannels(template, channels.data ?? []) });
  };

  return (
    <Panel title={text('broadcast.step.content')}>
      <LabelledField
        label={text('broadcast.template')}
        error={isAsked && edited.templateId === undefined ? text('broadcast.template.required') : undefined}
      >
        {(id) => (
          <Select
            id={id}
            style={{ maxWidth: 460 }}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={text('builder.choose')}
            loading={templates.isPending}
            value={edited.templateId}
            options={templates.data?.items.map((each) => ({ value: each.id, label: each.name }))}
            onChange={choose}
          />
        )}
      </LabelledField>
      <p className={styles.hint}>
        {chosen && (
          <>
            {text(`purpose.${chosen.purpose}`)}: {text(`purpose.${chosen.purpose}.hint`)}{' '}
            <Link to={`/templates/${chosen.id}`} target="_blank">
              {text('broadcast.template.edit')}
            </Link>
            {' · '}
          </>
        )}
        <Link to="/templates/new" target="_blank">
          {text('templates.create')}
        </Link>
      </p>
      {chosen && <WordsPreview words={wordsOf(chosen)} />}
    </Panel>
  );
}

export function wordsOf({ purpose, contents, fallbacks }: MessageTemplate): Schemas['MessageWords'] {
  return { purpose, contents, fallbacks };
}

/** What is said on every channel, phone beside phone. */
export function WordsPreview({ words }: { words: Schemas['MessageWords'] }) {
  const channelName = useChannelName();
  const preview = useMessagePreview(words);
  return (
    <div className={styles.phones}>
      {Object.entries(words.contents).map(([channel, content]) => {
        const told = channel === 'sms' ? preview.data?.sms?.text : channel === 'wecom' ? preview.data?.wecom?.text : undefined;
        return (
          <PhonePreview
            key={channel}
            channel={channel}
            channelName={channelName(channel)}
            body={told ?? filledIn(content.text, words.fallbacks)}
            link={content.link}
          />
        );
      })}
    </div>
  );
}
