import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { routes } from '@/app/routes';
import { sessionKey } from '@/features/access/api';
import { createQueryClient } from '@/shared/api/queryClient';

/** The whole console at an address, as {@link import('@/app/App').App} sets it up, but without animations. */
export function renderAt(address: string) {
  const queryClient = createQueryClient(() => queryClient.setQueryData(sessionKey, null));
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  render(
    <ConfigProvider theme={{ token: { motion: false } }} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
  return router;
}
