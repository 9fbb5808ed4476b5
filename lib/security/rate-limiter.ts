const WINDOW_SECONDS = 60;
const WINDOW_MS = WINDOW_SECONDS * 1000;
/** More callers than a minute has: the windows that are over are let go. */
const MAX_WINDOWS = 10_000;

export type Consumption = { refused: boolean; headers: Record<string, string> };
export type RateLimiter = { consume(key: string): Consumption; forget(key: string): void };

/** So many calls in a minute that starts with the first one; the headers are those that the TBA sends. */
export function createRateLimiter(points: number): RateLimiter {
  // A window that ends later than it may was opened by a clock that has been set back since.
  const isOver = (fin: number, now: number) => fin <= now || fin > now + WINDOW_MS;
  const windows = new Map<string, { fin: number; consumed: number }>();
  const letGo = (now: number) => {
    for (const [key, { fin }] of windows) if (isOver(fin, now)) windows.delete(key);
  };
  return {
    consume(key) {
      const now = Date.now();
      let window_ = windows.get(key);
      if (window_ === undefined || isOver(window_.fin, now)) {
        if (windows.size >= MAX_WINDOWS) letGo(now);
        window_ = { fin: now + WINDOW_MS, consumed: 0 };
        windows.set(key, window_);
      }
      window_.consumed += 1;
      const remaining = String(Math.ceil((window_.fin - now) / 1000));
      const refused = window_.consumed > points;
      return {
        refused,
        headers: {
          "RateLimit-Limit": String(points),
          "RateLimit-Remaining": String(Math.max(points - window_.consumed, 0)),
          "RateLimit-Reset": remaining,
          "RateLimit-Policy": `${points};w=${WINDOW_SECONDS}`,
          ...(refused ? { "Retry-After": remaining } : {}),
        },
      };
    },
    forget(key) {
      windows.delete(key);
    },
  };
}
