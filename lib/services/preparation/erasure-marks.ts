import { personFingerprint } from "@/lib/domain/identity";
import type { JsonObject } from "@/lib/domain/json";
import { env } from "@/lib/env";
import { keyedHash } from "@/lib/security/keyed-hash";

/** Who a row is about: last name, first name and birth date, or the software's identifier when one of them is missing. */
function identityOf(values: JsonObject): string | null {
  const fingerprint = personFingerprint(values);
  if (fingerprint !== null) return `person:${fingerprint}`;
  const { id_erp_apprenant: id } = values;
  const text = typeof id === "string" || typeof id === "number" ? String(id).trim() : "";
  return text === "" ? null : `id:${text}`;
}

const mark = (etablissementId: string, identity: string, key: Buffer) =>
  keyedHash(`erasure ${etablissementId} ${identity}`, key);

/** The mark that an erasure leaves of each of these values, under the newest key; each once. */
export function newMarks(etablissementId: string, values: readonly JsonObject[]): string[] {
  const keys = env().ENCRYPTION_KEYS;
  const key = keys.get(Math.max(...keys.keys()));
  if (key === undefined) throw new Error("Aucune clé de chiffrement.");
  const identities = new Set(values.flatMap((each) => identityOf(each) ?? []));
  return [...identities].map((identity) => mark(etablissementId, identity, key));
}

/** The marks that an erasure may have left of a row, under any key of the server. */
export function possibleMarks(etablissementId: string, values: JsonObject): string[] {
  const identity = identityOf(values);
  if (identity === null) return [];
  return [...env().ENCRYPTION_KEYS.values()].map((key) => mark(etablissementId, identity, key));
}
