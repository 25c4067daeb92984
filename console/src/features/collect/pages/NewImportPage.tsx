import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { newIdempotencyKey } from '@/shared/api/client';
import { browserZone } from '@/shared/format/date';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { PageHeader } from '@/shared/ui/PageHeader';
import { type ImportKind, type Upload, useGuessMapping, useStartImport } from '../api';
import { ImportSteps } from '../components/ImportSteps';
import { MappingStep } from '../components/MappingStep';
import { UploadStep } from '../components/UploadStep';
import { type ImportDraft, withoutBlanks } from '../model';

const kindOfUnknown: ImportKind = 'orders';

/** From a file to a running import; what follows is told on the page of the import, which survives a reload. */
export function NewImportPage() {
  const text = useText();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<ImportDraft>();
  const guess = useGuessMapping();
  const start = useStartImport();
  const idempotencyKey = useRef(newIdempotencyKey());

  const chooseKind = (upload: Upload, kind: ImportKind) => {
    guess.mutate(
      { uploadId: upload.id, kind },
      {
        onSuccess: ({ mapping, confidence, needs }) =>
          setDraft((before) => ({
            upload,
            mapping,
            reasons: confidence,
            needs,
            channel: before?.channel ?? '',
            currency: before?.currency,
            zone: before?.zone ?? browserZone(),
          })),
      },
    );
  };

  const run = ({ upload, mapping, channel, currency, zone, needs }: ImportDraft) => {
    const told = { ...(needs.includes('currency') ? { currency } : {}), ...(needs.includes('zone') ? { zone } : {}) };
    start.mutate(
      { body: { uploadId: upload.id, channel, mapping: withoutBlanks(mapping), ...told }, idempotencyKey: idempotencyKey.current },
      {
        onSuccess: (job) =>
          navigate(`/imports/${job.id}`, { replace: true, state: { wizard: true, repeated: job.alreadyImported === true } }),
      },
    );
  };

  const restart = () => {
    setDraft(undefined);
    guess.reset();
    start.reset();
    idempotencyKey.current = newIdempotencyKey();
  };

  return (
    <>
      <PageHeader title={text('imports.start')} subtitle={text('wizard.subtitle')} back="/imports" />
      <ImportSteps current={draft === undefined ? 'upload' : 'mapping'} />
      {guess.error && <ProblemAlert error={guess.error} />}
      {start.error && <ProblemAlert error={start.error} />}
      {draft === undefined ? (
        <UploadStep isGuessing={guess.isPending} onUploaded={(upload) => chooseKind(upload, upload.suggestedKind ?? kindOfUnknown)} />
      ) : (
        <MappingStep
          draft={draft}
          isGuessing={guess.isPending}
          isStarting={start.isPending}
          onChange={setDraft}
          onKind={(kind) => chooseKind(draft.upload, kind)}
          onRestart={restart}
          onStart={() => run(draft)}
        />
      )}
    </>
  );
}
