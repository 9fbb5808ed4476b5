import { and, asc, desc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { jumeaux } from "@/db/schema/a-surveiller";
import { dossiers } from "@/db/schema/dossiers";
import { users } from "@/db/schema/users";
import { frenchDay, tbaDay } from "@/lib/domain/day";
import type { Json, JsonObject } from "@/lib/domain/json";
import { ANNEE_SQL, DUPLICATED, ETAT_SQL } from "@/lib/services/rapport/columns-sql";
import type { Duplicate, DuplicatePair, JumeauxPair } from "./a-surveiller.types";

const text = (value: Json | undefined) =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

/** The pairs of identifiers under which the same person seems to stand, without those that staff said are twins. */
export async function listDuplicates(db: Db, etablissementId: string): Promise<DuplicatePair[]> {
  const found = await db
    .select({
      id: dossiers.id,
      person: dossiers.person,
      identifier: dossiers.idErpApprenant,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      anneeScolaire: ANNEE_SQL,
      etat: ETAT_SQL,
      payload: dossiers.payload,
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), isNotNull(dossiers.person), DUPLICATED))
    .orderBy(asc(dossiers.apprenantSort), asc(dossiers.idErpApprenant), desc(dossiers.anneeScolaire));
  const byPerson = new Map<string, Map<string, Duplicate>>();
  for (const { person, payload, ...l } of found) {
    const values = JSON.parse(payload) as JsonObject;
    const birth = tbaDay(values.date_de_naissance_apprenant);
    const identifiers = byPerson.get(person ?? "") ?? new Map<string, Duplicate>();
    byPerson.set(person ?? "", identifiers);
    // The first that comes is the latest year.
    if (identifiers.has(l.identifier)) continue;
    identifiers.set(l.identifier, {
      ...l,
      birth: birth === null ? text(values.date_de_naissance_apprenant) : frenchDay(birth),
      ine: text(values.ine_apprenant),
      email: text(values.email_contact),
      telephone: text(values.tel_apprenant),
    });
  }
  const told = new Set((await listPairs(db, etablissementId)).map((j) => JSON.stringify([j.first, j.second])));
  const pairs: DuplicatePair[] = [];
  for (const identifiers of byPerson.values()) {
    const sorted = [...identifiers.values()].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
    for (const [rank, first] of sorted.entries()) {
      for (const second of sorted.slice(rank + 1)) {
        if (!told.has(JSON.stringify([first.identifier, second.identifier]))) pairs.push([first, second]);
      }
    }
  }
  return pairs;
}

function listPairs(db: Db, etablissementId: string) {
  return db
    .select({ first: jumeaux.first, second: jumeaux.second, at: jumeaux.at, name: users.name })
    .from(jumeaux)
    .leftJoin(users, eq(users.id, jumeaux.by))
    .where(eq(jumeaux.etablissementId, etablissementId))
    .orderBy(desc(jumeaux.at));
}

/** The pairs that staff said are two people, the last first. */
export async function getJumeaux(db: Db, etablissementId: string): Promise<JumeauxPair[]> {
  const pairs = await listPairs(db, etablissementId);
  if (pairs.length === 0) return [];
  const names = await db
    .selectDistinct({ identifier: dossiers.idErpApprenant, apprenant: dossiers.apprenant })
    .from(dossiers)
    .where(
      and(
        eq(dossiers.etablissementId, etablissementId),
        inArray(
          dossiers.idErpApprenant,
          pairs.flatMap((p) => [p.first, p.second]),
        ),
      ),
    );
  const byIdentifier = new Map(names.map((n) => [n.identifier, n.apprenant]));
  return pairs.map(({ first, second, at, name }) => ({
    first,
    second,
    names: [...new Set([byIdentifier.get(first) ?? first, byIdentifier.get(second) ?? second])].join(" et "),
    at: at.toISOString(),
    by: name ?? "une personne partie depuis",
  }));
}
