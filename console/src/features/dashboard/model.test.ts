import { expect, it } from 'vitest';
import { byWeek } from './model';

const day = (date: string, orders: number) => ({ date, orders, netRevenueMinor: orders * 100, newCustomers: 1 });

it('adds up whole weeks back from the last day', () => {
  const daily = Array.from({ length: 16 }, (_, index) => day(`2026-03-${String(index + 1).padStart(2, '0')}`, index + 1));
  expect(byWeek(daily)).toEqual([
    { date: '2026-03-03', orders: 42, netRevenueMinor: 4_200, newCustomers: 7 },
    { date: '2026-03-10', orders: 91, netRevenueMinor: 9_100, newCustomers: 7 },
  ]);
  expect(byWeek(daily.slice(0, 6))).toEqual([]);
});
