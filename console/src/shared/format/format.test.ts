import { describe, expect, it } from 'vitest';
import { formatAgo, formatDay, formatDuration, formatMoment, utcText } from './date';
import { formatDecimal, formatMoney, formatMoneyCompact, formatMoneyRounded, toMajor, toMinor } from './money';
import { changeOf, formatBasisPoints, formatBytes, formatCompact, formatCount, formatShare } from './number';

describe('money', () => {
  it.each([
    [12_345, 'CNY', '123.45'],
    [5, 'CNY', '0.05'],
    [-5, 'CNY', '-0.05'],
    [0, 'CNY', '0.00'],
    [1_234, 'JPY', '1234'],
    [1_234, 'KWD', '1.234'],
    [9_007_199_254_740_991, 'CNY', '90071992547409.91'],
  ])('%i minor units of %s are %s', (minorUnits, currency, major) => {
    expect(toMajor(minorUnits, currency)).toBe(major);
  });

  it.each([
    [1.005, 'CNY', 101],
    [-1.005, 'CNY', -101],
    [0.1 + 0.2, 'CNY', 30],
    [12, 'JPY', 12],
  ])('%d of %s typed by a person are %i minor units', (major, currency, minorUnits) => {
    expect(toMinor(major, currency)).toBe(minorUnits);
  });

  it('comes back from minor units unchanged', () => {
    for (const minorUnits of [0, 1, 99, 100, 12_345, 999_999_999]) {
      expect(toMinor(Number(toMajor(minorUnits, 'CNY')), 'CNY')).toBe(minorUnits);
    }
  });

  it('is shown with its symbol and its decimals', () => {
    expect(formatMoney({ currency: 'CNY', minorUnits: 123_456_789 }, 'zh-CN')).toBe('¥1,234,567.89');
    expect(formatMoney({ currency: 'GBP', minorUnits: -1_050 }, 'en')).toBe('-£10.50');
    expect(formatMoneyRounded({ currency: 'CNY', minorUnits: 123_456_750 }, 'en')).toBe('¥1,234,568');
    expect(formatMoneyCompact({ currency: 'CNY', minorUnits: 1_234_500 }, 'zh-CN')).toBe('¥1.2万');
  });

  it('keeps every digit of a decimal text', () => {
    expect(formatDecimal('5761931.38', 'GBP', 'en')).toBe('£5,761,931.38');
    expect(formatDecimal('90071992547409931.27', 'GBP', 'en')).toBe('£90,071,992,547,409,931.27');
  });
});

describe('numbers', () => {
  it('follow the language', () => {
    expect(formatCount(1_234_567, 'zh-CN')).toBe('1,234,567');
    expect(formatCompact(123_456, 'zh-CN')).toBe('12.3万');
    expect(formatCompact(123_456, 'en')).toBe('123.5K');
    expect(formatBasisPoints(3_125, 'en')).toBe('31.25%');
  });

  it('a small share never reads as nothing', () => {
    expect(formatShare(0.000_012, 'en')).toBe('0.0012%');
    expect(formatShare(0, 'en')).toBe('0%');
    expect(formatShare(0.1234, 'en')).toBe('12.3%');
  });

  it('bytes go up in steps of 1024', () => {
    expect(formatBytes(512, 'en')).toBe('512 B');
    expect(formatBytes(1_536, 'en')).toBe('1.5 KB');
    expect(formatBytes(5 * 1024 ** 3, 'en')).toBe('5 GB');
  });

  it('there is no change from nothing', () => {
    expect(changeOf(5, 0)).toBeNull();
    expect(changeOf(5, 4)).toBe(0.25);
    expect(changeOf(-2, -4)).toBe(0.5);
  });
});

describe('moments', () => {
  const at = '2026-11-22T16:30:05Z';

  it('are shown in the zone of the reader, and in UTC beside it', () => {
    expect(formatMoment(at, 'zh-CN', 'Asia/Shanghai')).toBe('2026/11/23 00:30');
    expect(formatMoment(at, 'en', 'Europe/London')).toBe('Nov 22, 2026, 16:30');
    expect(utcText(at)).toBe('2026-11-22 16:30:05 UTC');
  });

  it('a calendar day is the same day in every zone', () => {
    expect(formatDay('2026-11-11', 'zh-CN')).toBe('11/11');
  });

  it('the past is told by its largest unit', () => {
    const now = new Date('2026-11-25T16:30:05Z');
    expect(formatAgo(at, 'zh-CN', now)).toBe('3天前');
    expect(formatAgo(at, 'en', now)).toBe('3 days ago');
    expect(formatAgo(at, 'en', new Date('2026-11-22T16:30:30Z'))).toBe('this minute');
  });

  it('durations need hours only when there are any', () => {
    expect(formatDuration(65, 'en')).toBe('1:05');
    expect(formatDuration(3_725, 'en')).toBe('1:02:05');
    expect(formatDuration(1.44, 'en')).toBe('1.4 sec');
    expect(formatDuration(15.4, 'zh-CN')).toBe('15秒');
  });
});
