import { Alert, App, Button, Input, Radio, Tabs } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '@/app/guards';
import { type ChannelSummary, useChannelName } from '@/features/channel/api';
import { may } from '@/shared/access';
import { newIdempotencyKey } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { CheckCircleFilled, DeleteOutlined, SaveOutlined } from '@/shared/ui/icons';
import { LabelledField } from '@/shared/ui/LabelledField';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { useDebounced } from '@/shared/ui/useDebounced';
import { UnsavedTag, useLeaveGuard } from '@/shared/ui/useLeaveGuard';
import { type MessageTemplate, useMessagePreview, useSaveTemplate } from '../api';
import { useGapWords, useIssueWords } from '../hooks/useGapWords';
import { contentOf, draftOf, type EditedContent, type EditedTemplate, filledIn, gapsOf, startOf, usedVariables } from '../model';
import { ContentFields } from './ContentFields';
import { PhonePreview } from './PhonePreview';
import styles from './TemplateEditor.module.css';
import { useConfirmDeleteTemplate } from './useConfirmDeleteTemplate';

/** Typing pauses shorter than this do not reach the server. */
const settleMs = 350;

interface TemplateEditorProps {
  /** The template that is changed; without it a new one is made. */
  template?: MessageTemplate;
  channels: readonly ChannelSummary[];
}

/** One message in the words of every channel, beside the phone that will show it. */
export function TemplateEditor({ template, channels }: TemplateEditorProps) {
  const text = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const mayWrite = may(useSession(), 'broadcasts.write');
  const channelName = useChannelName();
  const sayGap = useGapWords();
  const sayIssue = useIssueWords();
  const [edited, setEdited] = useState<EditedTemplate>(() => startOf(template));
  const [saved, setSaved] = useState(edited);
  const [shown, setShown] = useState(() => channels.find((each) => template?.contents[each.code])?.code ?? channels[0]?.code ?? '');
  const [isAsked, setAsked] = useState(false);
  const idempotencyKey = useRef(newIdempotencyKey());
  const save = useSaveTemplate();

  const settled = useDebounced(edited, settleMs);
  const previewed = useMemo(() => {
    const { purpose, contents, fallbacks } = draftOf(settled);
    return { purpose, contents, fallbacks };
  }, [settled]);
  const preview = useMessagePreview(previewed);

  const changed = edited !== saved;
  const leave = useLeaveGuard(changed);
  const confirmDelete = useConfirmDeleteTemplate(() => {
    leave.allow();
    navigate('/templates');
  });
  const gaps = gapsOf(edited, channels);
  const variables = usedVariables(edited);

  const change = (part: Partial<EditedTemplate>) => {
    save.reset();
    setEdited((before) => ({ ...before, ...part }));
  };
  const changeContent = (channel: string, content: EditedContent) =>
    setEdited((before) => ({ ...before, contents: { ...before.contents, [channel]: content } }));

  const submit = () => {
    setAsked(true);
    if (gaps.length > 0) return;
    save.mutate(
      { existing: template, draft: draftOf(edited), idempotencyKey: idempotencyKey.current },
      {
        onSuccess: (stored) => {
          message.success(text('template.saved', { name: stored.name }));
          setSaved(edited);
          setAsked(false);
          if (template === undefined) {
            leave.allow();
            navigate(`/templates/${stored.id}`, { replace: true });
          }
        },
      },
    );
  };

  const content = contentOf(edited, shown);
  const written = filledIn(content.text, edited.fallbacks);
  const told = settled === edited && !preview.isPlaceholderData ? preview.data : undefined;
  const body = (shown === 'sms' ? told?.sms?.text : shown === 'wecom' ? told?.wecom?.text : undefined) ?? written;

  return (
    <>
      <PageHeader
        title={template === undefined ? text('template.new') : template.name}
        mark={changed && <UnsavedTag />}
        back="/templates"
        actions={
          mayWrite && (
            <>
              {template && (
                <Button icon={<DeleteOutlined />} danger onClick={() => confirmDelete(template)}>
                  {text('action.delete')}
                </Button>
              )}
              <Button type="primary" icon={<SaveOutlined />} loading={save.isPending} onClick={submit}>
                {text('action.save')}
              </Button>
            </>
          )
        }
      />
      {save.error && <ProblemAlert error={save.error} />}
      {isAsked && gaps.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          className={styles.gaps}
          title={gaps.map(sayGap).join(text('words.sentenceSeparator'))}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.left}>
          <Panel>
            <div className={styles.head}>
              <LabelledField label={text('template.name')}>
                {(id) => (
                  <Input
                    id={id}
                    value={edited.name}
                    maxLength={100}
                    placeholder={text('template.name.hint')}
                    onChange={(event) => change({ name: event.target.value })}
                  />
                )}
              </LabelledField>
              <fieldset className={styles.purpose}>
                <legend>{text('template.purpose')}</legend>
                <Radio.Group
                  value={edited.purpose}
                  options={(['marketing', 'service'] as const).map((purpose) => ({ value: purpose, label: text(`purpose.${purpose}`) }))}
                  onChange={(event) => change({ purpose: event.target.value })}
                />
                <p className={styles.hint}>{text(`purpose.${edited.purpose}.hint`)}</p>
              </fieldset>
            </div>
          </Panel>
          <Panel title={text('template.contents')} extra={text('template.contents.hint')}>
            <Tabs
              activeKey={shown}
              onChange={setShown}
              items={channels.map((channel) => ({
                key: channel.code,
                label: (
                  <>
                    {channelName(channel.code)}
                    {contentOf(edited, channel.code).text.trim() !== '' && (
                      <CheckCircleFilled className={styles.written} aria-label={text('template.written')} />
                    )}
                  </>
                ),
                children: (
                  <ContentFields
                    channel={channel}
                    channelName={channelName(channel.code)}
                    content={contentOf(edited, channel.code)}
                    preview={preview.data}
                    onChange={(next) => changeContent(channel.code, next)}
                  />
                ),
              }))}
            />
          </Panel>
          {variables.length > 0 && (
            <Panel title={text('template.fallbacks')} extra={text('template.fallbacks.hint')}>
              <div className={styles.fallbacks}>
                {variables.map((variable) => (
                  <LabelledField key={variable} label={text('template.fallbackOf', { variable: text.word('variable', variable) })}>
                    {(id) => (
                      <Input
                        id={id}
                        value={edited.fallbacks[variable] ?? ''}
                        maxLength={50}
                        status={isAsked && !edited.fallbacks[variable]?.trim() ? 'error' : undefined}
                        onChange={(event) => change({ fallbacks: { ...edited.fallbacks, [variable]: event.target.value } })}
                      />
                    )}
                  </LabelledField>
                ))}
              </div>
            </Panel>
          )}
        </div>
        <div className={styles.right}>
          <PhonePreview
            channel={shown}
            channelName={channelName(shown)}
            body={content.text.trim() === '' ? '' : body}
            link={content.title.trim() === '' || content.url.trim() === '' ? undefined : { url: content.url.trim(), title: content.title }}
          />
          {told !== undefined && told.problems.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={text('template.problems')}
              description={told.problems.map((issue) => (
                <div key={`${issue.channel} ${issue.kind} ${issue.variable}`}>{sayIssue(issue)}</div>
              ))}
            />
          )}
        </div>
      </div>
    </>
  );
}
