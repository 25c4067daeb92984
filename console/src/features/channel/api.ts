import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, type Schemas, unwrap } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';

export type ChannelSummary = Schemas['ChannelSummary'];
export type WecomSettings = Schemas['WecomSettings'];

const keys = {
  list: ['channels', 'list'] as const,
  wecom: ['channels', 'wecom'] as const,
};

export function useChannels() {
  return useQuery({ queryKey: keys.list, queryFn: () => unwrap(client.GET('/api/channels')), staleTime: 5_000 });
}

/** What a channel is called in the reader's language; its code while nobody has told. */
export function useChannelName(): (code: string) => string {
  const language = useLanguage();
  const { data } = useChannels();
  return (code) => {
    const channel = data?.find((each) => each.code === code);
    return channel === undefined ? code : language === 'zh-CN' ? channel.nameZh : channel.nameEn;
  };
}

export function useWecomSettings() {
  return useQuery({ queryKey: keys.wecom, queryFn: () => unwrap(client.GET('/api/channels/wecom')), staleTime: 0 });
}

export function useSaveWecomSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ version, draft }: { version: number; draft: Schemas['WecomSettingsDraft'] }) =>
      unwrap(client.PUT('/api/channels/wecom', { params: { header: { 'If-Match': `"${version}"` } }, body: draft })),
    onSuccess: (settings) => {
      queryClient.setQueryData(keys.wecom, settings);
      queryClient.invalidateQueries({ queryKey: keys.list });
    },
  });
}

export function useTestWecom() {
  return useMutation({ mutationFn: () => unwrap(client.POST('/api/channels/wecom/test')) });
}
