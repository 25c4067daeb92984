import { Button, Progress, Spin, Upload as UploadControl } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { formatBytes } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { CloudUploadOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { type Upload, uploadFile } from '../api';
import styles from './UploadStep.module.css';

const accepted = '.csv,.gz,.tsv,.txt,.xlsx,.jsonl,.ndjson';

interface UploadStepProps {
  /** The file is there and its columns are being matched. */
  isGuessing: boolean;
  onUploaded: (upload: Upload) => void;
}

export function UploadStep({ isGuessing, onUploaded }: UploadStepProps) {
  const text = useText();
  const language = useLanguage();
  const [sending, setSending] = useState<{ file: File; share: number }>();
  const [error, setError] = useState<unknown>();
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const send = async (file: File) => {
    const controller = new AbortController();
    abort.current = controller;
    setError(undefined);
    setSending({ file, share: 0 });
    try {
      const upload = await uploadFile(file, (share) => setSending({ file, share }), controller.signal);
      onUploaded(upload);
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure);
    } finally {
      if (!controller.signal.aborted) setSending(undefined);
    }
  };

  if (sending || isGuessing) {
    return (
      <Panel>
        <div className={styles.sending} role="status">
          {sending && sending.share < 1 ? (
            <>
              <div className={styles.file}>{sending.file.name}</div>
              <Progress percent={Math.floor(sending.share * 100)} aria-label={text('upload.progress')} />
              <div className="q-muted q-figure">
                {formatBytes(sending.file.size * sending.share, language)} / {formatBytes(sending.file.size, language)}
              </div>
              <Button
                onClick={() => {
                  abort.current?.abort();
                  setSending(undefined);
                }}
              >
                {text('action.cancel')}
              </Button>
            </>
          ) : (
            <>
              <Spin />
              <div className="q-muted">{text('upload.reading')}</div>
            </>
          )}
        </div>
      </Panel>
    );
  }
  return (
    <Panel>
      {error !== undefined && <ProblemAlert error={error} />}
      <UploadControl.Dragger
        accept={accepted}
        showUploadList={false}
        beforeUpload={(file) => {
          send(file);
          return false;
        }}
        className={styles.dragger}
        aria-label={text('upload.choose')}
      >
        <div className={styles.icon} aria-hidden="true">
          <CloudUploadOutlined />
        </div>
        <div className={styles.title}>{text('upload.choose')}</div>
        <div className={styles.hint}>{text('upload.formats')}</div>
      </UploadControl.Dragger>
      <ul className={styles.promises}>
        <li>{text('upload.promise.mapping')}</li>
        <li>{text('upload.promise.rejects')}</li>
        <li>{text('upload.promise.privacy')}</li>
      </ul>
    </Panel>
  );
}
