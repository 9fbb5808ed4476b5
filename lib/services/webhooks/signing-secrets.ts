import type { webhookEndpoints } from "@/db/schema/webhooks";
import { env } from "@/lib/env";
import { decrypt, encrypt } from "@/lib/security/encryption";

/** A secret of an endpoint as the base keeps it. */
export const sealSecret = (secret: string, endpointId: string): string =>
  encrypt(secret, endpointId, env().ENCRYPTION_KEYS);

type Kept = Pick<typeof webhookEndpoints.$inferSelect, "id" | "secret" | "previousSecret" | "previousUntil">;

/** The secrets that sign for an endpoint at an instant, the newest first. Throws DecryptionError. */
export function openSecrets({ id, secret, previousSecret, previousUntil }: Kept, now: Date): string[] {
  const sealed =
    previousSecret !== null && previousUntil !== null && previousUntil > now ? [secret, previousSecret] : [secret];
  return sealed.map((each) => decrypt(each, id, env().ENCRYPTION_KEYS));
}
