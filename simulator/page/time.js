/** Times as a Swede reads them. */
import { words } from "./words.js";

const clock = new Intl.DateTimeFormat("sv-SE", { hour: "2-digit", minute: "2-digit" });
const shortDay = new Intl.DateTimeFormat("sv-SE", { day: "numeric", month: "short" });
const longDay = new Intl.DateTimeFormat("sv-SE", { weekday: "long", day: "numeric", month: "long" });

const date = (seconds) => new Date(seconds * 1000);
const daysAgo = (seconds) => Math.round((new Date().setHours(0, 0, 0, 0) - date(seconds).setHours(0, 0, 0, 0)) / 864e5);

export const clockTime = (seconds) => clock.format(date(seconds));

export const dayKey = (seconds) => date(seconds).toDateString();

/** "Idag", "Igår" or the weekday and date. */
export function dayName(seconds) {
  const ago = daysAgo(seconds);
  if (ago === 0) return words.today;
  return ago === 1 ? words.yesterday : longDay.format(date(seconds));
}

/** The time today, the date before that. */
export const whenInList = (seconds) => (daysAgo(seconds) === 0 ? clockTime(seconds) : shortDay.format(date(seconds)));
