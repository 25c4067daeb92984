import type { ContactPolicy } from './api';

/** Bounds of a cap, as the server checks them. */
export const capMessagesMax = 100;
export const capDaysMax = 366;
/** More than half would leave nobody to talk to. */
export const globalControlMaxBp = 5_000;

export interface EditedCap {
  id: number;
  channel: string;
  messagesMax: number | null;
  days: number | null;
}

export interface EditedPolicy {
  caps: EditedCap[];
  hasQuietHours: boolean;
  from: string;
  until: string;
  zone: string;
  globalControlBp: number | null;
}

/** The choice "all channels together"; no channel has this code. */
export const allChannels = '*';

let ids = 0;

export function newCap(): EditedCap {
  ids += 1;
  return { id: ids, channel: allChannels, messagesMax: 4, days: 7 };
}

export function editedPolicy(policy: ContactPolicy): EditedPolicy {
  return {
    caps: policy.caps.map((cap) => ({ ...newCap(), channel: cap.channel ?? allChannels, messagesMax: cap.messagesMax, days: cap.days })),
    hasQuietHours: policy.quietHours !== undefined,
    from: policy.quietHours?.from ?? '21:00',
    until: policy.quietHours?.until ?? '09:00',
    zone: policy.quietHours?.zone ?? 'Asia/Shanghai',
    globalControlBp: policy.globalControlBp,
  };
}

/** What is sent; undefined while a number is missing. */
export function policyDraft(edited: EditedPolicy): ContactPolicy | undefined {
  const { globalControlBp, hasQuietHours, from, until, zone } = edited;
  const caps = edited.caps.flatMap(({ channel, messagesMax, days }) =>
    messagesMax === null || days === null ? [] : [{ ...(channel === allChannels ? {} : { channel }), messagesMax, days }],
  );
  if (caps.length < edited.caps.length || globalControlBp === null) {
    return undefined;
  }
  return { caps, ...(hasQuietHours ? { quietHours: { from, until, zone } } : {}), globalControlBp };
}
