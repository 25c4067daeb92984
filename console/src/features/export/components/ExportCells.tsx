import { Progress } from 'antd';
import { useText } from '@/shared/i18n/text';
import { StateTag } from '@/shared/ui/StateTag';
import type { Export } from '../api';
import { progressPercent, stateTones } from '../model';

/** The state in a word, how far it is, and why there is no file. */
export function ExportStateCell({ export: one }: { export: Export }) {
  const text = useText();
  const percent = progressPercent(one);
  return (
    <>
      <StateTag tone={stateTones[one.state]}>{text(`exports.state.${one.state}`)}</StateTag>
      {percent !== undefined && <Progress percent={percent} size="small" aria-label={text('exports.progress')} />}
      {one.failure !== undefined && <div className="q-muted">{text(`exports.failure.${one.failure}`)}</div>}
      {one.decisionNote !== undefined && <div className="q-muted">{one.decisionNote}</div>}
    </>
  );
}

/** Whom the file is about. */
export function ExportSourceCell({ export: one }: { export: Export }) {
  const text = useText();
  if (one.segmentName !== undefined) return one.segmentName;
  return text(one.condition === undefined ? 'exports.everybody' : 'exports.condition');
}
