import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryView } from '@/shared/ui/states';
import { useContactPolicy } from '../api';
import { PolicyForm } from '../components/PolicyForm';
import { SuppressionPanel } from '../components/SuppressionPanel';

export function ContactRulesPage() {
  const text = useText();
  const query = useContactPolicy();
  const mayChange = may(useSession(), 'channels.manage');
  return (
    <>
      <PageHeader title={text('nav.contactRules')} subtitle={text('rules.subtitle')} />
      <QueryView query={query} tall>
        {(current) => <PolicyForm current={current} mayChange={mayChange} />}
      </QueryView>
      <div style={{ height: 16 }} />
      <SuppressionPanel mayChange={mayChange} />
    </>
  );
}
