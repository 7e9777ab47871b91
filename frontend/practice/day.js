// Study days: whole numbers that change at four in the morning where the reader is. Who reviews on the way to work, at
// half past eight, and again after midnight before going to bed, has reviewed on one day.
const MINUTE = 60_000;
const DAY = 86_400_000;
const DAWN = 4 * 3_600_000;

/**
 * @param {number} time milliseconds since 1970
 */
export const dayOf = time => Math.floor((time - new Date(time).getTimezoneOffset() * MINUTE - DAWN) / DAY);

/**
 * A study day as «2026-12-03».
 * @param {number} day
 */
export const dateOf = day => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * A number of days from today, as one says it.
 * @param {number} days
 */
export const inDays = days => (days <= 0 ? '오늘' : days === 1 ? '내일' : days === 2 ? '모레' : `${days}일 뒤`);
