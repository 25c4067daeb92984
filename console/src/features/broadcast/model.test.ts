import { describe, expect, it } from 'vitest';
import { operator } from '@/test/fakeServer';
import {
  approvalRole,
  confirmedShare,
  draftOf,
  type EditedBroadcast,
  moveChannel,
  questionOf,
  startOf,
  unfinishedSteps,
  verdictOf,
} from './model';

const whole: EditedBroadcast = {
  ...startOf(undefined, 'CNY'),
  name: ' Autumn ',
  segmentId: 's',
  templateId: 't',
  channels: ['wecom', 'sms'],
  backUpAfterMinutes: 60,
};

describe('unfinishedSteps', () => {
  it('names each step that lacks something, and the last with them', () => {
    expect([...unfinishedSteps(startOf(undefined, 'CNY'))]).toEqual(['audience', 'content', 'channels', 'review']);
    expect([...unfinishedSteps({ ...whole, isLater: true })]).toEqual(['schedule', 'review']);
    expect(unfinishedSteps(whole).size).toBe(0);
  });
});

describe('draftOf', () => {
  it('is what is saved', () => {
    expect(draftOf(whole)).toEqual({
      name: 'Autumn',
      segmentId: 's',
      templateId: 't',
      channels: ['wecom', 'sms'],
      backUpAfterMinutes: 60,
      controlBp: 1_000,
      personalised: true,
      spreadMinutes: 0,
      effectDays: 7,
      currency: 'CNY',
    });
  });

  it('has no back-up without a second channel', () => {
    expect(draftOf({ ...whole, channels: ['sms'] })).not.toHaveProperty('backUpAfterMinutes');
  });

  it('has a start only when it starts later', () => {
    const startAt = '2026-12-01T02:00:00.000Z';
    expect(draftOf({ ...whole, startAt })).not.toHaveProperty('startAt');
    expect(draftOf({ ...whole, isLater: true, startAt })).toHaveProperty('startAt', startAt);
  });

  it('is nothing while something is missing', () => {
    expect(draftOf({ ...whole, name: ' ' })).toBeUndefined();
  });
});

it('questionOf waits for audience, content and channels', () => {
  expect(questionOf({ ...whole, channels: [] })).toBeNull();
  expect(questionOf({ ...whole, name: '' })).toMatchObject({ segmentId: 's', channels: ['wecom', 'sms'] });
});

it('moveChannel stays within the list', () => {
  expect(moveChannel(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moveChannel(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(moveChannel(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
  expect(moveChannel(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
});

it('nobody approves what is their own', () => {
  const approver = { ...operator, permissions: ['broadcasts.approve' as const] };
  expect(approvalRole(approver, { createdBy: 'lin' })).toBe('author');
  expect(approvalRole(approver, { createdBy: 'mei', submittedBy: 'lin' })).toBe('author');
  expect(approvalRole(approver, { createdBy: 'mei', submittedBy: 'mei' })).toBe('approver');
  expect(approvalRole({ ...approver, permissions: [] }, { createdBy: 'mei' })).toBe('watcher');
});

describe('verdictOf', () => {
  it('is a result only beside zero', () => {
    expect(verdictOf({ value: 0.1, low: 0.02, high: 0.2 })).toBe('more');
    expect(verdictOf({ value: -0.1, low: -0.2, high: -0.02 })).toBe('fewer');
    expect(verdictOf({ value: 0.06, low: -0.02, high: 0.14 })).toBe('uncertain');
    expect(verdictOf({ value: 0.06, low: 0, high: 0.14 })).toBe('uncertain');
  });

  it('takes an open end as "may be anything"', () => {
    expect(verdictOf({ low: 0.3 })).toBe('more');
    expect(verdictOf({ value: 0.3, high: 0.9 })).toBe('uncertain');
    expect(verdictOf({})).toBe('unknown');
  });
});

it('confirmedShare is unknown where no guide had to confirm', () => {
  expect(confirmedShare({ guides: { confirmed: 3, unconfirmed: 1 } })).toBe(0.75);
  expect(confirmedShare({ guides: { confirmed: 0, unconfirmed: 0 } })).toBeUndefined();
});
