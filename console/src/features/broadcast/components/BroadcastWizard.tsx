import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTemplate } from '@/features/content/api';
import { useSegment } from '@/features/segment/api';
import { newIdempotencyKey } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { ExperimentOutlined, LeftOutlined, RightOutlined, SaveOutlined, SendOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { useDebounced } from '@/shared/ui/useDebounced';
import { UnsavedTag, useLeaveGuard } from '@/shared/ui/useLeaveGuard';
import { WizardSteps } from '@/shared/ui/WizardSteps';
import { type Broadcast, useEstimate, useSaveBroadcast, useSubmitBroadcast } from '../api';
import { draftOf, type EditedBroadcast, questionOf, startOf, unfinishedSteps, type WizardStep, wizardSteps } from '../model';
import { AudienceStep } from './AudienceStep';
import { BroadcastFacts } from './BroadcastFacts';
import { ChannelsStep } from './ChannelsStep';
import { ContentStep, WordsPreview, wordsOf } from './ContentStep';
import { ControlStep } from './ControlStep';
import { EstimatePanel } from './EstimatePanel';
import { ScheduleStep } from './ScheduleStep';
import { TestSendDrawer } from './TestSendDrawer';
import styles from './Wizard.module.css';

/** Changes that come closer together than this are estimated once. */
const settleMs = 350;

interface BroadcastWizardProps {
  /** The draft that is changed; without it a new one is made. */
  broadcast?: Broadcast | undefined;
  /** The brand's currency, for a new one. */
  currency: string;
}

/** From an audience to a broadcast that waits for approval, with its size beside every step. */
export function BroadcastWizard({ broadcast, currency }: BroadcastWizardProps) {
  const text = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [stored, setStored] = useState(broadcast);
  const [edited, setEdited] = useState<EditedBroadcast>(() => startOf(broadcast, currency));
  const [saved, setSaved] = useState(edited);
  const [step, setStep] = useState<WizardStep>('audience');
  const [isAsked, setAsked] = useState(false);
  const [isTesting, setTesting] = useState(false);
  const idempotencyKey = useRef(newIdempotencyKey());
  const save = useSaveBroadcast();
  const submit = useSubmitBroadcast();

  const settled = useDebounced(edited, settleMs);
  const question = questionOf(settled);
  const estimate = useEstimate(question);
  const shownEstimate = question === null ? undefined : estimate.data;

  const unfinished = unfinishedSteps(edited);
  const isChanged = edited !== saved || stored === undefined;
  const leave = useLeaveGuard(edited !== saved);

  const change = (part: Partial<EditedBroadcast>) => {
    save.reset();
    submit.reset();
    setEdited((before) => ({ ...before, ...part }));
  };

  /** Saves what is not saved yet; leads to the first step that lacks something instead. */
  const store = async (): Promise<Broadcast | undefined> => {
    const draft = draftOf(edited);
    if (draft === undefined) {
      setAsked(true);
      setStep(wizardSteps.find((each) => unfinished.has(each)) ?? 'audience');
      message.warning(text('broadcast.unfinished'));
      return undefined;
    }
    if (!isChanged) return stored;
    try {
      const next = await save.mutateAsync({ existing: stored, draft, idempotencyKey: idempotencyKey.current });
      setStored(next);
      setSaved(edited);
      setAsked(false);
      if (stored === undefined) {
        leave.allow();
        navigate(`/broadcasts/edit/${next.id}`, { replace: true });
      }
      return next;
    } catch {
      // The problem is shown above the steps.
      return undefined;
    }
  };

  const saveDraft = async () => {
    const next = await store();
    if (next) message.success(text('broadcast.saved', { name: next.name }));
  };

  const testSend = async () => {
    if (await store()) setTesting(true);
  };

  const hand = async () => {
    const next = await store();
    if (next === undefined) return;
    try {
      await submit.mutateAsync(next.id);
      leave.allow();
      message.success(text('broadcast.submitted'));
      navigate(`/broadcasts/${next.id}`);
    } catch {
      // The problem is shown above the steps.
    }
  };

  const at = wizardSteps.indexOf(step);
  const before = wizardSteps[at - 1];
  const after = wizardSteps[at + 1];
  const props = { edited, isAsked, onChange: change };
  const error = save.error ?? submit.error;

  return (
    <>
      <PageHeader
        title={stored?.name ?? text('broadcast.new')}
        mark={edited !== saved && <UnsavedTag />}
        subtitle={text('broadcast.wizard.subtitle')}
        back="/broadcasts"
        actions={
          <Button icon={<SaveOutlined />} loading={save.isPending} onClick={saveDraft}>
            {text('broadcast.saveDraft')}
          </Button>
        }
      />
      <WizardSteps
        label={text('broadcast.steps')}
        steps={wizardSteps.map((key) => ({ key, name: text(`broadcast.step.${key}`) }))}
        current={step}
        unfinished={unfinished}
        onGo={setStep}
      />
      {error && <ProblemAlert error={error} />}
      <div className={styles.columns}>
        <div className={styles.whole}>
          {step === 'audience' && <AudienceStep {...props} />}
          {step === 'content' && <ContentStep {...props} />}
          {step === 'channels' && <ChannelsStep {...props} />}
          {step === 'control' && <ControlStep {...props} estimate={shownEstimate} />}
          {step === 'schedule' && <ScheduleStep {...props} estimate={shownEstimate} />}
          {step === 'review' && <Review edited={edited} />}
          <div className={styles.foot}>
            <div>
              {before !== undefined && (
                <Button icon={<LeftOutlined />} onClick={() => setStep(before)}>
                  {text('broadcast.back')}
                </Button>
              )}
            </div>
            <div>
              {after === undefined ? (
                <>
                  <Button icon={<ExperimentOutlined />} onClick={testSend}>
                    {text('testSend.title')}
                  </Button>
                  <Button type="primary" icon={<SendOutlined />} loading={submit.isPending} onClick={hand}>
                    {text('broadcast.submit')}
                  </Button>
                </>
              ) : (
                <Button type="primary" icon={<RightOutlined />} iconPlacement="end" onClick={() => setStep(after)}>
                  {text('broadcast.next')}
                </Button>
              )}
            </div>
          </div>
        </div>
        <div className={styles.side}>
          <EstimatePanel query={estimate} isAsked={question !== null} days={edited.effectDays} />
        </div>
      </div>
      {isTesting && stored && <TestSendDrawer broadcastId={stored.id} onClose={() => setTesting(false)} />}
    </>
  );
}

/** All decisions once more, and the words as they will be read. */
function Review({ edited }: { edited: EditedBroadcast }) {
  const text = useText();
  const segment = useSegment(edited.segmentId ?? '');
  const template = useTemplate(edited.templateId ?? '');
  const settings = draftOf(edited);
  return (
    <>
      <Panel title={text('broadcast.step.review')}>
        {settings === undefined ? (
          <p className={styles.hint}>{text('broadcast.unfinished')}</p>
        ) : (
          <BroadcastFacts settings={settings} segmentName={segment.data?.name ?? '…'} templateName={template.data?.name ?? '…'} />
        )}
      </Panel>
      {template.data && (
        <Panel title={text('template.contents')}>
          <WordsPreview words={wordsOf(template.data)} />
        </Panel>
      )}
    </>
  );
}
