import { Alert, Button, Segmented, Spin } from 'antd';
import { Link } from 'react-router';
import { formatBytes } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { PlayCircleOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { type ImportKind, useImportKinds } from '../api';
import { channelPattern, fitMapping, gapsOf, type ImportDraft, keepsAttributes } from '../model';
import { AttributeColumns } from './AttributeColumns';
import styles from './MappingStep.module.css';
import { MappingTable } from './MappingTable';
import { OrderRulesFields } from './OrderRulesFields';
import { SavedMappings } from './SavedMappings';
import { SourceFields } from './SourceFields';

interface MappingStepProps {
  draft: ImportDraft;
  isGuessing: boolean;
  isStarting: boolean;
  onChange: (draft: ImportDraft) => void;
  onKind: (kind: ImportKind) => void;
  onRestart: () => void;
  onStart: () => void;
}

/** What the file holds and which column is what, as guessed, to be checked and changed. */
export function MappingStep({ draft, isGuessing, isStarting, onChange, onKind, onRestart, onStart }: MappingStepProps) {
  const text = useText();
  const language = useLanguage();
  const kinds = useImportKinds();
  const { upload, mapping, needs } = draft;
  return (
    <QueryView query={kinds}>
      {(descriptions) => {
        const description = descriptions.find((each) => each.kind === mapping.kind) ?? { kind: mapping.kind, fields: [] };
        const gaps = gapsOf(mapping, description);
        const told =
          channelPattern.test(draft.channel) &&
          (!needs.includes('currency') || draft.currency !== undefined) &&
          (!needs.includes('zone') || draft.zone !== undefined);
        return (
          <div className={styles.stack}>
            {upload.alreadyImportedJobId && (
              <Alert
                type="warning"
                showIcon
                title={text('mapping.alreadyImported')}
                description={text('mapping.alreadyImported.hint')}
                action={<Link to={`/imports/${upload.alreadyImportedJobId}`}>{text('mapping.alreadyImported.show')}</Link>}
              />
            )}
            <Panel
              title={upload.fileName}
              extra={
                <>
                  {text('mapping.file', {
                    format: upload.format.toUpperCase(),
                    size: formatBytes(upload.sizeBytes, language),
                    columns: upload.columns.length,
                  })}
                  <Button type="link" onClick={onRestart}>
                    {text('mapping.otherFile')}
                  </Button>
                </>
              }
            >
              <div className={styles.kind}>
                <span className={styles.question}>{text('mapping.kind')}</span>
                <Segmented<ImportKind>
                  aria-label={text('mapping.kind')}
                  value={mapping.kind}
                  disabled={isGuessing}
                  options={descriptions.map((each) => ({ value: each.kind, label: text(`kind.${each.kind}`) }))}
                  onChange={onKind}
                />
                {isGuessing && <Spin size="small" />}
              </div>
            </Panel>
            <SourceFields draft={draft} onChange={onChange} />
            <Panel
              title={text('mapping.columns')}
              extra={
                <SavedMappings
                  mapping={mapping}
                  onLoad={(saved) => onChange({ ...draft, mapping: fitMapping(saved, upload), reasons: [] })}
                />
              }
              flush
            >
              <MappingTable draft={draft} fields={description.fields} onChange={(next) => onChange({ ...draft, mapping: next })} />
            </Panel>
            {mapping.orderRules && (
              <OrderRulesFields
                rules={mapping.orderRules}
                onChange={(orderRules) => onChange({ ...draft, mapping: { ...mapping, orderRules } })}
              />
            )}
            {keepsAttributes(mapping.kind) && (
              <AttributeColumns upload={upload} mapping={mapping} onChange={(next) => onChange({ ...draft, mapping: next })} />
            )}
            <div className={styles.foot}>
              <div role="status" className={styles.gaps}>
                {gaps.length > 0 &&
                  text('mapping.missing', { fields: gaps.map((gap) => gapName(gap, text)).join(text('words.listSeparator')) })}
                {gaps.length === 0 && !told && text('mapping.untold')}
              </div>
              <Button
                type="primary"
                size="large"
                icon={<PlayCircleOutlined />}
                disabled={gaps.length > 0 || !told || isGuessing}
                loading={isStarting}
                onClick={onStart}
              >
                {text('mapping.start')}
              </Button>
            </div>
          </div>
        );
      }}
    </QueryView>
  );
}

function gapName(gap: ReturnType<typeof gapsOf>[number], text: ReturnType<typeof useText>): string {
  return gap.type === 'field'
    ? text.word('field', gap.field)
    : gap.fields.map((field) => text.word('field', field)).join(text('mapping.or'));
}
