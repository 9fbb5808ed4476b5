import { randomUUID } from "node:crypto";
import type { Doubt } from "@/lib/domain/doubts";
import { matchIdentities, personFingerprint } from "@/lib/domain/identity";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { isSomebodyElse } from "@/lib/domain/somebody-else";
import { givingWay, inSlices } from "@/lib/services/imports/slices";
import { giveMoved } from "./moved-years";
import type { KnownDossier, ReceivedRow, RecognizedRow, RecognizedRows } from "./recognize.types";
import {
  alikeInFile,
  facing,
  groupByIdentifier,
  indexBare,
  resolveIdentifier,
  saidIdentifier,
} from "./said-identifier";

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

function reusedDoubt(identifier: string): Doubt {
  const sentence = `L'identifiant ${identifier} est déjà celui d'une autre personne : dites si c'est la même, ou s'il faut garder les deux.`;
  return { code: "identifier-reused", champ: null, sentence };
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
  const found: RecognizedRows = { rows: [], setAside: [], doubtful: [] };
  const firstByKey = new Map<string, ReceivedRow>();
  for await (const slice of inSlices(received)) {
    for (const row of slice) {
      const ownIdentifier = identifierOf(row.source);
      const said =
        ownIdentifier === "" ? identities.get(row.rank) || isNew(row.source) : resolveIdentifier(row, groups, bare);
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
): Promise<RecognizedRows> {
  const recognized = await identify(known, received);
  const exactMatches = new Map<string, string>();
  for await (const slice of inSlices(known)) {
    for (const d of slice) exactMatches.set(keyOf(d.idErpApprenant, d.anneeScolaire), d.id);
  }
  const unknown: RecognizedRow[] = [];
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
