import type { CleChamp } from "@/lib/dossier/champs";
import type { AnomalieEnCause, Cause, DossierEnCause } from "./cause";
import { titreCause } from "./titre-cause";
import { valeurEnCause } from "./valeur-en-cause";

/** One code on one field, whatever the values. */
type Famille = {
  modele: AnomalieEnCause;
  champ: CleChamp;
  champs: Set<CleChamp>;
  /** By wrong value («» when there is none): the dossiers, each once. */
  parValeur: Map<string, Set<string>>;
};

const VALEURS_MIN = 4;

/** A sheet that was dragged down gives each apprentice another wrong value: it is one mistake, not a hundred. */
function estEparpillee({ parValeur }: Famille): boolean {
  let dossiers = 0;
  for (const ids of parValeur.values()) dossiers += ids.size;
  return parValeur.size >= VALEURS_MIN && dossiers < 2 * parValeur.size;
}

/** The only field to correct for the dossier to be valid; null when it takes several, or none. */
function seulChampBloquant({ anomalies }: DossierEnCause): CleChamp | null {
  let seul: CleChamp | null = null;
  for (const { gravite, champs } of anomalies) {
    const [champ] = champs;
    if (gravite !== "bloquante" || champ === undefined || champ === seul) continue;
    if (seul !== null) return null;
    seul = champ;
  }
  return seul;
}

function regrouper(dossiers: readonly DossierEnCause[]): Famille[] {
  const familles = new Map<string, Famille>();
  for (const { id, anomalies } of dossiers) {
    for (const anomalie of anomalies) {
      const [champ] = anomalie.champs;
      if (champ === undefined) continue;
      const cle = `${anomalie.code} ${champ}`;
      let famille = familles.get(cle);
      if (famille === undefined) {
        famille = { modele: anomalie, champ, champs: new Set(), parValeur: new Map() };
        familles.set(cle, famille);
      }
      for (const c of anomalie.champs) famille.champs.add(c);
      const valeur = valeurEnCause(anomalie) ?? "";
      const ids = famille.parValeur.get(valeur);
      if (ids === undefined) famille.parValeur.set(valeur, new Set([id]));
      else ids.add(id);
    }
  }
  return [...familles.values()];
}

function causesDe(famille: Famille, seuls: ReadonlyMap<string, CleChamp>): Cause[] {
  const { modele, champ, champs, parValeur } = famille;
  const { code, gravite, acteur } = modele;
  const cause = (valeur: string, precision: string | null, ids: Iterable<string>): Cause => {
    const dossiers = [...ids];
    const debloques = gravite === "bloquante" ? dossiers.filter((id) => seuls.get(id) === champ) : [];
    const identite = JSON.stringify([code, champ, valeur]);
    const titre = titreCause(code, champ, precision);
    return { identite, code, gravite, acteur, champ, champs: [...champs], titre, dossiers, debloques };
  };
  if (estEparpillee(famille)) {
    const tous = new Set([...parValeur.values()].flatMap((ids) => [...ids]));
    return [cause("*", `${parValeur.size} valeurs différentes`, tous)];
  }
  return [...parValeur].map(([valeur, ids]) => cause(valeur, valeur === "" ? null : valeur, ids));
}

/**
 * The causes of a set of dossiers, the most useful to repair first: by dossiers that each would turn valid alone, then by dossiers that
 * have it, then always in the same order.
 *
 * «Removed» means: the cause's field (the first of the anomaly's) holds a value that the TBA takes and that agrees with the rest of the
 * dossier. So a dossier is unlocked when all its blocking anomalies are about that one field. A bad choice of value can bring up others: a
 * date of entry after the end of the training (FIN_AVANT_ENTREE), a couple UAI/SIRET that the TBA does not know; the preview of the
 * correction shows them. Emptying the field instead is not counted.
 */
export function trouverCauses(dossiers: readonly DossierEnCause[]): Cause[] {
  const seuls = new Map<string, CleChamp>();
  for (const dossier of dossiers) {
    const seul = seulChampBloquant(dossier);
    if (seul !== null) seuls.set(dossier.id, seul);
  }
  return regrouper(dossiers)
    .flatMap((famille) => causesDe(famille, seuls))
    .sort(
      (a, b) =>
        b.debloques.length - a.debloques.length ||
        b.dossiers.length - a.dossiers.length ||
        (a.identite < b.identite ? -1 : 1),
    );
}
