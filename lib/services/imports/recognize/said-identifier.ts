import { personFingerprint } from "@/lib/domain/identity";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { bareIdentifier } from "@/lib/domain/same-identifier";
import { isSomebodyElse } from "@/lib/domain/somebody-else";
import { aliasOf } from "@/lib/services/dossiers/identifier-alias";
import { inSlices } from "@/lib/services/imports/slices";
import type { KnownDossier, ReceivedRow } from "./recognize.types";

/** The dossiers of each known identifier. */
export async function groupByIdentifier(
  known: readonly KnownDossier[],
  isKept: (dossier: KnownDossier) => boolean = () => true,
): Promise<Map<string, KnownDossier[]>> {
  const groups = new Map<string, KnownDossier[]>();
  for await (const slice of inSlices(known)) {
    for (const dossier of slice) {
      if (!isKept(dossier)) continue;
      const group = groups.get(dossier.idErpApprenant);
      if (group === undefined) groups.set(dossier.idErpApprenant, [dossier]);
      else group.push(dossier);
    }
  }
  return groups;
}

/** Of the dossiers of an identifier, those that a row would change, or go beside: the one of its year alone, where there is one. */
export function facing(source: JsonObject, dossiers: readonly KnownDossier[]): readonly KnownDossier[] {
  const year = yearOf(source);
  const same = dossiers.find(({ anneeScolaire }) => anneeScolaire === year);
  return same === undefined ? dossiers : [same];
}

const namesSomebodyElse = (source: JsonObject, dossiers: readonly KnownDossier[]) =>
  dossiers.length > 0 &&
  facing(source, dossiers).every(
    (d) => isSomebodyElse(source, d.source) && (d.corrected === d.source || isSomebodyElse(source, d.corrected)),
  );

type Groups = ReadonlyMap<string, readonly KnownDossier[]>;

/** The known identifiers by what is left of them when a spreadsheet takes their zeros away; those that it makes alike are left out. */
export async function indexBare(groups: Groups): Promise<ReadonlyMap<string, string>> {
  const index = new Map<string, string>();
  const alike = new Set<string>();
  for await (const slice of inSlices([...groups.keys()])) {
    for (const identifier of slice) {
      const bare = bareIdentifier(identifier);
      if (index.has(bare)) alike.add(bare);
      index.set(bare, identifier);
    }
  }
  for (const bare of alike) index.delete(bare);
  return index;
}

const namesSamePerson = (source: JsonObject, dossiers: readonly KnownDossier[]) => {
  const person = personFingerprint(source);
  return (
    person !== null && dossiers.some((d) => [d.source, d.corrected].some((each) => personFingerprint(each) === person))
  );
};

/** The identifier that a row says, or the known one that lost or found zeros on the way, of the same person. */
export function saidIdentifier({ source }: ReceivedRow, groups: Groups, bare: ReadonlyMap<string, string>): string {
  const identifier = identifierOf(source);
  if (groups.has(identifier)) return identifier;
  const known = bare.get(bareIdentifier(identifier));
  return known !== undefined && namesSamePerson(source, groups.get(known) ?? []) ? known : identifier;
}

/** Whose a row with an identifier is: the one it says, one of ours for a second person of it, or nobody knows (null). */
export function resolveIdentifier(row: ReceivedRow, groups: Groups, bare: ReadonlyMap<string, string>): string | null {
  const identifier = saidIdentifier(row, groups, bare);
  if (row.answer === "same" || !namesSomebodyElse(row.source, groups.get(identifier) ?? [])) return identifier;
  for (let n = 2; ; n++) {
    const alias = aliasOf(identifier, n);
    const dossiers = groups.get(alias) ?? [];
    if (dossiers.length === 0) return row.answer === "other" ? alias : null;
    if (!namesSomebodyElse(row.source, dossiers)) return alias;
  }
}

/** The identifier that an earlier row of the file gave to the same person, when only its zeros differ and nobody is known by the row's own. */
export function alikeInFile(groups: Groups): (identifier: string, row: ReceivedRow) => string {
  const earlier = new Map<string, { identifier: string; source: JsonObject }>();
  return (identifier, { source }) => {
    const bare = bareIdentifier(identifier);
    const first = earlier.get(bare);
    if (first === undefined) earlier.set(bare, { identifier, source });
    if (first === undefined || first.identifier === identifier || groups.has(identifier)) return identifier;
    const person = personFingerprint(source);
    return person !== null && personFingerprint(first.source) === person ? first.identifier : identifier;
  };
}
