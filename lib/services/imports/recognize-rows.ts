import { randomUUID } from "node:crypto";
import { matchIdentities, personFingerprint } from "@/lib/domain/identity";
import type { Json, JsonObject } from "@/lib/domain/json";
import type { RowSetAside } from "./imports.types";

export type KnownDossier = { id: string; idErpApprenant: string; anneeScolaire: string; source: JsonObject };
export type ReceivedRow = { numero: number; source: JsonObject };
export type RecognisedRow = ReceivedRow & {
  dossierId: string | null;
  idErpApprenant: string;
  anneeScolaire: string;
};

const YEAR = /^[12]\d{3}-[12]\d{3}$/;

const toText = (value: Json | undefined) =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

const yearOf = (source: JsonObject) => toText(source.annee_scolaire).replaceAll("/", "-").replace(/\s+/g, "");
const identifierOf = (source: JsonObject) => toText(source.id_erp_apprenant);

const keyOf = (id: string, year: string) => JSON.stringify([id, year]);

/** Identifiers of ours for people whom nothing identifies yet: one a person, however many rows they have. */
function newIdentities(): (source: JsonObject) => string {
  const data = new Map<string, string>();
  return (source) => {
    const person = personFingerprint(source) ?? randomUUID();
    const identifier = data.get(person) ?? `PTBA-${randomUUID()}`;
    data.set(person, identifier);
    return identifier;
  };
}

/** Each row with its identifier and its year; a row that repeats a dossier of the file is put aside. */
function identify(
  knownByKey: readonly KnownDossier[],
  received: readonly ReceivedRow[],
): { rows: Omit<RecognisedRow, "dossierId">[]; setAside: RowSetAside[] } {
  const existing = knownByKey.map((d) => ({ id_erp_apprenant: d.idErpApprenant, source: d.source }));
  const withoutIdentifier = received.filter(({ source }) => identifierOf(source) === "");
  const identities = matchIdentities(existing, withoutIdentifier);
  const isNew = newIdentities();
  const setAside: RowSetAside[] = [];
  const firstByKey = new Map<string, number>();
  const rows = received.flatMap(({ numero, source }) => {
    const received = identifierOf(source);
    const idErpApprenant = received || identities.get(numero) || isNew(source);
    const anneeScolaire = yearOf(source);
    const first = firstByKey.get(keyOf(idErpApprenant, anneeScolaire));
    if (first !== undefined) {
      const reason = `Ligne ${numero} : même apprenant et même année que la ligne ${first}, qui est gardée.`;
      setAside.push({ row: numero, reason });
      return [];
    }
    firstByKey.set(keyOf(idErpApprenant, anneeScolaire), numero);
    const complete = received === "" ? { ...source, id_erp_apprenant: idErpApprenant } : source;
    return [{ numero, source: complete, idErpApprenant, anneeScolaire }];
  });
  return { rows, setAside };
}

/**
 * Gives each row its identity: the software's identifier where there is one, otherwise that of the person already known
 * (lib/domain/identity.ts), otherwise a new one of ours; and the dossier of that person for that school year. A year that was
 * mistyped, before or now, does not make another dossier. Two rows for one dossier: the first is kept, the other reported.
 */
export function recognizeRows(
  knownByKey: readonly KnownDossier[],
  received: readonly ReceivedRow[],
): { rows: RecognisedRow[]; setAside: RowSetAside[] } {
  const { rows, setAside } = identify(knownByKey, received);
  const exactMatches = new Map(knownByKey.map((d) => [keyOf(d.idErpApprenant, d.anneeScolaire), d.id]));
  const wanted = new Set(rows.flatMap((l) => exactMatches.get(keyOf(l.idErpApprenant, l.anneeScolaire)) ?? []));
  const free = new Map<string, KnownDossier[]>();
  for (const known of knownByKey) {
    if (!wanted.has(known.id)) free.set(known.idErpApprenant, [...(free.get(known.idErpApprenant) ?? []), known]);
  }
  const recognized = rows.map((row) => {
    const exact = exactMatches.get(keyOf(row.idErpApprenant, row.anneeScolaire));
    if (exact !== undefined) return { ...row, dossierId: exact };
    const candidates = free.get(row.idErpApprenant) ?? [];
    const [only, other] = candidates;
    const corrected = only && !other && !(YEAR.test(row.anneeScolaire) && YEAR.test(only.anneeScolaire));
    if (corrected) free.delete(row.idErpApprenant);
    return { ...row, dossierId: corrected ? only.id : null };
  });
  return { rows: recognized, setAside };
}
