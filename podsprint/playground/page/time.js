/** Dates and times, always in a named zone, never in the browser's own. */

const cache = new Map();

/** @param {string | undefined} zone @param {Intl.DateTimeFormatOptions} options */
function formatter(zone, options) {
  const key = `${zone}|${JSON.stringify(options)}`;
  if (!cache.has(key)) {
    let made;
    try {
      made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone || "UTC" });
    } catch {
      made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
    }
    cache.set(key, made);
  }
  return cache.get(key);
}

export const tsDate = (ts) => new Date(Number.parseFloat(ts) * 1000);

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

export const clockTime = (date, zone) => formatter(zone, TIME).format(date);

export const clockSeconds = (date, zone) => formatter(zone, { ...TIME, second: "2-digit" }).format(date);

export const shortDay = (date, zone) =>
  formatter(zone, { weekday: "short", day: "numeric", month: "short" }).format(date);

export const fullTime = (date, zone) =>
  `${formatter(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(date)}, ${clockTime(date, zone)}`;

/** 2026-11-23 */
export function dayKey(date, zone) {
  const p = parts(date, zone);
  return `${p.year}-${p.month}-${p.day}`;
}

/** Today, Yesterday, or the weekday and date. */
export function dayLabel(date, zone, now) {
  const key = dayKey(date, zone);
  if (key === dayKey(now, zone)) return "Today";
  if (key === dayKey(new Date(now.getTime() - 86_400_000), zone)) return "Yesterday";
  return formatter(zone, { weekday: "long", day: "numeric", month: "long" }).format(date);
}

function parts(date, zone) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", ...TIME, second: "2-digit" };
  return Object.fromEntries(formatter(zone, options).formatToParts(date).map((p) => [p.type, p.value]));
}

/** Epoch seconds to "2026-11-23T09:30" on that zone's wall clock. */
export function toWall(epoch, zone) {
  const p = parts(new Date(epoch * 1000), zone);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

/** "2026-11-23T09:30" on that zone's wall clock to epoch seconds. */
export function fromWall(wall, zone) {
  const naive = Date.parse(`${wall}:00Z`) / 1000;
  let guess = naive;
  for (let i = 0; i < 2; i += 1) guess += naive - Date.parse(`${toWall(guess, zone)}:00Z`) / 1000;
  return guess;
}

function ordinal(n) {
  const teen = n % 100 > 10 && n % 100 < 14;
  return n + (teen ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th"));
}

/** Slack's <!date^...> tokens. `now` decides what "today" means. */
export function dateTokens(epoch, format, zone, now) {
  const date = new Date(epoch * 1000);
  const f = (options) => formatter(zone, options).format(date);
  const day = dayLabel(date, zone, now);
  const near = day === "Today" || day === "Yesterday" ? day.toLowerCase() : null;
  const long = { weekday: "long", month: "long", day: "numeric", year: "numeric" };
  const plain = () => `${f({ month: "long" })} ${ordinal(Number(f({ day: "numeric" })))}, ${f({ year: "numeric" })}`;
  const known = {
    date_num: () => dayKey(date, zone),
    date: plain,
    date_short: () => f({ day: "numeric", month: "short", year: "numeric" }),
    date_long: () => f(long),
    date_pretty: () => near ?? plain(),
    date_short_pretty: () => near ?? f({ day: "numeric", month: "short", year: "numeric" }),
    date_long_pretty: () => near ?? f(long),
    day_divider_pretty: () => near ?? f(long),
    time: () => clockTime(date, zone),
    time_secs: () => clockSeconds(date, zone),
    ago: () => ago(epoch, now.getTime() / 1000),
  };
  return format.replace(/\{(\w+)\}/g, (all, name) => known[name]?.() ?? all);
}

/** @param {number} then @param {number} now both in epoch seconds */
export function ago(then, now) {
  const gap = Math.abs(now - then);
  const [n, unit] =
    gap < 60 ? [0, ""] : gap < 3600 ? [gap / 60, "minute"] : gap < 86_400 ? [gap / 3600, "hour"] : [gap / 86_400, "day"];
  if (!unit) return "just now";
  const words = `${Math.floor(n)} ${unit}${Math.floor(n) === 1 ? "" : "s"}`;
  return then > now ? `in ${words}` : `${words} ago`;
}
