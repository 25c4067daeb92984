import { StyleProvider } from '@ant-design/cssinjs';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { routes } from '@/app/routes';
import { sessionKey } from '@/features/access/api';
import { createQueryClient } from '@/shared/api/queryClient';

/**
 * The whole console at an address, as {@link import('@/app/App').App} sets it up, but without animations and without antd's style
 * sheets (`mock`): to compute an element's name happy-dom matches every rule of every sheet, which took nine tenths of the time.
 */
export function renderAt(address: string) {
  const queryClient = createQueryClient(() => queryClient.setQueryData(sessionKey, null));
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  render(
    <StyleProvider mock="server">
      <ConfigProvider theme={{ token: { motion: false } }} button={{ autoInsertSpace: false }}>
        <App>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </StyleProvider>,
  );
  return router;
}
