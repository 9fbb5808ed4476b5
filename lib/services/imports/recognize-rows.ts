import { randomUUID } from "node:crypto";
import type { Doubt } from "@/lib/domain/doubts";
import type { ImportRowAnswer } from "@/lib/domain/enumerations";
import { matchIdentities, personFingerprint } from "@/lib/domain/identity";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { bareIdentifier } from "@/lib/domain/same-identifier";
import type { SetAsideReason } from "@/lib/domain/set-aside-reason";
import { isSomebodyElse } from "@/lib/domain/somebody-else";
import { aliasOf } from "@/lib/services/dossiers/identifier-alias";
import { giveMoved } from "./moved-years";
import { givingWay, inSlices } from "./slices";

/** `source` and `corrected`: what names the person, as received and as staff corrected it. */
export type KnownDossier = {
  id: string;
  idErpApprenant: string;
  anneeScolaire: string;
  source: JsonObject;
  corrected: JsonObject;
};
/** `rank`: its place in the file; `row`: its number in its sheet. `answer`: what a person said of it. */
export type ReceivedRow = {
  rank: number;
  sheet: string;
  row: number;
  source: JsonObject;
  answer: ImportRowAnswer | null;
};
export type RecognisedRow = ReceivedRow & {
  dossierId: string | null;
  idErpApprenant: string;
  anneeScolaire: string;
};

export type RecognisedRows = {
  rows: RecognisedRow[];
  setAside: { row: ReceivedRow; reason: SetAsideReason }[];
  /** Rows under the identifier of somebody else: that person is untouched until someone answered. */
  doubtful: { row: ReceivedRow; dossierId: string; doubt: Doubt }[];
};

const YEAR = /^[12]\d{3}-[12]\d{3}$/;

/** No two dossiers have the same: where the identifier ends is said first. */
const keyOf = (id: string, year: string) => `${id.length} ${id} ${year}`;

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

