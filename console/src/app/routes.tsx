import { createBrowserRouter, type RouteObject } from 'react-router';
import { LoadingState } from '@/shared/ui/states';
import { RequireRoom, RequireSession } from './guards';
import { NotFoundPage } from './NotFoundPage';
import { RouteProblem } from './RouteProblem';
import { Shell } from './Shell';

export const routes: RouteObject[] = [
  {
    errorElement: <RouteProblem />,
    hydrateFallbackElement: <LoadingState tall />,
    children: [
      { path: '/sign-in', lazy: async () => ({ Component: (await import('@/features/access/pages/SignInPage')).SignInPage }) },
      {
        element: (
          <RequireSession>
            <Shell />
          </RequireSession>
        ),
        children: [
          {
            element: <RequireRoom room="overview" />,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('@/features/dashboard/pages/OverviewPage')).OverviewPage }) },
            ],
          },
          {
            path: 'customers',
            element: <RequireRoom room="customers" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/profile/pages/CustomerListPage')).CustomerListPage }),
              },
              { path: ':id', lazy: async () => ({ Component: (await import('@/features/profile/pages/CustomerPage')).CustomerPage }) },
            ],
          },
          {
            path: 'segments',
            element: <RequireRoom room="segments" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/segment/pages/SegmentListPage')).SegmentListPage }),
              },
              { path: 'new', lazy: async () => ({ Component: (await import('@/features/segment/pages/SegmentPage')).NewSegmentPage }) },
              { path: ':id', lazy: async () => ({ Component: (await import('@/features/segment/pages/SegmentPage')).SegmentPage }) },
            ],
          },
          {
            path: 'tags',
            element: <RequireRoom room="tags" />,
            children: [{ index: true, lazy: async () => ({ Component: (await import('@/features/tag/pages/TagsPage')).TagsPage }) }],
          },
          {
            path: 'imports',
            element: <RequireRoom room="imports" />,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('@/features/collect/pages/ImportListPage')).ImportListPage }) },
              { path: 'new', lazy: async () => ({ Component: (await import('@/features/collect/pages/NewImportPage')).NewImportPage }) },
              { path: ':id', lazy: async () => ({ Component: (await import('@/features/collect/pages/ImportPage')).ImportPage }) },
            ],
          },
          {
            path: 'consent',
            element: <RequireRoom room="consent" />,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('@/features/consent/pages/ConsentPage')).ConsentPage }) },
            ],
          },
          {
            path: 'privacy-requests',
            element: <RequireRoom room="privacy" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/privacy/pages/PrivacyRequestsPage')).PrivacyRequestsPage }),
              },
            ],
          },
          {
            path: 'broadcasts',
            element: <RequireRoom room="broadcasts" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/broadcast/pages/BroadcastListPage')).BroadcastListPage }),
              },
              {
                // One route for both, so that a new broadcast keeps its place when the first save gives it an address.
                path: 'edit/:id?',
                lazy: async () => ({ Component: (await import('@/features/broadcast/pages/BroadcastEditPage')).BroadcastEditPage }),
              },
              { path: ':id', lazy: async () => ({ Component: (await import('@/features/broadcast/pages/BroadcastPage')).BroadcastPage }) },
            ],
          },
          {
            path: 'templates',
            element: <RequireRoom room="templates" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/content/pages/TemplateListPage')).TemplateListPage }),
              },
              { path: 'new', lazy: async () => ({ Component: (await import('@/features/content/pages/TemplatePage')).NewTemplatePage }) },
              { path: ':id', lazy: async () => ({ Component: (await import('@/features/content/pages/TemplatePage')).TemplatePage }) },
            ],
          },
          {
            path: 'exports',
            element: <RequireRoom room="exports" />,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('@/features/export/pages/ExportsPage')).ExportsPage }) },
            ],
          },
          {
            path: 'export-requests',
            element: <RequireRoom room="exportRequests" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/export/pages/ExportRequestsPage')).ExportRequestsPage }),
              },
            ],
          },
          {
            path: 'export-trace',
            element: <RequireRoom room="exportTrace" />,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('@/features/export/pages/ExportTracePage')).ExportTracePage }) },
            ],
          },
          {
            path: 'messages',
            element: <RequireRoom room="messages" />,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('@/features/message/pages/MessageLogPage')).MessageLogPage }) },
            ],
          },
          {
            path: 'contact-rules',
            element: <RequireRoom room="contactRules" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/message/pages/ContactRulesPage')).ContactRulesPage }),
              },
            ],
          },
          {
            path: 'channels',
            element: <RequireRoom room="channels" />,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('@/features/channel/pages/ChannelsPage')).ChannelsPage }) },
              { path: 'wecom', lazy: async () => ({ Component: (await import('@/features/channel/pages/WecomPage')).WecomPage }) },
              { path: 'sms', lazy: async () => ({ Component: (await import('@/features/channel/pages/SmsPage')).SmsPage }) },
            ],
          },
          {
            path: 'organisation',
            element: <RequireRoom room="organisation" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/organisation/pages/OrganisationPage')).OrganisationPage }),
              },
              {
                path: 'people',
                lazy: async () => ({
                  Component: (await import('@/features/organisation/pages/OrganisationPeoplePage')).OrganisationPeoplePage,
                }),
              },
              { path: 'map', lazy: async () => ({ Component: (await import('@/features/organisation/pages/StoreMapPage')).StoreMapPage }) },
            ],
          },
          {
            path: 'people',
            element: <RequireRoom room="people" />,
            children: [{ index: true, lazy: async () => ({ Component: (await import('@/features/access/pages/PeoplePage')).PeoplePage }) }],
          },
          {
            path: 'roles',
            element: <RequireRoom room="roles" />,
            children: [{ index: true, lazy: async () => ({ Component: (await import('@/features/access/pages/RolesPage')).RolesPage }) }],
          },
          {
            path: 'keys',
            element: <RequireRoom room="keys" />,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('@/features/access/pages/ApiKeysPage')).ApiKeysPage }) },
              { path: 'write', lazy: async () => ({ Component: (await import('@/features/access/pages/WriteKeysPage')).WriteKeysPage }) },
            ],
          },
          {
            path: 'encryption',
            element: <RequireRoom room="encryption" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('@/features/encryption/pages/EncryptionPage')).EncryptionPage }),
              },
            ],
          },
          { path: 'account', lazy: async () => ({ Component: (await import('@/features/access/pages/AccountPage')).AccountPage }) },
          {
            path: 'audit',
            element: <RequireRoom room="audit" />,
            children: [{ index: true, lazy: async () => ({ Component: (await import('@/features/audit/pages/AuditPage')).AuditPage }) }],
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes, { basename: import.meta.env.BASE_URL });
}
