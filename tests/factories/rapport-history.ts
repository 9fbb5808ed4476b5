import { randomUUID } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { EMPTY_CONTEXT } from "@/lib/domain/anomalies/context";
import { addDays } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { recordDossiers } from "@/lib/services/preparation/record-dossiers";
import { validSource } from "./dossiers";

/** A small generator of numbers: a history that fails can be played again from its seed. */
export function seeded(seed: number): (max: number) => number {
  let state = seed;
  return (max) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % max;
  };
}

/** An établissement, the luck of its history, and the number that its next dossier takes. */
export type World = { db: Db; id: string; draw: (max: number) => number; nextNumber: () => number };

const among = (column: SQL, ids: readonly string[]) =>
  sql`${column} in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e)`;

/** A source like many others: early or late, with or without a contract, an exclusion, a fault, a double. */
function drawSource(draw: World["draw"], numero: number): JsonObject {
  const shift = draw(8) * 30;
  const change: JsonObject = {
    date_entree_formation: addDays("2023-09-01", shift),
    date_inscription_formation: addDays("2023-09-01", shift),
    groupe_formation: `Groupe ${draw(50)}`,
    nom_apprenant: `Nom ${draw(20)}`,
  };
  if (draw(3) === 0) Object.assign(change, { contrat_date_debut: null, contrat_date_fin: null });
  if (draw(4) === 0) change.date_exclusion_formation = addDays("2023-11-01", draw(90));
  if (draw(4) === 0) change.etablissement_formateur_siret = `777644441000${draw(9)}`;
  if (draw(5) === 0) change.date_inscription_formation = null;
  if (draw(4) === 0) change.annee_scolaire = "2024-2025";
  if (draw(9) === 0) change.statut = "ELV";
  return validSource(numero, change);
}

type Written = { id: string; isNew: boolean; source: JsonObject };

async function write({ db, id: etablissementId }: World, sources: readonly Written[]): Promise<void> {
  await db.transaction((tx) =>
    recordDossiers(
      tx,
      etablissementId,
      sources.map(({ id, isNew, source }) => ({
        ...{ id, isNew, doubts: [], confirmed: [] },
        idErpApprenant: String(source.id_erp_apprenant),
        anneeScolaire: String(source.annee_scolaire),
        ...preparedColumns(source, {}, EMPTY_CONTEXT),
      })),
    ),
  );
}

const anomalie = (code: string, actor: string, champ: string) =>
  JSON.stringify([{ code, severity: "risque", actor, champs: [champ], sentence: "" }]);
const ANOMALIES = [
  anomalie("COUPLE_INCONNU", "carif-oref", "etablissement_formateur_uai"),
  anomalie("PERSONNE_EN_DOUBLE", "secretariat", "nom_apprenant"),
];

async function change(world: World, ids: readonly string[]): Promise<void> {
  const known = await world.db
    .select()
    .from(dossiers)
    .where(among(sql`${dossiers.id}`, ids));
  const redrawn = known.map(({ id, idErpApprenant, anneeScolaire }) => ({
    ...{ id, isNew: false },
    source: { ...drawSource(world.draw, 1), id_erp_apprenant: idErpApprenant, annee_scolaire: anneeScolaire },
  }));
  await write(world, redrawn);
}

async function receiveFile({ db, id, draw }: World, ids: readonly string[]): Promise<void> {
  const counts = { rows: 1, created: 5, modified: 0, unchanged: 0, nonApprentis: 0, setAside: [], ignoredColumns: [] };
  const at = new Date(Date.UTC(2024, 0, 1 + draw(28)));
  const file = { etablissementId: id, file: "f.csv", at, ...counts };
  const [made] = await db.insert(imports).values(file).returning({ id: imports.id });
  await db.execute(sql`update dossiers set import_id = ${made?.id}::uuid where ${among(sql`id`, ids)}`);
}

/** What may be written around a report, all at once or a few: the triggers see statements, whoever makes them. */
export const WRITES: readonly ((world: World, ids: readonly string[]) => Promise<unknown>)[] = [
  (world) => {
    const { draw, nextNumber } = world;
    const source = () => drawSource(draw, nextNumber());
    return write(
      world,
      Array.from({ length: 1 + draw(4) }, () => ({ id: randomUUID(), isNew: true, source: source() })),
    );
  },
  change,
  receiveFile,
  ({ db }, ids) =>
    db.execute(sql`update submissions s set received_at = now(), sent_at = now(), sent_fingerprint = d.fingerprint,
        refused_fingerprint = null, kept_exclusion = coalesce(d.exclusion, s.kept_exclusion)
      from dossiers d where d.id = s.dossier_id and not d.blocked and ${among(sql`d.id`, ids)}`),
  ({ db }, ids) =>
    db.execute(sql`update submissions s set received_at = now(), refused_fingerprint = d.fingerprint, tba_messages = '["Non."]'
      from dossiers d where d.id = s.dossier_id and ${among(sql`d.id`, ids)}`),
  ({ db, draw }, ids) =>
    db.execute(sql`update submissions set seen_at = ${draw(2) === 0 ? null : "2024-01-01T00:00:00Z"}::timestamptz
      where ${among(sql`dossier_id`, ids)}`),
  ({ db, draw }, ids) =>
    db.execute(sql`update dossiers set blocked = ${draw(2) === 0}, exclusion = null where ${among(sql`id`, ids)}`),
  ({ db, draw }, ids) =>
    db.execute(
      sql`update dossiers set anomalies = ${ANOMALIES[draw(2)] ?? "[]"}::jsonb where ${among(sql`id`, ids.slice(0, 2))}`,
    ),
  ({ db, draw }, ids) =>
    db.execute(
      sql`update dossiers set apprenti = ${draw(2) === 0} where ${among(sql`id`, ids.slice(0, 2))} and numero is not null`,
    ),
  async ({ db }, ids) => db.delete(dossiers).where(eq(dossiers.id, ids[0] ?? randomUUID())),
  ({ db, id }, ids) =>
    db.execute(sql`insert into departs (dossier_id, etablissement_id, reason, at)
      select d.id, ${id}::uuid, 'rupture', now() from dossiers d where ${among(sql`d.id`, ids.slice(0, 1))}
      on conflict (dossier_id) do nothing`),
];
