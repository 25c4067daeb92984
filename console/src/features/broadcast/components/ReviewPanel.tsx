import { Alert, App, Button, Flex, Input } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '@/app/guards';
import { mayEnter } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { CheckOutlined, CloseOutlined } from '@/shared/ui/icons';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import { type Broadcast, useDecide, useEstimate } from '../api';
import { approvalRole, questionOf, startOf } from '../model';
import { WordsPreview } from './ContentStep';
import { EstimatePanel } from './EstimatePanel';
import styles from './Wizard.module.css';

/** What the second person looks at, and where she decides. */
export function ReviewPanel({ broadcast }: { broadcast: Broadcast }) {
  const text = useText();
  const question = useMemo(() => questionOf(startOf(broadcast, broadcast.currency)), [broadcast]);
  const estimate = useEstimate(question);
  return (
    <div className={styles.columns}>
      <div className={styles.whole}>
        <Verdict broadcast={broadcast} />
        {broadcast.words && (
          <Panel title={text('template.contents')}>
            <WordsPreview words={broadcast.words} />
          </Panel>
        )}
      </div>
      <div className={styles.side}>
        <EstimatePanel query={estimate} isAsked days={broadcast.effectDays} />
      </div>
    </div>
  );
}

function Verdict({ broadcast }: { broadcast: Broadcast }) {
  const text = useText();
  const session = useSession();
  const { message } = App.useApp();
  const [comment, setComment] = useState('');
  const [isCommentAsked, setCommentAsked] = useState(false);
  const decide = useDecide();
  const role = approvalRole(session, broadcast);

  if (role === 'author') {
    return (
      <Alert
        type="info"
        showIcon
        role="note"
        title={text('review.own')}
        description={
          <>
            {text('review.own.hint')} {mayEnter(session, 'people') && <Link to="/people">{text('review.people')}</Link>}
          </>
        }
      />
    );
  }
  if (role === 'watcher') {
    return <Alert type="info" showIcon role="note" title={text('review.waits')} description={text('review.waits.hint')} />;
  }

  const answer = async (isApproved: boolean) => {
    const said = comment.trim();
    setCommentAsked(!isApproved && said === '');
    if (!isApproved && said === '') return;
    try {
      await decide.mutateAsync({ broadcast, isApproved, comment: said });
      message.success(text(isApproved ? 'review.approved' : 'review.rejected'));
    } catch {
      // The problem is shown above the comment.
    }
  };

  return (
    <Panel title={text('review.title')}>
      {decide.error && <ProblemAlert error={decide.error} />}
      <p className={styles.hint} style={{ marginTop: 0 }}>
        {text('review.hint', { name: broadcast.submittedBy ?? broadcast.createdBy })}
      </p>
      <LabelledField label={text('review.comment')} error={isCommentAsked ? text('review.comment.required') : undefined}>
        {(id) => (
          <Input.TextArea
            id={id}
            value={comment}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            placeholder={text('review.comment.hint')}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </LabelledField>
      <Flex gap={10} wrap style={{ marginTop: 14 }}>
        <Button type="primary" icon={<CheckOutlined />} loading={decide.isPending} onClick={() => answer(true)}>
          {text('review.approve')}
        </Button>
        <Button danger icon={<CloseOutlined />} disabled={decide.isPending} onClick={() => answer(false)}>
          {text('review.reject')}
        </Button>
      </Flex>
    </Panel>
  );
}
