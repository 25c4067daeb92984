import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { client, type Schemas, unwrap } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';

export type Tag = Schemas['Tag'];

/** Tags are computed anew some seconds after an import. */
const derivedFreshMs = 3_000;

const keys = { all: ['tags'] as const };

export function useTags() {
  return useQuery({ queryKey: keys.all, queryFn: () => unwrap(client.GET('/api/tags')), staleTime: derivedFreshMs });
}

export interface TagNames {
  tag: (tag: string) => string;
  value: (tag: string, value: string) => string;
}

/** Tags and their values in the reader's language; codes until the tags have arrived, or when a tag is no more. */
export function useTagNames(): TagNames {
  const language = useLanguage();
  const text = useText();
  const { data } = useTags();
  const nameOf = useCallback(
    (named: { nameZh: string; nameEn: string }) => (language === 'zh-CN' ? named.nameZh : named.nameEn),
    [language],
  );
  const find = (tag: string) => data?.find((each) => each.tag === tag);
  return {
    tag: (tag) => {
      const found = find(tag);
      return found ? nameOf(found) : tag;
    },
    value: (tag, value) => {
      const found = find(tag)?.values.find((each) => each.value === value);
      const name = found ? nameOf(found) : value;
      // Channels are named by whoever imports; the server has no other name for them than their code.
      return name === value && tag === 'channel' ? text.word('channel', value) : name;
    },
  };
}
