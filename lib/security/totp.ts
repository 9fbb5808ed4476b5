import { Secret, TOTP } from "otpauth";

const PERIOD_S = 30;
/** A telephone's clock may be one period off. */
const TOLERANCE = 1;

const totp = (secret: Secret, label: string) =>
  new TOTP({ issuer: "Passerelle TBA", label, algorithm: "SHA1", digits: 6, period: PERIOD_S, secret });

/** A new secret of the second factor, in base 32 as applications show it. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the picture to scan holds. `label`: whose account it is. */
export function totpUri(secret: string, label: string): string {
  return totp(Secret.fromBase32(secret), label).toString();
}

/** The period of time (RFC 6238) whose code this is, null when it is none of now. A period is for one use: the caller keeps the last. */
export function totpPeriod(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totp(Secret.fromBase32(secret), "").validate({
    token: code,
    timestamp: now.getTime(),
    window: TOLERANCE,
  });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

/** What a person's secret is bound to when it is encrypted: moved to another row, it does not open. */
export const totpLink = (userId: string): string => `totp ${userId}`;
