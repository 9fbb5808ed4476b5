const SECONDS = /^\d+$/;
const DATE_HTTP = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The whole seconds that a `Retry-After` header asks to wait (seconds or an HTTP date); null when it says nothing readable. */
export function parseRetryAfter(heading: string | string[] | undefined, now: Date): number | null {
  const value = (Array.isArray(heading) ? heading[0] : heading)?.trim();
  if (value === undefined) return null;
  if (SECONDS.test(value)) return Number(value);
  const instant = DATE_HTTP.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? null : Math.max(0, Math.ceil((instant - now.getTime()) / 1000));
}
