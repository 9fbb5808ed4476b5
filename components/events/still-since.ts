/** Longer than a page that nobody looks at goes between two looks. */
const ASLEEP_MS = 180_000;

/**
 * Since when nothing moves, at a look (`now`): from now on, when this browser could not know of it, because it slept, has no network, or its clock was
 * set back since the look before.
 */
export const stillSince = (since: number, looked: number, now: number, online: boolean): number =>
  !online || now < looked || now - looked > ASLEEP_MS ? now : since;
