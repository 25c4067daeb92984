import { Alert } from 'antd';
import { useText } from '@/shared/i18n/text';
import { CopyField } from '@/shared/ui/CopyField';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import { Moment } from '@/shared/ui/values';
import styles from '../pages/SettingsPage.module.css';

interface CallbackPanelProps {
  /** Path or whole address; absent until the channel is set up. */
  address: string | undefined;
  hint: string;
  children?: React.ReactNode;
}

/** Where the vendor tells us what happened. */
export function CallbackPanel({ address, hint, children }: CallbackPanelProps) {
  const text = useText();
  return (
    <Panel title={text('callback.title')}>
      <p className="q-muted" style={{ marginTop: 0 }}>
        {hint}
      </p>
      {address === undefined ? (
        <Alert type="info" showIcon role="note" title={text('callback.afterSaving')} />
      ) : (
        <LabelledField label={text('callback.address')} hint={text('callback.address.hint')}>
          {(id) => <CopyField id={id} value={new URL(address, window.location.origin).href} />}
        </LabelledField>
      )}
      {children}
    </Panel>
  );
}

/** Whether the vendor finds the way here. */
export function LastCallback({ at }: { at: string | undefined }) {
  const text = useText();
  return (
    <p className={styles.sub}>
      {at === undefined ? (
        text('callback.never')
      ) : (
        <>
          {text('callback.last')} <Moment at={at} ago />
        </>
      )}
    </p>
  );
}
