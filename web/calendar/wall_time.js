/**
 * What a clock on the wall shows, as iCalendar writes it (RFC 5545 section 3.3.5).
 * @param {Date} date whose UTC fields are what the clock shows
 * @returns {string} such as "20261201T093000"
 */
export function stampOf(date) {
  return date.toISOString().replace(/[-:]/g, '').slice(0, 15);
}

/**
 * @param {string} text of a datetime-local field, such as "2026-12-01T09:30"
 * @returns {Date | null} with what the clock shows in its UTC fields; null if nothing was entered
 */
export function wallTimeIn(text) {
  const time = Date.parse(`${text}Z`);
  return Number.isNaN(time) ? null : new Date(time);
}

/** The next full hour by the clock here, as a datetime-local field has it. @param {Date} now */
export function nextHour(now) {
  const wall = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  wall.setUTCHours(wall.getUTCHours() + 1, 0, 0, 0);
  return wall.toISOString().slice(0, 16);
}
