/** The days on which the tests must be green, each from a given moment on: its name and where the clock is to start. */
export function shiftedDates(now) {
  const inDays = (days) => new Date(now.getTime() + days * 86_400_000);
  return [
    { name: 'month', what: 'in a month', starts: inDays(30) },
    { name: 'half-year', what: 'in 200 days', starts: inDays(200) },
    { name: 'three-years', what: 'in three years', starts: inDays(3 * 365) },
    { name: 'leap-day', what: 'on 29 February', starts: nextLeapDay(now) },
    { name: 'spring', what: 'on the night on which clocks go forward', starts: nextChange(now, 2) },
    { name: 'autumn', what: 'on the night on which clocks go back', starts: nextChange(now, 9) },
  ];
}

/** The one whose turn it is on a day of the year. */
export function dateOfTheDay(now) {
  const dates = shiftedDates(now);
  return dates[dayOf(now) % dates.length];
}

/** The part of the tests whose turn it is, counted from 1: each under all dates, before the next one comes. */
export function partOfTheDay(now, parts) {
  return (Math.floor(dayOf(now) / shiftedDates(now).length) % parts) + 1;
}

/** Days since New Year. */
function dayOf(now) {
  return Math.floor((now.getTime() - Date.UTC(now.getUTCFullYear(), 0, 1)) / 86_400_000);
}

function nextLeapDay(now) {
  for (let year = now.getUTCFullYear(); ; year++) {
    const day = new Date(Date.UTC(year, 1, 29, 10));
    if (day.getUTCDate() === 29 && day > now) return day;
  }
}

/**
 * Two minutes before clocks change in Europe, at 01:00 UTC on the last Sunday of March (2) or October (9): tests see
 * both sides of it.
 */
function nextChange(now, month) {
  for (let year = now.getUTCFullYear(); ; year++) {
    const last = new Date(Date.UTC(year, month + 1, 0, 0, 58));
    const sunday = new Date(last.getTime() - last.getUTCDay() * 86_400_000);
    if (sunday > now) return sunday;
  }
}
