import { App, Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { newIdempotencyKey } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { DeleteOutlined, DownloadOutlined, SaveOutlined } from '@/shared/ui/icons';
import { LabelledField } from '@/shared/ui/LabelledField';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { UnsavedTag, useLeaveGuard } from '@/shared/ui/useLeaveGuard';
import { type Segment, type SegmentCondition, useSaveSegment } from '../api';
import { useLivePreview } from '../hooks/useLivePreview';
import { compile, decompile, type EditorGroup, newGroup } from '../model';
import { ConditionTree } from './ConditionTree';
import { PreviewPanel } from './PreviewPanel';
import styles from './SegmentEditor.module.css';
import { useConfirmDelete } from './useConfirmDelete';

interface SegmentEditorProps {
  /** The segment that is changed; without it a new one is made. */
  segment?: Segment;
  /** What a new segment starts from. */
  start?: SegmentCondition | undefined;
}

interface Draft {
  name: string;
  description: string;
  root: EditorGroup;
}

/** Who is meant, built by hand, with its size at every step. */
export function SegmentEditor({ segment, start }: SegmentEditorProps) {
  const text = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const session = useSession();
  const mayWrite = may(session, 'segments.write');
  const mayExport = may(session, 'exports.create');
  const [draft, setDraft] = useState<Draft>(() => ({
    name: segment?.name ?? '',
    description: segment?.description ?? '',
    root: segment ? decompile(segment.condition) : start ? decompile(start) : newGroup(),
  }));
  const [saved, setSaved] = useState(draft);
  const [isNameAsked, setNameAsked] = useState(false);
  const isNameMissing = isNameAsked && draft.name.trim() === '';
  const idempotencyKey = useRef(newIdempotencyKey());
  const save = useSaveSegment();
  const preview = useLivePreview(draft.root);

  const changed = draft !== saved && !save.isSuccess;
  const leave = useLeaveGuard(changed);
  const confirmDelete = useConfirmDelete(() => {
    leave.allow();
    navigate('/segments');
  });

  const change = (part: Partial<Draft>) => {
    save.reset();
    setDraft((before) => ({ ...before, ...part }));
  };

  const submit = () => {
    const { condition, unfinished } = compile(draft.root);
    const name = draft.name.trim();
    setNameAsked(name === '');
    if (condition === null || unfinished > 0) {
      message.warning(text('segment.unfinished'));
      return;
    }
    if (name === '') {
      return;
    }
    const description = draft.description.trim();
    save.mutate(
      {
        existing: segment,
        draft: { name, ...(description === '' ? {} : { description }), condition },
        idempotencyKey: idempotencyKey.current,
      },
      {
        onSuccess: (stored) => {
          message.success(text('segment.saved', { name: stored.name }));
          setSaved(draft);
          if (segment === undefined) {
            leave.allow();
            navigate(`/segments/${stored.id}`, { replace: true });
          }
        },
      },
    );
  };

  return (
    <>
      <PageHeader
        title={segment === undefined ? text('segment.new') : segment.name}
        mark={changed && <UnsavedTag />}
        back="/segments"
        actions={
          <>
            {segment && mayExport && (
              <Button icon={<DownloadOutlined />} onClick={() => navigate(`/exports?segment=${segment.id}`)}>
                {text('exports.open')}
              </Button>
            )}
            {mayWrite && (
              <>
                {segment && (
                  <Button icon={<DeleteOutlined />} danger onClick={() => confirmDelete(segment)}>
                    {text('action.delete')}
                  </Button>
                )}
                <Button type="primary" icon={<SaveOutlined />} loading={save.isPending} onClick={submit}>
                  {text('segment.save')}
                </Button>
              </>
            )}
          </>
        }
      />
      {save.error && <ProblemAlert error={save.error} />}
      <div className={styles.columns}>
        <div className={styles.left}>
          <Panel>
            <div className={styles.names}>
              <LabelledField label={text('segment.name')} error={isNameMissing ? text('segment.name.required') : undefined}>
                {(id) => (
                  <Input
                    id={id}
                    value={draft.name}
                    maxLength={100}
                    placeholder={text('segment.name.hint')}
                    status={isNameMissing ? 'error' : undefined}
                    aria-invalid={isNameMissing}
                    onChange={(event) => change({ name: event.target.value })}
                  />
                )}
              </LabelledField>
              <LabelledField label={text('segment.description')}>
                {(id) => (
                  <Input
                    id={id}
                    value={draft.description}
                    maxLength={500}
                    placeholder={text('segment.description.hint')}
                    onChange={(event) => change({ description: event.target.value })}
                  />
                )}
              </LabelledField>
            </div>
          </Panel>
          <Panel title={text('segment.conditions')} extra={text('segment.conditions.hint')}>
            <ConditionTree
              root={draft.root}
              sizes={preview.sizes}
              total={preview.preview?.total}
              ownId={segment?.id}
              onChange={(root) => change({ root })}
            />
          </Panel>
        </div>
        <PreviewPanel live={preview} />
      </div>
    </>
  );
}
