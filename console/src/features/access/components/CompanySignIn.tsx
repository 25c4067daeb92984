import { Alert, Button, Divider } from 'antd';
import { useSearchParams } from 'react-router';
import { type MessageKey, useText } from '@/shared/i18n/text';
import { useSignInOptions } from '../api';

const refusals: Partial<Record<string, MessageKey>> = {
  'nobody-expected': 'signIn.company.nobodyExpected',
  'oidc-unusable': 'signIn.company.unusable',
};

/** The way in with a company account, where one is set up, and why it failed. */
export function CompanySignIn() {
  const text = useText();
  const [search] = useSearchParams();
  const options = useSignInOptions();
  const problem = search.get('problem');
  const name = options.data?.oidcName;
  return (
    <>
      {problem !== null && (
        <Alert type="error" showIcon role="alert" style={{ marginTop: 16 }} title={text(refusals[problem] ?? 'signIn.company.refused')} />
      )}
      {name !== undefined && (
        <>
          <Divider plain>{text('signIn.or')}</Divider>
          <Button block size="large" href="/sign-in/oidc">
            {text('signIn.company', { name })}
          </Button>
        </>
      )}
    </>
  );
}
