import { App, Button, Descriptions, Drawer, Flex, Timeline } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '@/app/guards';
import { useCustomer } from '@/features/profile/api';
import { useCustomerName } from '@/features/profile/components/CustomerName';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { QueryView } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useTellProblem } from '@/shared/ui/useTellProblem';
import { Moment } from '@/shared/ui/values';
import { type Move, type PrivacyRequest, useDownloadCopy, useForgetErased, useMoveRequest, usePrivacyRequest } from '../api';
import { isFirstPerson, nextMove } from '../model';
import { saveFile } from '../saveFile';
import { ReasonModal } from './ReasonModal';
import { DeadlineTag, RequestStateTag } from './RequestTags';
import { VerifyForm } from './VerifyForm';

/** One request: what was asked, what happened, and what comes next. */
export function RequestDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const text = useText();
  const query = usePrivacyRequest(id);
  return (
    <Drawer title={text('privacy.request')} open size={480} onClose={onClose} closable={{ 'aria-label': text('action.close') }}>
      <QueryView query={query}>{(request) => <RequestDetails request={request} />}</QueryView>
    </Drawer>
  );
}

function RequestDetails({ request }: { request: PrivacyRequest }) {
  const text = useText();
  const session = useSession();
  const isErased = request.kind === 'erasure' && request.state === 'done';
  useForgetErased(isErased);
  return (
    <Flex vertical gap={20}>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'kind', label: text('privacy.kind'), children: text(`privacy.kind.${request.kind}`) },
          { key: 'state', label: text('privacy.state'), children: <RequestStateTag state={request.state} /> },
          { key: 'deadline', label: text('privacy.deadline'), children: <DeadlineTag request={request} /> },
          ...(may(session, 'customers.read')
            ? [{ key: 'customer', label: text('privacy.customer'), children: <CustomerCell id={request.customerId} isErased={isErased} /> }]
            : []),
          { key: 'channel', label: text('privacy.channel'), children: text(`privacy.channel.${request.channel}`) },
          ...(request.note ? [{ key: 'note', label: text('privacy.note'), children: request.note }] : []),
          ...(request.verification?.reference
            ? [{ key: 'reference', label: text('privacy.reference'), children: request.verification.reference }]
            : []),
          ...(request.refusal ? [{ key: 'refusal', label: text('privacy.refusal'), children: request.refusal }] : []),
        ]}
      />
      <RequestTimeline request={request} />
      <RequestActions request={request} />
    </Flex>
  );
}

/** Her masked name, or at least the way to her while it loads and when she is erased. */
function CustomerCell({ id, isErased }: { id: string; isErased: boolean }) {
  const text = useText();
  const name = useCustomerName();
  const customer = useCustomer(isErased ? '' : id).data;
  return <Link to={`/customers/${id}`}>{customer === undefined ? text('privacy.customer.open') : name(customer)}</Link>;
}

function RequestTimeline({ request }: { request: PrivacyRequest }) {
  const text = useText();
  const steps = [
    { name: text('privacy.state.received'), step: request.created },
    {
      name: `${text('privacy.state.verified')}${request.verification ? ` · ${text(`privacy.verification.${request.verification.how}`)}` : ''}`,
      step: request.verification,
    },
    { name: text('privacy.state.approved'), step: request.approved },
    { name: text('privacy.started'), step: request.started },
    { name: text(request.state === 'refused' ? 'privacy.state.refused' : 'privacy.state.done'), step: request.ended },
  ];
  return (
    <Timeline
      items={steps.flatMap(({ name, step }) =>
        step === undefined
          ? []
          : [
              {
                content: (
                  <>
                    <div>{name}</div>
                    <div className="q-muted">
                      {step.by === '-' ? text('privacy.byServer') : step.by} · <Moment at={step.at} />
                    </div>
                  </>
                ),
              },
            ],
      )}
    />
  );
}

function RequestActions({ request }: { request: PrivacyRequest }) {
  const text = useText();
  const session = useSession();
  const confirm = useConfirm();
  const tellProblem = useTellProblem();
  const { message } = App.useApp();
  const move = useMoveRequest(request.id);
  const download = useDownloadCopy(request.id);
  const [asking, setAsking] = useState<'refuse' | 'copy'>();
  const next = nextMove(request);
  const mayHandle = may(session, 'privacy.handle');
  const mayApprove = may(session, 'privacy.approve') && !isFirstPerson(request, session.username);
  const isOpen = next !== undefined;

  const go = (to: Move) => move.mutateAsync(to).catch(tellProblem);
  const refuse = async (reason: string) => {
    await go({ to: 'refuse', reason });
    setAsking(undefined);
  };
  const fetchCopy = async (reason: string) => {
    try {
      saveFile(await download.mutateAsync(reason), `personal-data-${request.id}.${request.kind === 'export' ? 'zip' : 'json'}`);
      message.success(text('privacy.copy.done'));
    } catch (error) {
      tellProblem(error);
    }
    setAsking(undefined);
  };

  return (
    <Flex vertical gap={12}>
      {next === 'verify' && mayHandle && <VerifyForm busy={move.isPending} onSubmit={(body) => go({ to: 'verify', body })} />}
      {next === 'approve' && !mayApprove && <div className="q-muted">{text('privacy.approve.other')}</div>}
      <Flex gap={10} wrap>
        {next === 'approve' && mayApprove && (
          <Button
            type="primary"
            danger
            onClick={() =>
              confirm({
                title: text('privacy.approve.title'),
                hint: text('privacy.approve.hint'),
                ok: text('privacy.approve'),
                danger: true,
                act: () => move.mutateAsync({ to: 'approve' }),
              })
            }
          >
            {text('privacy.approve')}
          </Button>
        )}
        {next === 'start' && mayHandle && (
          <Button
            type="primary"
            danger={request.kind === 'erasure'}
            loading={move.isPending}
            onClick={() =>
              request.kind === 'erasure'
                ? confirm({
                    title: text('privacy.erase.title'),
                    hint: text('privacy.erase.hint'),
                    ok: text('privacy.erase'),
                    danger: true,
                    act: () => move.mutateAsync({ to: 'start' }),
                  })
                : go({ to: 'start' })
            }
          >
            {text(request.kind === 'erasure' ? 'privacy.erase' : request.kind === 'correction' ? 'privacy.corrected' : 'privacy.makeCopy')}
          </Button>
        )}
        {request.copy?.available && mayHandle && (
          <Button type="primary" onClick={() => setAsking('copy')}>
            {text('privacy.copy')}
          </Button>
        )}
        {isOpen && mayHandle && <Button onClick={() => setAsking('refuse')}>{text('privacy.refuse')}</Button>}
      </Flex>
      {request.copy !== undefined && (
        <div className="q-muted">
          {text(request.copy.available ? 'privacy.copy.until' : 'privacy.copy.gone')} <Moment at={request.copy.expiresAt} />
        </div>
      )}
      {asking === 'refuse' && (
        <ReasonModal
          title={text('privacy.refuse')}
          hint={text('privacy.refuse.hint')}
          ok={text('privacy.refuse')}
          danger
          busy={move.isPending}
          onCancel={() => setAsking(undefined)}
          onOk={refuse}
        />
      )}
      {asking === 'copy' && (
        <ReasonModal
          title={text('privacy.copy')}
          hint={text('privacy.copy.hint')}
          ok={text('privacy.copy')}
          busy={download.isPending}
          onCancel={() => setAsking(undefined)}
          onOk={fetchCopy}
        />
      )}
    </Flex>
  );
}
