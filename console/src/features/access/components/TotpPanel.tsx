import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { CheckCircleOutlined, MinusCircleOutlined, MobileOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { StateTag } from '@/shared/ui/StateTag';
import { QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { useTotp } from '../api';
import { ProveTotpDrawer } from './ProveTotpDrawer';
import { RecoveryCodesDialog } from './RecoveryCodesDialog';
import { SetUpTotpDrawer } from './SetUpTotpDrawer';

const fewCodes = 3;

/** The second factor of one's own account. */
export function TotpPanel() {
  const text = useText();
  const query = useTotp();
  const [isSettingUp, setSettingUp] = useState(false);
  const [purpose, setPurpose] = useState<'off' | 'renew'>();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Panel title={text('totp.title')}>
      <QueryView query={query}>
        {({ isOn, since, recoveryCodesLeft, isRequired }) => (
          <Flex vertical gap={16}>
            {isRequired && !isOn && <Alert type="warning" showIcon title={text('totp.required')} />}
            {isOn && recoveryCodesLeft <= fewCodes && (
              <Alert type="warning" showIcon title={text('totp.few', { count: recoveryCodesLeft })} />
            )}
            <Flex justify="space-between" align="center" gap={16} wrap>
              <Flex vertical gap={6}>
                <Flex gap={10} align="center" wrap>
                  {isOn ? (
                    <StateTag tone="good" icon={<CheckCircleOutlined />}>
                      {text('totp.on')}
                    </StateTag>
                  ) : (
                    <StateTag tone="calm" icon={<MinusCircleOutlined />}>
                      {text('totp.off')}
                    </StateTag>
                  )}
                  {isOn && since && <Moment at={since} ago />}
                  {isOn && <span>{text('totp.left', { count: recoveryCodesLeft })}</span>}
                </Flex>
                <span className="q-muted">{text('totp.hint')}</span>
              </Flex>
              <Flex gap={10} wrap>
                {isOn ? (
                  <>
                    <Button onClick={() => setPurpose('renew')}>{text('totp.renew')}</Button>
                    <Button danger onClick={() => setPurpose('off')}>
                      {text('totp.turnOff')}
                    </Button>
                  </>
                ) : (
                  <Button type="primary" icon={<MobileOutlined />} onClick={() => setSettingUp(true)}>
                    {text('totp.setUp')}
                  </Button>
                )}
              </Flex>
            </Flex>
          </Flex>
        )}
      </QueryView>
      <SetUpTotpDrawer open={isSettingUp} onClose={() => setSettingUp(false)} onCodes={setCodes} />
      <ProveTotpDrawer purpose={purpose} onClose={() => setPurpose(undefined)} onCodes={setCodes} />
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </Panel>
  );
}
