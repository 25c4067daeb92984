import { Segmented } from 'antd';
import { useNavigate } from 'react-router';
import { useText } from '@/shared/i18n/text';

const views = { tree: '/organisation', people: '/organisation/people', map: '/organisation/map' } as const;
type View = keyof typeof views;

/** Leads from one view of the organisation to the others. */
export function ViewSwitch({ view }: { view: View }) {
  const text = useText();
  const navigate = useNavigate();
  return (
    <Segmented<View>
      aria-label={text('org.views')}
      value={view}
      options={(Object.keys(views) as View[]).map((each) => ({ value: each, label: text(`org.view.${each}`) }))}
      onChange={(next) => navigate(views[next])}
    />
  );
}
