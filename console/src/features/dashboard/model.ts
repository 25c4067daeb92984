import type { Overview } from './api';

type Day = Overview['daily'][number];

/** More days than these are shown as weeks. */
export const daysShownMax = 120;
const daysOfWeek = 7;

/** Weeks that end with the last day, each named by its first; days at the beginning that fill no week are left out. */
export function byWeek(daily: readonly Day[]): Day[] {
  const weeks: Day[] = [];
  for (let end = daily.length; end >= daysOfWeek; end -= daysOfWeek) {
    const days = daily.slice(end - daysOfWeek, end);
    weeks.unshift({
      date: days[0]?.date ?? '',
      orders: sum(days, (day) => day.orders),
      netRevenueMinor: sum(days, (day) => day.netRevenueMinor),
      newCustomers: sum(days, (day) => day.newCustomers),
    });
  }
  return weeks;
}

function sum(days: readonly Day[], figure: (day: Day) => number): number {
  return days.reduce((total, day) => total + figure(day), 0);
}
