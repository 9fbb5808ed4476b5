import { eq } from "drizzle-orm";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import type { ChampKey } from "@/lib/domain/champs";
import { effectiveValues } from "@/lib/domain/corrections";
import { formatInput } from "@/lib/domain/format-input";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { requestApplication } from "@/lib/services/imports/request-import";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import type { testDatabase } from "@/tests/helpers/test-database";
import type { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";
import { storedDossiers } from "./dossiers";
import { newEtablissement, person } from "./etablissement";

/** All the mandatory columns, so that nothing is to be asked about them. */
export const HEADINGS = [
  "id_erp_apprenant;nom_apprenant;prenom_apprenant;date_de_naissance_apprenant;ine_apprenant;annee_scolaire",
  "date_inscription_formation;date_entree_formation;date_fin_formation;libelle_court_formation",
  "etablissement_responsable_uai;etablissement_responsable_siret;etablissement_formateur_uai;etablissement_formateur_siret",
].join(";");
const REST = "2026-2027;01/09/2026;01/09/2026;31/08/2028;BTS MCO;0359471E;59904711500010;0359471E;59904711500010";
/** A row under these headings. */
export const fileRow = (id: string, name: string, first = "Léa", birth = "29/02/2008", ine = "") =>
  `${id};${name};${first};${birth};${ine};${REST}`;

/** An établissement and a gestionnaire who imports files in it, by the jobs of `queue`. */
export async function importingCfa(database: ReturnType<typeof testDatabase>, queue: ReturnType<typeof testImports>) {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  const { uai } = etablissement;
  const importRow = async (id: string) => {
    const [found] = await database.db.select().from(imports).where(eq(imports.id, id));
    if (found === undefined) throw new Error("Import introuvable");
    return found;
  };
  const staged = (id: string) =>
    database.db.select().from(importRows).where(eq(importRows.importId, id)).orderBy(importRows.rank);
  const send = async (name: string, bytes: Uint8Array) => {
    const { id } = await queue.receive(ctx, uai, name, bytes);
    await queue.work();
    return id;
  };
  const csv = (...rows: string[]) => send("essai.csv", new TextEncoder().encode([HEADINGS, ...rows].join("\n")));
  const apply = async (id: string) => {
    await within(ctx, uai, requestApplication, queue.boss, id);
    await queue.work();
    return importRow(id);
  };
  const stored = () => storedDossiers(database.db, etablissement.id);
  /** Somebody corrects a field on the page of a dossier. */
  const correct = async (identifier: string, champ: ChampKey, typed: string) => {
    const id = (await stored()).get(identifier)?.id ?? "";
    const { version, source, corrections } = await within(ctx, uai, loadDossier, id, parseFilters({}));
    const before = formatInput(effectiveValues(source, corrections)[champ]);
    await within({ ...ctx, now: new Date() }, uai, correctDossier, id, { version, inputs: [{ champ, before, typed }] });
  };
  return { ...etablissement, ctx, importRow, staged, send, csv, apply, stored, correct };
}
