import type { ChannelSummary } from '@/features/channel/api';
import type { MessageTemplate } from '@/features/content/api';
import type { Session } from '@/shared/access';
import type { Broadcast, BroadcastDraft, BroadcastResults, EstimateQuestion, Interval } from './api';

export const wizardSteps = ['audience', 'content', 'channels', 'control', 'schedule', 'review'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** Bounds that the server checks. */
export const controlMaxBp = 5_000;
export const effectDaysMax = 90;
export const testRecipientsMax = 20;

/** A broadcast while it is put together; what is not chosen yet is absent. */
export interface EditedBroadcast {
  name: string;
  segmentId: string | undefined;
  templateId: string | undefined;
  /** In the order of preference. */
  channels: string[];
  backUpAfterMinutes: number | undefined;
  controlBp: number;
  isLater: boolean;
  /** ISO; used when it starts later. */
  startAt: string | undefined;
  spreadMinutes: number;
  /** Whom it goes to is chosen by profile or behaviour. */
  personalised: boolean;
  effectDays: number;
  currency: string;
}

export function startOf(broadcast: Broadcast | undefined, currency: string): EditedBroadcast {
  if (broadcast === undefined) {
    return {
      name: '',
      segmentId: undefined,
      templateId: undefined,
      channels: [],
      backUpAfterMinutes: undefined,
      controlBp: 1_000,
      isLater: false,
      startAt: undefined,
      spreadMinutes: 0,
      personalised: true,
      effectDays: 7,
      currency,
    };
  }
  return {
    name: broadcast.name,
    segmentId: broadcast.segmentId,
    templateId: broadcast.templateId,
    channels: broadcast.channels,
    backUpAfterMinutes: broadcast.backUpAfterMinutes,
    controlBp: broadcast.controlBp,
    isLater: broadcast.startAt !== undefined,
    startAt: broadcast.startAt,
    spreadMinutes: broadcast.spreadMinutes,
    personalised: broadcast.personalised,
    effectDays: broadcast.effectDays,
    currency: broadcast.currency,
  };
}

/** Steps that still lack something; the last lacks whatever any other lacks. */
export function unfinishedSteps(edited: EditedBroadcast): ReadonlySet<WizardStep> {
  const unfinished = new Set<WizardStep>();
  if (edited.name.trim() === '' || edited.segmentId === undefined) unfinished.add('audience');
  if (edited.templateId === undefined) unfinished.add('content');
  if (edited.channels.length === 0) unfinished.add('channels');
  if (edited.isLater && edited.startAt === undefined) unfinished.add('schedule');
  if (unfinished.size > 0) unfinished.add('review');
  return unfinished;
}

/** What is saved; undefined while something is missing. */
export function draftOf(edited: EditedBroadcast): BroadcastDraft | undefined {
  const { segmentId, templateId, isLater, startAt, backUpAfterMinutes, channels } = edited;
  if (segmentId === undefined || templateId === undefined || unfinishedSteps(edited).size > 0) {
    return undefined;
  }
  return {
    name: edited.name.trim(),
    segmentId,
    templateId,
    channels,
    // A back-up needs a second channel to go to.
    ...(backUpAfterMinutes !== undefined && channels.length > 1 ? { backUpAfterMinutes } : {}),
    controlBp: edited.controlBp,
    ...(isLater && startAt !== undefined ? { startAt } : {}),
    spreadMinutes: edited.spreadMinutes,
    personalised: edited.personalised,
    effectDays: edited.effectDays,
    currency: edited.currency,
  };
}

/** What the estimate needs to know; null until it is known. */
export function questionOf(edited: EditedBroadcast): EstimateQuestion | null {
  const { segmentId, templateId, channels, controlBp, personalised, effectDays, currency } = edited;
  return segmentId === undefined || templateId === undefined || channels.length === 0
    ? null
    : { segmentId, templateId, channels, controlBp, personalised, effectDays, currency };
}

/** Moves a channel one place towards the front or the back. */
export function moveChannel(channels: readonly string[], channel: string, by: -1 | 1): string[] {
  const from = channels.indexOf(channel);
  const to = from + by;
  const other = channels[to];
  if (from < 0 || other === undefined) return [...channels];
  const moved = [...channels];
  moved[from] = other;
  moved[to] = channel;
  return moved;
}

export type ApprovalRole = 'approver' | 'author' | 'watcher';

/** Whether this person may let the broadcast go: nobody approves what is their own. */
export function approvalRole(session: Session, broadcast: Pick<Broadcast, 'createdBy' | 'submittedBy'>): ApprovalRole {
  if (session.username === broadcast.createdBy || session.username === broadcast.submittedBy) return 'author';
  return session.permissions.includes('broadcasts.approve') ? 'approver' : 'watcher';
}

export type Verdict = 'more' | 'fewer' | 'uncertain' | 'unknown';

/** What an interval says: only one wholly on one side of zero is a result. */
export function verdictOf({ value, low, high }: Interval): Verdict {
  if (value === undefined && low === undefined && high === undefined) return 'unknown';
  if (low !== undefined && low > 0) return 'more';
  if (high !== undefined && high < 0) return 'fewer';
  return 'uncertain';
}

/** Launched broadcasts have results. */
export function isLaunched({ launchedAt }: Pick<Broadcast, 'launchedAt'>): boolean {
  return launchedAt !== undefined;
}

/** Share of guides that confirmed, 0 to 1; undefined where none had to. */
export function confirmedShare({ guides }: Pick<BroadcastResults, 'guides'>): number | undefined {
  const all = guides.confirmed + guides.unconfirmed;
  return all === 0 ? undefined : guides.confirmed / all;
}

/** Channels that a template has words for and that can send, those of guides first: they are personal and free. */
export function defaultChannels(template: Pick<MessageTemplate, 'contents'>, channels: readonly ChannelSummary[]): string[] {
  return channels
    .filter((channel) => channel.isSetUp && template.contents[channel.code] !== undefined)
    .toSorted((a, b) => Number(b.isConfirmedBySender) - Number(a.isConfirmedBySender))
    .map((channel) => channel.code);
}

/** Each value added to all before it. */
export function accumulated(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
