import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import { UNREADABLE } from "@/lib/domain/contrat-tba";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { refusalsOf } from "@/lib/domain/refusals";
import { newIdentifier } from "./identifier";

const KNOWN: ReadonlySet<string> = new Set(TRANSMITTED_CHAMPS.map(({ key }) => key));

/** The properties that the TBA keeps of a dossier: known, not null. It sets `source` and the like itself. */
function keepKnown(received: JsonObject): JsonObject {
  const removed = Object.keys(received).filter((key) => received[key] === null || !KNOWN.has(key));
  if (removed.length === 0) return received;
  const kept: JsonObject = {};
  for (const key in received) if (!removed.includes(key)) kept[key] = received[key];
  return kept;
}

function canBeText(value: unknown): boolean {
  try {
    String(value);
    return true;
  } catch {
    return false;
  }
}

export type Verdict = { data: string[]; accepted: JsonObject[] };

/**
 * The first stage, dossier by dossier: `data[i]` as JSON text (what was kept of the i-th dossier, and the verdict),
 * and the dossiers that go on to the second stage. What is not an object is judged as one without fields.
 * Null when one of them holds an object that cannot be read as text: the TBA breaks down on it, and nothing of the call is taken.
 */
export function evaluate(dossiers: readonly unknown[], sourceOrganismeId: string): Verdict | null {
  const now = new Date().toISOString();
  const verdict: Verdict = { data: [], accepted: [] };
  for (const dossier of dossiers) {
    const received = isObject(dossier) ? dossier : {};
    const errors = refusalsOf(received).map(({ champ, message }) => ({ message, path: [champ] }));
    if (errors.some(({ message }) => message === UNREADABLE) || !canBeText(received.nir_apprenant)) return null;
    const kept = keepKnown(received);
    if (errors.length === 0) verdict.accepted.push(kept);
    const added = JSON.stringify({
      has_nir: Boolean(received.nir_apprenant),
      validation_errors: errors,
      updated_at: now,
      created_at: now,
      ...(errors.length > 0 ? { processed_at: now } : {}),
      source: "ERP",
      source_organisme_id: sourceOrganismeId,
      api_version: "v3",
      has_error: errors.length > 0,
      computed_day: now.slice(0, 10),
      _id: newIdentifier(),
    });
    const text = JSON.stringify(kept);
    verdict.data.push(text === "{}" ? added : `${text.slice(0, -1)},${added.slice(1)}`);
  }
  return verdict;
}

/** The body of the 200 for a whole call. */
export function responseBody({ data, accepted }: Verdict): string {
  const detail = accepted.length < data.length ? '"detail":"Some data are invalid",' : "";
  return `{"status":"OK","message":"Queued",${detail}"data":[${data.join(",")}]}`;
}
