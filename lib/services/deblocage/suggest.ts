import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { isOwnDay, isShared } from "@/lib/domain/causes/value-at-issue";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import type { Json } from "@/lib/domain/json";
import { parseInput } from "@/lib/domain/parse-input";
import { isNamed } from "@/lib/domain/rapport-columns";
import type { AuthorizedEtablissement } from "@/lib/services/etablissements/scope";
import type { Evidence, Suggestion } from "./deblocage.types";
import type { Group } from "./group-by";

const MAX = 3;
/** A day that is each apprentice's own is suggested when so many of the same training have it. */
const MIN_OWN_DAY = 2;

/** A value that is in use, where, and in how many valid dossiers. */
type Usage = { input: string; formation: string; employeur: string; dossiers: number };

async function listUsages(db: Db, etablissementId: string, champ: ChampKey): Promise<Usage[]> {
  const value = sql<string | null>`(${dossiers.payload}::json -> ${champ})::text`;
  const found = await db
    .select({
      value,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      dossiers: sql<number>`count(*)`.mapWith(Number),
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true), eq(dossiers.blocked, false)))
    .groupBy(sql`1`, dossiers.formation, dossiers.employeur);
  return found.flatMap(({ value: found, ...usage }) => {
    const input = found === null ? "" : formatInput(JSON.parse(found) as Json);
    return input === "" ? [] : [{ input, ...usage }];
  });
}

function addUp(usages: readonly Usage[], evidence: Evidence): Suggestion[] {
  const counts = new Map<string, number>();
  for (const { input, dossiers: n } of usages) counts.set(input, (counts.get(input) ?? 0) + n);
  return [...counts]
    .map(([input, n]) => ({ input, dossiers: n, evidence }))
    .sort((a, b) => b.dossiers - a.dossiers || (a.input < b.input ? -1 : 1));
}

/** What a training does not decide: a value of another training is evidence of nothing else. */
const isOfTheCfa = (champ: ChampKey) =>
  champOf(champ).group === "etablissements" || champ === "annee_scolaire" || champ === "type_cfa";

/** The établissement's own UAI or SIRET, for a dossier that is taught there, though no dossier uses it yet. */
function ofCfa(champ: ChampKey, { uai, siret }: AuthorizedEtablissement): Suggestion[] {
  if (!/^etablissement_(formateur|responsable)_/.test(champ)) return [];
  return [{ input: champ.endsWith("_uai") ? uai : siret, dossiers: 0, evidence: "own" }];
}

/**
 * Values to take with one press: those that valid dossiers of the same training (of the same employer, for an employer's SIRET) already use,
 * else, for what is the same for all its trainings, those of the établissement. Nothing for what is each apprentice's own, but days that several of the same training have. All of them would be accepted.
 */
export async function suggestionsFor(
  db: Db,
  etablissement: AuthorizedEtablissement,
  champ: ChampKey,
): Promise<(group: Group) => Suggestion[]> {
  if (!isShared(champ)) return () => [];
  const usages = (await listUsages(db, etablissement.id, champ)).filter(
    ({ input }) => !("error" in parseInput(champ, input)),
  );
  const ofEmployer = champ.startsWith("siret_employeur");
  const everywhere = isOfTheCfa(champ) ? addUp(usages, "etablissement") : [];
  const enough = ({ dossiers: n }: Suggestion) => !isOwnDay(champ) || n >= MIN_OWN_DAY;
  return ({ members }) => {
    // Dossiers without a name of employer, or of training, have none in common; one value is not that of several trainings, nor of several employers.
    const keys = new Set(members.map((m) => (ofEmployer ? m.employeur : m.formation)));
    const isSame = keys.size === 1 || isOfTheCfa(champ);
    const named = new Set([...keys].filter(isNamed));
    const nearby = usages.filter((u) => isSame && named.has(ofEmployer ? u.employeur : u.formation));
    const near = addUp(nearby, ofEmployer ? "employeur" : "formation").filter(enough);
    const found = near.length > 0 ? near : everywhere;
    const known = new Set(found.map((s) => s.input));
    const own = ofCfa(champ, etablissement).filter(
      ({ input }) => !known.has(input) && !("error" in parseInput(champ, input)),
    );
    return [...found.slice(0, MAX), ...own].slice(0, MAX);
  };
}
