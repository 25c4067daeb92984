import { Alert, Button, Divider, Flex } from 'antd';
import { useSearchParams } from 'react-router';
import { type MessageKey, useText } from '@/shared/i18n/text';
import { useSignInOptions } from '../api';

const refusals: Partial<Record<string, MessageKey>> = {
  'nobody-expected': 'signIn.company.nobodyExpected',
  'oidc-unusable': 'signIn.company.unusable',
  'wecom-unusable': 'signIn.wecom.unusable',
};

/** The ways in with accounts of other houses, where they are set up, and why one failed. */
export function CompanySignIn() {
  const text = useText();
  const [search] = useSearchParams();
  const options = useSignInOptions();
  const problem = search.get('problem');
  const name = options.data?.oidcName;
  const hasWecom = options.data?.hasWecom === true;
  return (
    <>
      {problem !== null && (
        <Alert type="error" showIcon role="alert" style={{ marginTop: 16 }} title={text(refusals[problem] ?? 'signIn.company.refused')} />
      )}
      {(name !== undefined || hasWecom) && <Divider plain>{text('signIn.or')}</Divider>}
      <Flex vertical gap={12}>
        {hasWecom && (
          <Button block size="large" href="/sign-in/wecom">
            {text('signIn.wecom')}
          </Button>
        )}
        {name !== undefined && (
          <Button block size="large" href="/sign-in/oidc">
            {text('signIn.company', { name })}
          </Button>
        )}
      </Flex>
    </>
  );
}
