import { StyleProvider } from '@ant-design/cssinjs';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useRef } from 'react';
import { RouterProvider } from 'react-router';
import { sessionKey } from '@/features/access/api';
import { createQueryClient } from '@/shared/api/queryClient';
import { useLanguage } from '@/shared/i18n/language';
import { theme } from '@/shared/theme/theme';
import { createRouter } from './routes';

// A 401 anywhere means that the session has ended: forget who it was, and the guard shows the sign-in page.
const queryClient = createQueryClient(() => queryClient.setQueryData(sessionKey, null));
const router = createRouter();

export function App() {
  const language = useLanguage();
  const spoken = useRef(language);
  useEffect(() => {
    document.documentElement.lang = language;
    dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
    if (spoken.current !== language) {
      spoken.current = language;
      // What the server words for people (failures, reasons) must be asked for again.
      queryClient.invalidateQueries();
    }
  }, [language]);
  return (
    // Ant Design's styles in a layer of their own: any rule of ours wins without being louder.
    <StyleProvider layer>
      <ConfigProvider theme={theme} locale={language === 'zh-CN' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
        <AntdApp>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AntdApp>
      </ConfigProvider>
    </StyleProvider>
  );
}
