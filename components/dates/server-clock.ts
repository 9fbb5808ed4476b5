let ahead = Number.NEGATIVE_INFINITY;

/**
 * The instant that it is on the server, told by the page that it made (`madeAt`) and by the browser's clock, which may be minutes off: what is left
 * of a work is reckoned from an instant of the server's. Of several pages the freshest counts: one that comes back from the browser's memory was
 * made a while ago.
 */
export function serverClock(madeAt: string, browserNow: number): string {
  ahead = Math.max(ahead, Date.parse(madeAt) - browserNow);
  return new Date(browserNow + ahead).toISOString();
}
