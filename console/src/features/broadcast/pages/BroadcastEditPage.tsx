import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { useSession } from '@/app/guards';
import { useSegmentFields } from '@/features/segment/api';
import { may } from '@/shared/access';
import { ForbiddenState, QueryView } from '@/shared/ui/states';
import { useBroadcast } from '../api';
import { BroadcastWizard } from '../components/BroadcastWizard';

/** Sold in by brands that have not imported an order yet. */
const usualCurrency = 'CNY';

export function BroadcastEditPage() {
  const { id } = useParams();
  // What it was opened for: a new broadcast gets its address while it is edited, and must stay as it is on the screen.
  const [opened] = useState(id);
  const mayWrite = may(useSession(), 'broadcasts.write');
  const fields = useSegmentFields();
  const query = useBroadcast(opened ?? '', false);
  if (!mayWrite) {
    return <ForbiddenState />;
  }
  return (
    <QueryView query={fields} tall>
      {({ currencies }) => {
        const currency = currencies[0] ?? usualCurrency;
        return opened === undefined ? (
          <BroadcastWizard currency={currency} />
        ) : (
          <QueryView query={query} tall>
            {(broadcast) =>
              broadcast.state === 'draft' ? (
                <BroadcastWizard broadcast={broadcast} currency={currency} />
              ) : (
                <Navigate to={`/broadcasts/${broadcast.id}`} replace />
              )
            }
          </QueryView>
        );
      }}
    </QueryView>
  );
}
