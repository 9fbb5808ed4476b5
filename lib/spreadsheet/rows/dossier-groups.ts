import { personFingerprint } from "@/lib/domain/identity";
import { identifierOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { bareIdentifier } from "@/lib/domain/same-identifier";
import type { AssembledRow } from "./assemble-row";

/** A row put together, and where it stands. */
export type NamedRow<Place> = { place: Place; row: AssembledRow };

/** One person's dossier of one year: by the software's identifier, without the zeros that a spreadsheet takes away, else by name, first name and birth date. */
export function dossierKey(source: JsonObject): string {
  const year = String(source.annee_scolaire ?? "").trim();
  const identifier = identifierOf(source);
  return JSON.stringify([identifier === "" ? personFingerprint(source) : bareIdentifier(identifier), year]);
}

/** The rows of one key, as one group; those of each identifier when «000451» and «451» are two people. A row alone is no group. */
export function groupsOf<Place>(rows: readonly NamedRow<Place>[]): (readonly NamedRow<Place>[])[] {
  const byIdentifier = new Map<string, NamedRow<Place>[]>();
  for (const each of rows) {
    const identifier = identifierOf(each.row.source);
    const known = byIdentifier.get(identifier);
    if (known === undefined) byIdentifier.set(identifier, [each]);
    else known.push(each);
  }
  const people = new Set(rows.map(({ row }) => personFingerprint(row.source)));
  if (byIdentifier.size === 1 || people.size === 1) return [rows];
  return [...byIdentifier.values()].filter(({ length }) => length > 1);
}
