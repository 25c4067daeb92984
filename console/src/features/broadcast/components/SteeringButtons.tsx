import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { DeleteOutlined, EditOutlined, PauseOutlined, PlayCircleOutlined, StopOutlined } from '@/shared/ui/icons';
import { useConfirm } from '@/shared/ui/useConfirm';
import { type Broadcast, type Steering, useDeleteBroadcast, useSteer } from '../api';

const icons = { pause: <PauseOutlined />, resume: <PlayCircleOutlined />, stop: <StopOutlined /> } as const;

const offered: Record<Broadcast['state'], readonly Steering[]> = {
  draft: [],
  in_review: [],
  scheduled: ['pause', 'stop'],
  sending: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  ended: [],
  stopped: [],
};

/** What can be done with a broadcast in its state; what others will feel is asked for first. */
export function SteeringButtons({ broadcast }: { broadcast: Broadcast }) {
  const text = useText();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const steer = useSteer();
  const remove = useDeleteBroadcast();

  const ask = (steering: Steering) =>
    confirm({
      title: text(`steer.${steering}.title`, { name: broadcast.name }),
      hint: text(`steer.${steering}.hint`),
      ok: text(`steer.${steering}`),
      danger: steering === 'stop',
      act: () => steer.mutateAsync({ id: broadcast.id, steering }),
      done: text(`steer.${steering}.done`),
    });

  return (
    <>
      {offered[broadcast.state].map((steering) => (
        <Button
          key={steering}
          danger={steering === 'stop'}
          type={steering === 'resume' ? 'primary' : 'default'}
          icon={icons[steering]}
          onClick={() => ask(steering)}
        >
          {text(`steer.${steering}`)}
        </Button>
      ))}
      {(broadcast.state === 'draft' || broadcast.state === 'in_review') && (
        <Button
          danger
          icon={<DeleteOutlined />}
          onClick={() =>
            confirm({
              title: text('broadcast.delete.title', { name: broadcast.name }),
              hint: text('broadcast.delete.hint'),
              ok: text('action.delete'),
              danger: true,
              act: async () => {
                await remove.mutateAsync(broadcast.id);
                navigate('/broadcasts');
              },
            })
          }
        >
          {text('action.delete')}
        </Button>
      )}
      {broadcast.state === 'draft' && (
        <Button type="primary" icon={<EditOutlined />} onClick={() => navigate(`/broadcasts/edit/${broadcast.id}`)}>
          {text('broadcast.edit')}
        </Button>
      )}
    </>
  );
}
