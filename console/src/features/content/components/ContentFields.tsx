import { Button, type GetRef, Input } from 'antd';
import { useRef } from 'react';
import type { ChannelSummary } from '@/features/channel/api';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { PlusOutlined } from '@/shared/ui/icons';
import { LabelledField } from '@/shared/ui/LabelledField';
import type { MessagePreview } from '../api';
import { type EditedContent, insertVariable, isUrl, unknownVariables } from '../model';
import styles from './ContentFields.module.css';

interface ContentFieldsProps {
  channel: ChannelSummary;
  channelName: string;
  content: EditedContent;
  preview: MessagePreview | undefined;
  onChange: (content: EditedContent) => void;
}

/** What one channel says: text with variables, and a link. */
export function ContentFields({ channel, channelName, content, preview, onChange }: ContentFieldsProps) {
  const text = useText();
  const area = useRef<GetRef<typeof Input.TextArea>>(null);
  const unknown = unknownVariables(content.text, channel);
  const url = content.url.trim();

  const insert = (variable: string) => {
    const field = area.current?.resizableTextArea?.textArea;
    const from = field?.selectionStart ?? content.text.length;
    const next = insertVariable(content.text, variable, from, field?.selectionEnd ?? from);
    onChange({ ...content, text: next.text });
    // The cursor can only be put behind the variable once the text has it.
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(next.cursor, next.cursor);
    });
  };

  return (
    <div className={styles.fields}>
      <LabelledField
        label={text('template.text')}
        error={
          unknown.length > 0
            ? text('template.unknownVariables', { channel: channelName, variables: unknown.join(text('words.listSeparator')) })
            : undefined
        }
      >
        {(id) => (
          <Input.TextArea
            id={id}
            ref={area}
            value={content.text}
            autoSize={{ minRows: 6, maxRows: 16 }}
            maxLength={2_000}
            status={unknown.length > 0 ? 'error' : undefined}
            placeholder={text('template.text.hint')}
            onChange={(event) => onChange({ ...content, text: event.target.value })}
          />
        )}
      </LabelledField>
      <div className={styles.under}>
        {channel.variables.length === 0 ? (
          <span className={styles.hint}>{text('template.noVariables', { channel: channelName })}</span>
        ) : (
          <fieldset className={styles.chips}>
            <legend className={styles.hint}>{text('template.variables')}</legend>
            {channel.variables.map((variable) => (
              <Button
                key={variable}
                size="small"
                icon={<PlusOutlined />}
                className={styles.chip}
                aria-label={text('template.insert', { variable: text.word('variable', variable) })}
                onClick={() => insert(variable)}
              >
                {text.word('variable', variable)}
              </Button>
            ))}
          </fieldset>
        )}
        <Counter channel={channel.code} preview={preview} isEmpty={content.text.trim() === ''} />
      </div>
      <div className={styles.link}>
        <LabelledField label={text('template.linkTitle')} hint={channel.code === 'sms' ? text('template.linkTitle.sms') : undefined}>
          {(id) => (
            <Input
              id={id}
              value={content.title}
              maxLength={40}
              placeholder={text('template.linkTitle.hint')}
              onChange={(event) => onChange({ ...content, title: event.target.value })}
            />
          )}
        </LabelledField>
        <LabelledField label={text('template.linkUrl')} error={url !== '' && !isUrl(url) ? text('template.linkUrl.wrong') : undefined}>
          {(id) => (
            <Input
              id={id}
              value={content.url}
              maxLength={500}
              inputMode="url"
              placeholder="https://"
              status={url !== '' && !isUrl(url) ? 'error' : undefined}
              onChange={(event) => onChange({ ...content, url: event.target.value })}
            />
          )}
        </LabelledField>
      </div>
    </div>
  );
}

/** How long the message is by the channel's own measure, which is what it costs. */
function Counter({ channel, preview, isEmpty }: { channel: string; preview: MessagePreview | undefined; isEmpty: boolean }) {
  const text = useText();
  const language = useLanguage();
  const count = (value: number) => formatCount(value, language);
  if (isEmpty || preview === undefined) {
    return null;
  }
  if (channel === 'sms' && preview.sms !== undefined) {
    const { characters, parts } = preview.sms;
    return (
      <output className={parts > 1 ? styles.costly : styles.counter}>
        {text('template.smsLength', {
          characters: count(characters),
          charactersNumber: characters,
          parts: count(parts),
          partsNumber: parts,
        })}
      </output>
    );
  }
  if (channel === 'wecom' && preview.wecom !== undefined) {
    return <output className={styles.counter}>{text('template.wecomLength', { bytes: count(preview.wecom.bytes) })}</output>;
  }
  return null;
}
