import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { jumeaux } from "@/db/schema/jumeaux";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { CodeAnomalie } from "@/lib/dossier/anomalies/catalogue";
import { jourFrancais, jourTba } from "@/lib/dossier/jour";
import type { Json, ObjetJson } from "@/lib/dossier/json";
import { ETAT } from "@/lib/services/rapport/colonnes-sql";
import type { Double, PaireDeDoubles, PaireDeJumeaux } from "./surveiller.types";

const CODE: CodeAnomalie = "PERSONNE_EN_DOUBLE";

/** Dossiers that stand for somebody who has another identifier. */
export const EN_DOUBLE = sql`${dossiers.anomalies} @> ${JSON.stringify([{ code: CODE }])}::jsonb`;

const texte = (valeur: Json | undefined) =>
  typeof valeur === "string" || typeof valeur === "number" ? String(valeur).trim() : "";

/** The pairs of identifiers under which the same person seems to stand, without those that staff said are twins. */
export async function lireDoubles(db: Db, etablissementId: string): Promise<PaireDeDoubles[]> {
  const lus = await db
    .select({
      id: dossiers.id,
      personne: dossiers.personne,
      identifiant: dossiers.idErpApprenant,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      anneeScolaire: dossiers.anneeScolaire,
      etat: ETAT,
      payload: dossiers.payload,
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), isNotNull(dossiers.personne), EN_DOUBLE))
    .orderBy(asc(dossiers.apprenantTri), asc(dossiers.idErpApprenant), desc(dossiers.anneeScolaire));
  const parPersonne = new Map<string, Map<string, Double>>();
  for (const { personne, payload, ...l } of lus) {
    const valeurs = JSON.parse(payload) as ObjetJson;
    const naissance = jourTba(valeurs.date_de_naissance_apprenant);
    const identifiants = parPersonne.get(personne ?? "") ?? new Map<string, Double>();
    parPersonne.set(personne ?? "", identifiants);
    // The first that comes is the latest year.
    if (identifiants.has(l.identifiant)) continue;
    identifiants.set(l.identifiant, {
      ...l,
      naissance: naissance === null ? texte(valeurs.date_de_naissance_apprenant) : jourFrancais(naissance),
      ine: texte(valeurs.ine_apprenant),
      email: texte(valeurs.email_contact),
      telephone: texte(valeurs.tel_apprenant),
    });
  }
  const dits = new Set((await lirePaires(db, etablissementId)).map((j) => JSON.stringify([j.premier, j.second])));
  const paires: PaireDeDoubles[] = [];
  for (const identifiants of parPersonne.values()) {
    const tries = [...identifiants.values()].sort((a, b) => (a.identifiant < b.identifiant ? -1 : 1));
    for (const [rang, premier] of tries.entries()) {
      for (const second of tries.slice(rang + 1)) {
        if (!dits.has(JSON.stringify([premier.identifiant, second.identifiant]))) paires.push([premier, second]);
      }
    }
  }
  return paires;
}

function lirePaires(db: Db, etablissementId: string) {
  return db
    .select({ premier: jumeaux.premier, second: jumeaux.second, le: jumeaux.le, nom: utilisateurs.nom })
    .from(jumeaux)
    .leftJoin(utilisateurs, eq(utilisateurs.id, jumeaux.par))
    .where(eq(jumeaux.etablissementId, etablissementId))
    .orderBy(desc(jumeaux.le));
}

/** The pairs that staff said are two people, the last first. */
export async function lireJumeaux(db: Db, etablissementId: string): Promise<PaireDeJumeaux[]> {
  const paires = await lirePaires(db, etablissementId);
  if (paires.length === 0) return [];
  const noms = await db
    .selectDistinct({ identifiant: dossiers.idErpApprenant, apprenant: dossiers.apprenant })
    .from(dossiers)
    .where(
      and(
        eq(dossiers.etablissementId, etablissementId),
        inArray(
          dossiers.idErpApprenant,
          paires.flatMap((p) => [p.premier, p.second]),
        ),
      ),
    );
  const parIdentifiant = new Map(noms.map((n) => [n.identifiant, n.apprenant]));
  return paires.map(({ premier, second, le, nom }) => ({
    premier,
    second,
    noms: [...new Set([parIdentifiant.get(premier) ?? premier, parIdentifiant.get(second) ?? second])].join(" et "),
    le: le.toISOString(),
    par: nom ?? "une personne partie depuis",
  }));
}
