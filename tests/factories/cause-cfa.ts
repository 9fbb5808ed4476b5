import type { JsonObject } from "@/lib/domain/json";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import type { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";
import { storeDossiers, storedDossiers, validSource } from "./dossiers";
import { newEtablissement, person } from "./etablissement";

/** An établissement with dossiers of these sources, a gestionnaire, and what they ask of the plan de déblocage. */
export async function causeCfa(database: ReturnType<typeof testDatabase>, sources: readonly JsonObject[]) {
  const etablissement = await newEtablissement(database.db);
  const { id, uai } = etablissement;
  const ctx = await person(database.db, id, "gestionnaire");
  await storeDossiers(
    database.db,
    id,
    sources.map((source, n) => validSource(n, source)),
  );
  const plan = (params: Record<string, string> = {}) => within(ctx, uai, loadPlan, parseFilters(params));
  const ask = async (title: RegExp, { by = "", champ = "", ...filters }: Record<string, string> = {}) => {
    const { bloquantes, others } = await plan(filters);
    const key = [...bloquantes, ...others].find((c) => title.test(c.title))?.key ?? "";
    return { key, champ, by, searches: parseFilters(filters).searches };
  };
  const open = async (...request: Parameters<typeof ask>) => {
    const cause = await within(ctx, uai, loadCause, await ask(...request));
    if (cause === null) throw new Error("Cette cause n'existe pas.");
    return cause;
  };
  const etats = async () => new Map((await rapport()).rows.map((l) => [l.id, l.etat]));
  const rapport = () => within(ctx, uai, loadRapport, parseFilters({}));
  const read = () => storedDossiers(database.db, id);
  return { ...etablissement, ctx, plan, ask, open, etats, rapport, read };
}
