import { Button, Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { ImportOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { type Overview, useOverview } from '../api';
import { ChannelPanel } from '../components/ChannelPanel';
import { FigureStrip } from '../components/FigureStrip';
import { LifecyclePanel } from '../components/LifecyclePanel';
import { RankPanel } from '../components/RankPanel';
import { RfmPanel } from '../components/RfmPanel';
import { TrendPanel } from '../components/TrendPanel';
import styles from './OverviewPage.module.css';

const periods = [30, 90, 365];
const periodAtFirst = 90;

/** How the business is doing, at a glance and beside the period before. */
export function OverviewPage() {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const days = Number(search.get('days')) || periodAtFirst;
  const query = useOverview(search.get('currency') ?? undefined, days);
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(name, value);
        return next;
      },
      { replace: true },
    );

  const overview = query.data;
  return (
    <>
      <PageHeader
        title={text('nav.overview')}
        subtitle={
          overview && !overview.empty ? (
            <>
              {text('overview.asOf')} <Moment at={overview.asOf} />
            </>
          ) : (
            text('overview.subtitle')
          )
        }
        actions={
          overview &&
          !overview.empty && (
            <>
              {overview.currencies.length > 1 && (
                <Segmented
                  aria-label={text('overview.currency')}
                  options={overview.currencies}
                  value={overview.netRevenue.currency}
                  onChange={(currency) => set('currency', currency)}
                />
              )}
              <Segmented
                aria-label={text('overview.period')}
                options={periods.map((period) => ({ value: period, label: text('overview.days', { days: period }) }))}
                value={days}
                onChange={(period) => set('days', String(period))}
              />
            </>
          )
        }
      />
      <QueryView query={query} tall>
        {(data) => (data.empty ? <Nothing /> : <Board overview={data} loading={query.isPlaceholderData} />)}
      </QueryView>
    </>
  );
}

/** The board stays while figures of another period load, and tells that they are not there yet. */
function Board({ overview, loading }: { overview: Overview; loading: boolean }) {
  const text = useText();
  const currency = overview.netRevenue.currency;
  return (
    <div className={styles.board} aria-busy={loading}>
      <FigureStrip overview={overview} />
      <div className={styles.wide}>
        <TrendPanel daily={overview.daily} currency={currency} />
        <LifecyclePanel lifecycle={overview.lifecycle} />
      </div>
      <div className={styles.halves}>
        <ChannelPanel channels={overview.channels} currency={currency} />
        <RfmPanel cells={overview.rfm} />
      </div>
      <div className={styles.halves}>
        <RankPanel
          title={text('overview.topProducts')}
          countName={text('overview.units')}
          currency={currency}
          rows={overview.topProducts.map((product) => ({
            key: product.sku,
            name: product.name ?? product.sku,
            code: product.sku,
            count: product.units,
            netRevenueMinor: product.netRevenueMinor,
          }))}
        />
        <RankPanel
          title={text('overview.topStores')}
          countName={text('overview.orderUnit')}
          currency={currency}
          rows={overview.topStores.map((store) => ({
            key: store.storeCode,
            name: store.name ?? store.storeCode,
            code: store.storeCode,
            count: store.orders,
            netRevenueMinor: store.netRevenueMinor,
          }))}
        />
      </div>
    </div>
  );
}

function Nothing() {
  const text = useText();
  // Who sees a part mostly imports nothing: what she may see is still to come.
  const mayImport = may(useSession(), 'imports.write');
  return (
    <Panel>
      <EmptyState
        icon={<ImportOutlined />}
        title={text(mayImport ? 'overview.empty' : 'overview.empty.part')}
        hint={text(mayImport ? 'overview.empty.hint' : 'overview.empty.part.hint')}
        action={
          mayImport && (
            <Link to="/imports/new">
              <Button type="primary" size="large" tabIndex={-1}>
                {text('overview.empty.action')}
              </Button>
            </Link>
          )
        }
      />
    </Panel>
  );
}