async function groupByIdentifier(
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
function facing(source: JsonObject, dossiers: readonly KnownDossier[]): readonly KnownDossier[] {
  const year = yearOf(source);
  const same = dossiers.find(({ anneeScolaire }) => anneeScolaire === year);
  return same === undefined ? dossiers : [same];
}

const namesSomebodyElse = (source: JsonObject, dossiers: readonly KnownDossier[]) =>
  dossiers.length > 0 &&
  facing(source, dossiers).every(
    (d) => isSomebodyElse(source, d.source) && (d.corrected === d.source || isSomebodyElse(source, d.corrected)),
  );

function reusedDoubt(identifier: string): Doubt {
  const sentence = `L'identifiant ${identifier} est déjà celui d'une autre personne : dites si c'est la même, ou s'il faut garder les deux.`;
  return { code: "identifier-reused", champ: null, sentence };
}

type Groups = ReadonlyMap<string, readonly KnownDossier[]>;

/** The known identifiers by what is left of them when a spreadsheet takes their zeros away; those that it makes alike are left out. */
async function indexBare(groups: Groups): Promise<ReadonlyMap<string, string>> {
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
function saidIdentifier({ source }: ReceivedRow, groups: Groups, bare: ReadonlyMap<string, string>): string {
  const identifier = identifierOf(source);
  if (groups.has(identifier)) return identifier;
  const known = bare.get(bareIdentifier(identifier));
  return known !== undefined && namesSamePerson(source, groups.get(known) ?? []) ? known : identifier;
}

/** Whose a row with an identifier is: the one it says, one of ours for a second person of it, or nobody knows (null). */
function resolve(row: ReceivedRow, groups: Groups, bare: ReadonlyMap<string, string>): string | null {
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
function alikeInFile(groups: Groups): (identifier: string, row: ReceivedRow) => string {
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

/** Each row with its identifier and its year, not its dossier yet; a row that repeats a dossier of the file is put aside. */
async function identify(known: readonly KnownDossier[], received: readonly ReceivedRow[]) {
  const withoutIdentifier = received.filter(({ source }) => identifierOf(source) === "");
  const existing =
    withoutIdentifier.length === 0 ? [] : known.map((d) => ({ id_erp_apprenant: d.idErpApprenant, source: d.source }));
  const identities = await givingWay(
    matchIdentities(
      existing,
      withoutIdentifier.map(({ rank, source }) => ({ numero: rank, source })),
    ),
  );
  const groups = await groupByIdentifier(known);
  const bare = await indexBare(groups);
  const isNew = newIdentities();
  const alike = alikeInFile(groups);
  const found: RecognisedRows = { rows: [], setAside: [], doubtful: [] };
  const firstByKey = new Map<string, ReceivedRow>();
  for await (const slice of inSlices(received)) {
    for (const row of slice) {
      const ownIdentifier = identifierOf(row.source);
      const said = ownIdentifier === "" ? identities.get(row.rank) || isNew(row.source) : resolve(row, groups, bare);
      if (said === null) {
        const [dossier] = facing(row.source, groups.get(saidIdentifier(row, groups, bare)) ?? []);
        if (dossier !== undefined) {
          found.doubtful.push({ row, dossierId: dossier.id, doubt: reusedDoubt(ownIdentifier) });
        }
        continue;
      }
      const idErpApprenant = alike(said, row);
      const anneeScolaire = yearOf(row.source);
      const key = keyOf(idErpApprenant, anneeScolaire);
      const first = firstByKey.get(key);
      if (first !== undefined) {
        const kind = isSomebodyElse(row.source, first.source) ? "shared-identifier" : "repeated";
        found.setAside.push({ row, reason: { kind, first: { sheet: first.sheet, row: first.row } } });
        continue;
      }
      firstByKey.set(key, row);
      found.rows.push({ ...row, dossierId: null, idErpApprenant, anneeScolaire });
    }
  }
  return found;
}

/**
 * Gives each row its identity: the software's identifier where there is one, otherwise that of the person already known
 * (lib/domain/identity.ts), otherwise a new one of ours; and the dossier of that person for that school year. A year that was mistyped,
 * before or now, does not make another dossier, nor does one to which staff moved theirs: the TBA would hold both as one. Two rows for one
 * dossier: the first is kept, the other reported. A row under the identifier of somebody else waits for a person's answer. Pure; gives way
 * to the event loop.
 */
export async function recognizeRows(
  known: readonly KnownDossier[],
  received: readonly ReceivedRow[],
): Promise<RecognisedRows> {
  const recognized = await identify(known, received);
  const exactMatches = new Map<string, string>();
  for await (const slice of inSlices(known)) {
    for (const d of slice) exactMatches.set(keyOf(d.idErpApprenant, d.anneeScolaire), d.id);
  }
  const unknown: RecognisedRow[] = [];
  const wanted = new Set<string>();
  for await (const slice of inSlices(recognized.rows)) {
    for (const row of slice) {
      row.dossierId = exactMatches.get(keyOf(row.idErpApprenant, row.anneeScolaire)) ?? null;
      if (row.dossierId === null) unknown.push(row);
      else wanted.add(row.dossierId);
    }
  }
  const { others, asides } = await giveMoved(known, unknown, wanted);
  for (const row of asides) recognized.setAside.push({ row, reason: { kind: "moved", year: row.anneeScolaire } });
  if (asides.size > 0) recognized.rows = recognized.rows.filter((row) => !asides.has(row));
  const free = await groupByIdentifier(known, ({ id }) => !wanted.has(id));
  for await (const slice of inSlices(others)) {
    for (const row of slice) {
      const [only, other] = free.get(row.idErpApprenant) ?? [];
      const corrected = only && !other && !(YEAR.test(row.anneeScolaire) && YEAR.test(only.anneeScolaire));
      if (!corrected) continue;
      free.delete(row.idErpApprenant);
      row.dossierId = only.id;
    }
  }
  return recognized;
}
