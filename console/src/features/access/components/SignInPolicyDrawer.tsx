import { Divider, Drawer, Flex, Switch } from 'antd';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { QueryView } from '@/shared/ui/states';
import { useOidcSettings, useReplaceSignInPolicy, useSignInPolicy } from '../api';
import { OidcSettingsForm } from './OidcSettingsForm';

/** What is demanded of those who sign in. */
export function SignInPolicyDrawer({ onClose }: { onClose: () => void }) {
  const text = useText();
  const query = useSignInPolicy();
  const replace = useReplaceSignInPolicy();
  const oidc = useOidcSettings();
  return (
    <Drawer title={text('signInPolicy.title')} open size={480} onClose={onClose} closable={{ 'aria-label': text('action.close') }}>
      {replace.error && <ProblemAlert error={replace.error} />}
      <QueryView query={query}>
        {({ totpRequiredFor }) => (
          <Flex gap={12} align="flex-start">
            <Switch
              aria-label={text('signInPolicy.totp')}
              checked={totpRequiredFor === 'managers'}
              loading={replace.isPending}
              onChange={(isRequired) => replace.mutate({ totpRequiredFor: isRequired ? 'managers' : 'nobody' })}
            />
            <Flex vertical gap={4}>
              <span>{text('signInPolicy.totp')}</span>
              <span className="q-muted">{text('signInPolicy.totp.hint')}</span>
            </Flex>
          </Flex>
        )}
      </QueryView>
      <Divider titlePlacement="start">{text('oidc.title')}</Divider>
      <QueryView query={oidc}>{(settings) => <OidcSettingsForm settings={settings} />}</QueryView>
    </Drawer>
  );
}
