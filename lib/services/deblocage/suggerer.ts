import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { estPartage } from "@/lib/dossier/causes/valeur-en-cause";
import type { CleChamp } from "@/lib/dossier/champs";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import type { Json } from "@/lib/dossier/json";
import { lireSaisie } from "@/lib/dossier/lire-saisie";
import type { EtablissementAutorise } from "@/lib/services/etablissements/autoriser";
import type { Suggestion } from "./deblocage.types";
import type { Part } from "./repartir";

const MAX = 3;

/** A value that is in use, where, and in how many valid dossiers. */
type Usage = { saisie: string; formation: string; employeur: string; dossiers: number };

async function lireUsages(db: Db, etablissementId: string, champ: CleChamp): Promise<Usage[]> {
  const valeur = sql<string | null>`(${dossiers.payload}::json -> ${champ})::text`;
  const lus = await db
    .select({
      valeur,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      dossiers: sql<number>`count(*)`.mapWith(Number),
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true), eq(dossiers.bloque, false)))
    .groupBy(sql`1`, dossiers.formation, dossiers.employeur);
  return lus.flatMap(({ valeur: lue, ...usage }) => {
    const saisie = lue === null ? "" : ecrireSaisie(JSON.parse(lue) as Json);
    return saisie === "" ? [] : [{ saisie, ...usage }];
  });
}

function additionner(usages: readonly Usage[]): Suggestion[] {
  const comptes = new Map<string, number>();
  for (const { saisie, dossiers: n } of usages) comptes.set(saisie, (comptes.get(saisie) ?? 0) + n);
  return [...comptes]
    .map(([saisie, n]) => ({ saisie, dossiers: n }))
    .sort((a, b) => b.dossiers - a.dossiers || (a.saisie < b.saisie ? -1 : 1));
}

/** The établissement's own UAI or SIRET, for a dossier that is taught there, though no dossier uses it yet. */
function duCfa(champ: CleChamp, { uai, siret }: EtablissementAutorise): Suggestion[] {
  if (!/^etablissement_(formateur|responsable)_/.test(champ)) return [];
  return [{ saisie: champ.endsWith("_uai") ? uai : siret, dossiers: 0 }];
}

/**
 * Values to take with one press: those that valid dossiers of the same training (of the same employer, for an employer's SIRET) already use,
 * else those of the établissement. Nothing for what is each apprentice's own. All of them would be accepted.
 */
export async function suggestionsPour(
  db: Db,
  etablissement: EtablissementAutorise,
  champ: CleChamp,
): Promise<(part: Part) => Suggestion[]> {
  if (!estPartage(champ)) return () => [];
  const usages = (await lireUsages(db, etablissement.id, champ)).filter(
    ({ saisie }) => !("erreur" in lireSaisie(champ, saisie)),
  );
  const deLEmployeur = champ.startsWith("siret_employeur");
  const partout = deLEmployeur ? [] : additionner(usages);
  return ({ membres }) => {
    const cles = new Set(membres.map((m) => (deLEmployeur ? m.employeur : m.formation)));
    const proches = additionner(usages.filter((u) => cles.has(deLEmployeur ? u.employeur : u.formation)));
    const trouvees = proches.length > 0 ? proches : partout;
    const connues = new Set(trouvees.map((s) => s.saisie));
    const siennes = duCfa(champ, etablissement).filter(
      ({ saisie }) => !connues.has(saisie) && !("erreur" in lireSaisie(champ, saisie)),
    );
    return [...trouvees.slice(0, MAX), ...siennes].slice(0, MAX);
  };
}
