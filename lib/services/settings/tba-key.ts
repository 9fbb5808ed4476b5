import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { tbaKeys } from "@/db/schema/tba";
import { transmissions } from "@/db/schema/transmissions";
import { users } from "@/db/schema/users";
import { oneYearAfter } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { DecryptionError, decrypt, encrypt } from "@/lib/security/encryption";
import { closeAlertes } from "@/lib/services/alertes/record-alertes";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { doHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { UNREADABLE_KEY } from "@/lib/services/etablissements/night-eligible";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { KeyState } from "@/lib/services/settings/settings.types";
import { apiSignInLink } from "@/lib/tba/sign-in-link";
import { tbaClient } from "@/lib/tba-process/tba-client";

/** The key itself, for calls to the TBA only; null when none was saved. Throws CONFLICT when it does not open any more. */
export async function decryptKey(db: Db, etablissementId: string): Promise<string | null> {
  const [row] = await db
    .select({ ciphertext: tbaKeys.ciphertext })
    .from(tbaKeys)
    .where(eq(tbaKeys.etablissementId, etablissementId));
  if (row === undefined) return null;
  try {
    return decrypt(row.ciphertext, etablissementId, env().ENCRYPTION_KEYS);
  } catch (error) {
    if (error instanceof DecryptionError) throw new ServiceError("CONFLICT", UNREADABLE_KEY);
    throw error;
  }
}

/** A key travels in an HTTP header: visible ASCII only. The TBA's are UUIDs; nothing says that they will stay so. */
const KEY_FORM = /^[\x21-\x7e]{8,200}$/;

/** Saves the établissement's TBA key, encrypted. Throws INVALID_INPUT, without repeating what was typed. */
export async function saveKey(scope: Scope, input: string): Promise<void> {
  const { id } = requirePermission(scope, "administer");
  const key = input.trim();
  if (key === "")
    throw new ServiceError("INVALID_INPUT", "Collez la clé avant d'enregistrer.", { key: "Clé absente." });
  if (!KEY_FORM.test(key)) {
    const message = "Ce n'est pas une clé du TBA : copiez-la entière, sans espace, depuis le Tableau de bord.";
    throw new ServiceError("INVALID_INPUT", message, { key: message });
  }
  const values = {
    ciphertext: encrypt(key, id, env().ENCRYPTION_KEYS),
    modifiedAt: scope.now,
    modifiedBy: actorId(scope.actor),
    testedAt: null,
    testResult: null,
  };
  await scope.db.transaction(async (tx) => {
    await tx
      .insert(tbaKeys)
      .values({ etablissementId: id, ...values })
      .onConflictDoUpdate({ target: tbaKeys.etablissementId, set: values });
    await closeAlertes(tx, id, ["key-refused", "silent-key"], scope.now);
    await recordAudit({ ...scope, db: tx }, id, "key-saved");
  });
}

const SENTENCES = {
  accepted: "Le TBA accepte cette clé.",
  refused: "Le TBA refuse cette clé : récupérez-la de nouveau avec la clé bleue, puis enregistrez-la.",
  unreachable: "Le TBA ne répond pas pour le moment : réessayez dans quelques minutes.",
} as const;

/** Asks the TBA whether it takes the saved key, and remembers the answer. Throws INVALID_INPUT when there is no key, BUSY. */
export async function testKey(scope: Scope): Promise<{ result: keyof typeof SENTENCES; sentence: string }> {
  const { id } = requirePermission(scope, "administer");
  const key = await decryptKey(scope.db, id);
  if (key === null) throw new ServiceError("INVALID_INPUT", "Aucune clé n'est enregistrée : collez-la d'abord.");
  const { kind: result } = await doHeavyWork(scope, "key-test", () => tbaClient().testKey(key));
  await scope.db
    .update(tbaKeys)
    .set({ testedAt: scope.now, testResult: result })
    .where(eq(tbaKeys.etablissementId, id));
  if (result === "accepted") await closeAlertes(scope.db, id, ["key-refused"], scope.now);
  await recordAudit(scope, id, "key-tested", { result });
  return { result, sentence: SENTENCES[result] };
}

/**
 * The last activity that the TBA counts before it revokes a key (12 months without any): dossiers that it answered about, or the key made
 * again, known here by the day that it was saved.
 */
async function lastUse({ db, now }: Scope, etablissementId: string, savedAt: Date): Promise<KeyState["lastUse"]> {
  const [last] = await db
    .select({
      at: sql<Date>`max(coalesce(${transmissions.endedAt}, ${transmissions.heartbeatAt}))`.mapWith(
        transmissions.startedAt,
      ),
    })
    .from(transmissions)
    .where(
      and(
        eq(transmissions.etablissementId, etablissementId),
        sql`${transmissions.accepted} + ${transmissions.refused} > 0`,
      ),
    );
  const sentAt = last?.at ?? null;
  const sentLater = sentAt !== null && sentAt > savedAt;
  const day = parisDay(sentLater ? sentAt : savedAt);
  const limit = oneYearAfter(day);
  return { day, limit, over: limit <= parisDay(now), of: sentLater ? "transmission" : "key" };
}

/** What pages may know of the key: that there is one, since when, by whom, and its last test. */
export async function loadKeyState(scope: Scope): Promise<KeyState> {
  const { id } = requirePermission(scope, "view");
  const [row] = await scope.db
    .select({
      modifiedAt: tbaKeys.modifiedAt,
      modifiedBy: users.name,
      testedAt: tbaKeys.testedAt,
      result: tbaKeys.testResult,
    })
    .from(tbaKeys)
    .leftJoin(users, eq(users.id, tbaKeys.modifiedBy))
    .where(eq(tbaKeys.etablissementId, id));
  if (row === undefined) return { present: false, modifiedAt: null, modifiedBy: null, lastUse: null, lastTest: null };
  const { modifiedAt, modifiedBy, testedAt, result } = row;
  return {
    present: true,
    modifiedAt: modifiedAt.toISOString(),
    modifiedBy,
    lastUse: await lastUse(scope, id, modifiedAt),
    lastTest: testedAt === null || result === null ? null : { at: testedAt.toISOString(), result },
  };
}

/** Where the blue key leads: the TBA's page that shows the établissement's key. */
export function getKeyLink(scope: Scope): string {
  const { siret, uai: certainUai } = requirePermission(scope, "view");
  return apiSignInLink({ site: env().TBA_SITE_URL, erp: env().TBA_ERP_ID, siret, uai: certainUai });
}
