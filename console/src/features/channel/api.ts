import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { client, type Schemas, unwrap } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';

export type ChannelSummary = Schemas['ChannelSummary'];
export type WecomSettings = Schemas['WecomSettings'];
export type ContactSync = Schemas['ContactSync'];
export type SmsSettings = Schemas['SmsSettings'];

/** How often a running synchronisation is looked at. */
const pollMs = 1_500;

const keys = {
  list: ['channels', 'list'] as const,
  wecom: ['channels', 'wecom'] as const,
  contacts: ['channels', 'contacts'] as const,
  sms: ['channels', 'sms'] as const,
};

/** The channels; nothing for those who may only see messages. */
export function useChannels() {
  const session = useSession();
  return useQuery({
    queryKey: keys.list,
    queryFn: () => unwrap(client.GET('/api/channels')),
    staleTime: 5_000,
    enabled: may(session, 'broadcasts.read'),
  });
}

/** What a channel is called in the reader's language; a word of ours while nobody has told. */
export function useChannelName(): (code: string) => string {
  const language = useLanguage();
  const text = useText();
  const { data } = useChannels();
  return (code) => {
    const channel = data?.find((each) => each.code === code);
    return channel === undefined ? text.word('channel', code) : language === 'zh-CN' ? channel.nameZh : channel.nameEn;
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

export function useWecomContacts(isSetUp: boolean) {
  return useQuery({
    queryKey: keys.contacts,
    enabled: isSetUp,
    queryFn: () => unwrap(client.GET('/api/channels/wecom/contacts')),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? pollMs : false),
  });
}

export function useSyncWecomContacts() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(client.POST('/api/channels/wecom/contacts/sync')),
    onSuccess: (contacts) => queryClient.setQueryData(keys.contacts, contacts),
  });
}

export function useSmsSettings() {
  return useQuery({ queryKey: keys.sms, queryFn: () => unwrap(client.GET('/api/channels/sms')), staleTime: 0 });
}

export function useSaveSmsSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ version, draft }: { version: number; draft: Schemas['SmsSettingsDraft'] }) =>
      unwrap(client.PUT('/api/channels/sms', { params: { header: { 'If-Match': `"${version}"` } }, body: draft })),
    onSuccess: (settings) => {
      queryClient.setQueryData(keys.sms, settings);
      queryClient.invalidateQueries({ queryKey: keys.list });
    },
  });
}

export function useTestSms() {
  return useMutation({ mutationFn: () => unwrap(client.POST('/api/channels/sms/test')) });
}
