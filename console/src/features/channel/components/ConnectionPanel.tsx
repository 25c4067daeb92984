import type { UseMutationResult } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { ThunderboltOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';

interface ConnectionAnswer {
  outcome: string;
  detail: string;
  tookMs: number;
  /** The vendor's own code, of WeCom. */
  errorCode?: number | null;
  /** HTTP status, of a gateway. */
  status?: number | null;
}

interface ConnectionPanelProps<T extends ConnectionAnswer> {
  test: UseMutationResult<T, Error, void>;
  isSetUp: boolean;
  /** Settings that are typed but not saved are not what is tested. */
  isChanged: boolean;
  /** What a connected vendor told. */
  told: (answer: T) => string | undefined;
}

/** Really asks the vendor, and says what is wrong in words one can act on. */
export function ConnectionPanel<T extends ConnectionAnswer>({ test, isSetUp, isChanged, told }: ConnectionPanelProps<T>) {
  const text = useText();
  const language = useLanguage();
  const answer = test.data;
  const code = answer?.errorCode ?? answer?.status ?? undefined;
  const isConnected = answer?.outcome === 'connected';
  const detail = answer && (isConnected ? told(answer) : language === 'en' ? answer.detail : undefined);
  return (
    <Panel title={text('connection.title')}>
      <p className="q-muted" style={{ marginTop: 0 }}>
        {text(!isSetUp ? 'connection.notYet' : isChanged ? 'connection.saveFirst' : 'connection.hint')}
      </p>
      <Button icon={<ThunderboltOutlined />} disabled={!isSetUp || isChanged} loading={test.isPending} onClick={() => test.mutate()}>
        {text('connection.test')}
      </Button>
      <div aria-live="polite" style={{ marginTop: answer || test.error ? 16 : 0 }}>
        {test.error && <ProblemAlert error={test.error} />}
        {answer && (
          <Alert
            type={isConnected ? 'success' : 'error'}
            showIcon
            title={text.word('connectionOutcome', answer.outcome)}
            description={
              <>
                {detail !== undefined && <div>{detail}</div>}
                {code !== undefined && <div>{text('connection.code', { code })}</div>}
                <div className="q-figure">{text('connection.took', { ms: formatCount(answer.tookMs, language) })}</div>
              </>
            }
          />
        )}
      </div>
    </Panel>
  );
}
