import { estPartage } from "@/lib/dossier/causes/valeur-en-cause";
import { type CleChamp, champDe } from "@/lib/dossier/champs";
import { hacher } from "@/lib/services/dossiers/hacher";
import type { Repartition } from "./deblocage.types";
import type { Membre } from "./lire-membres";

/** Dossiers that receive one value together. */
export type Part = { cle: string; libelle: string; membres: Membre[] };

const DOSSIERS_UN_A_UN_MAX = 50;
const GROUPES_MAX = 60;

const PAR: Readonly<Record<"formation" | "employeur" | "site", (membre: Membre) => string>> = {
  formation: ({ formation }) => formation || "Formation non renseignée",
  employeur: ({ employeur }) => employeur || "Employeur non renseigné",
  site: ({ site }) => site || "Lieu de formation non renseigné",
};

/** The dossiers of a cause, by what they are given one value for. */
export function repartir(membres: readonly Membre[], repartition: Repartition): Part[] {
  if (repartition === "tous" || repartition === "vider") {
    return membres.length === 0 ? [] : [{ cle: "tous", libelle: "Tous les dossiers", membres: [...membres] }];
  }
  if (repartition === "dossier") {
    return membres.map((membre) => ({ cle: membre.id, libelle: membre.apprenant, membres: [membre] }));
  }
  const parts = new Map<string, Part>();
  for (const membre of membres) {
    const libelle = PAR[repartition](membre);
    const part = parts.get(libelle);
    if (part === undefined) {
      parts.set(libelle, { cle: hacher(libelle, "base64url").slice(0, 12), libelle, membres: [membre] });
    } else part.membres.push(membre);
  }
  return [...parts.values()].sort((a, b) => b.membres.length - a.membres.length || (a.libelle < b.libelle ? -1 : 1));
}

/** A field without which the dossier is still taken may be emptied. */
const peutEtreVide = (champ: CleChamp, membres: readonly Membre[], rang: number) =>
  !champDe(champ).requis && membres.some(({ valeurs }) => (valeurs[rang] ?? null) !== null);

/** The ways to give values that make sense for these dossiers, in the order in which they are offered. `rang`: the field's among the cause's. */
export function repartitionsPossibles(champ: CleChamp, membres: readonly Membre[], rang: number): Repartition[] {
  const possibles: Repartition[] = ["tous"];
  for (const par of ["formation", "employeur", "site"] as const) {
    const groupes = new Set(membres.map(PAR[par])).size;
    if (groupes > 1 && groupes <= GROUPES_MAX) possibles.push(par);
  }
  if (membres.length > 1 && membres.length <= DOSSIERS_UN_A_UN_MAX) possibles.push("dossier");
  if (peutEtreVide(champ, membres, rang)) possibles.push("vider");
  return possibles;
}

/** What a secretary would most likely choose for this field. */
export function repartitionUsuelle(champ: CleChamp, possibles: readonly Repartition[]): Repartition {
  const groupe = champDe(champ).groupe;
  const voulue: Repartition[] = !estPartage(champ)
    ? ["dossier", "formation"]
    : champ.startsWith("siret_employeur")
      ? ["employeur"]
      : groupe === "formation" && champ !== "annee_scolaire"
        ? ["formation"]
        : [];
  return voulue.find((v) => possibles.includes(v)) ?? "tous";
}
