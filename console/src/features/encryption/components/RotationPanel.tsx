import { Alert, Flex, Progress } from 'antd';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Panel } from '@/shared/ui/Panel';
import { Moment } from '@/shared/ui/values';
import type { MasterKeyRotation } from '../api';
import { progressPercent } from '../model';

/** A rotation under way. Nobody has to wait for it. */
export function RotationPanel({ rotation }: { rotation: MasterKeyRotation }) {
  const text = useText();
  const language = useLanguage();
  const percent = progressPercent(rotation);
  return (
    <Panel title={text('encryption.rotating')} extra={<Begun rotation={rotation} />}>
      <Flex vertical gap={10}>
        <Progress percent={percent ?? 0} size={{ height: 10 }} status="active" aria-label={text('encryption.progress')} />
        <div className="q-muted">
          {percent === undefined
            ? text('encryption.counting')
            : text('encryption.rewrapped', {
                rewrapped: formatCount(rotation.rewrapped, language),
                keys: formatCount(rotation.keys, language),
              })}
        </div>
        {rotation.unopened > 0 && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={text('encryption.unopened', { count: rotation.unopened })}
            description={text('encryption.unopened.hint')}
          />
        )}
      </Flex>
    </Panel>
  );
}

function Begun({ rotation }: { rotation: MasterKeyRotation }) {
  const text = useText();
  return (
    <span className="q-muted">
      {text('encryption.begunBy', { who: rotation.begunBy ?? text('encryption.theServer') })} <Moment at={rotation.begunAt} ago />
    </span>
  );
}
