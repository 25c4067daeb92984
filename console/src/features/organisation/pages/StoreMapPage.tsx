import { lazy, Suspense, useCallback } from 'react';
import { useNavigate } from 'react-router';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { EnvironmentOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { useMapOutline, useStoreMap } from '../api';
import { ViewSwitch } from '../components/ViewSwitch';

const StoreMapCanvas = lazy(() => import('../components/StoreMapCanvas'));
const height = 640;

/** Where the open stores are. */
export function StoreMapPage() {
  const text = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const map = useStoreMap();
  const outline = useMapOutline();
  const open = useCallback((id: string) => void navigate(`/organisation?unit=${id}`), [navigate]);
  const count = (value: number) => ({ count: formatCount(value, language), countNumber: value });
  return (
    <>
      <PageHeader title={text('org.map')} subtitle={text('org.map.subtitle')} actions={<ViewSwitch view="map" />} />
      <QueryView query={map} tall>
        {({ stores, unplaced }) => (
          <Panel
            title={text('org.map.placed', count(stores.length))}
            extra={unplaced === 0 ? undefined : text('org.map.unplaced', count(unplaced))}
          >
            {stores.length === 0 ? (
              <EmptyState icon={<EnvironmentOutlined />} title={text('org.map.empty')} hint={text('org.map.empty.hint')} />
            ) : (
              <QueryView query={outline} tall>
                {(drawn) => (
                  <>
                    <div role="img" aria-label={text('org.map.label', count(stores.length))} style={{ minHeight: height }}>
                      <Suspense fallback={<div style={{ height }} />}>
                        <StoreMapCanvas outline={drawn} stores={stores} height={height} onOpen={open} />
                      </Suspense>
                    </div>
                    <p className="q-muted" style={{ marginBottom: 0 }}>
                      {text('org.map.note')}
                    </p>
                  </>
                )}
              </QueryView>
            )}
          </Panel>
        )}
      </QueryView>
    </>
  );
}
