import { type Jour, jourEnNombre } from "@/lib/dossier/jour";
import type { Json, ObjetJson } from "@/lib/dossier/json";
import { calculerParcours, type Etape } from "@/lib/dossier/statut";
import type { Couple } from "./configuration";
import { ranger } from "./rangement";

const SUFFIXES = ["", "_2", "_3", "_4"] as const;
const CHAMP_DE_CONTRAT = /^(contrat_date_|cause_rupture_contrat|siret_employeur)/;

/** True for the fields that make the list of contracts, which is replaced whole. */
export function estChampDeContrat(champ: string): boolean {
  return CHAMP_DE_CONTRAT.test(champ);
}

export type ContratRange = {
  date_debut: Jour;
  date_fin: Jour | null;
  date_rupture: Jour | null;
  cause_rupture: string | null;
  siret_employeur: string | null;
};

/** A dossier that reached the TBA for good. */
export type Effectif = {
  /** The fields as the TBA stores them, undefined when they are empty. */
  valeurs: ObjetJson;
  /** The new data model needs both formation_cfd and formation_rncp: it never got this one. */
  ancienModeleSeul: boolean;
  transmisLe: string;
  /** Computed when first asked. */
  parcours: Etape[] | null;
};

const texteOuNull = (valeur: Json | undefined): string | null => (typeof valeur === "string" ? valeur : null);

/** The contracts of an effectif: those that have a start. */
export function contratsDe({ valeurs }: Effectif): ContratRange[] {
  const contrats: ContratRange[] = [];
  for (const s of SUFFIXES) {
    const debut = texteOuNull(valeurs[`contrat_date_debut${s}`]);
    if (debut === null) continue;
    contrats.push({
      date_debut: debut,
      date_fin: texteOuNull(valeurs[`contrat_date_fin${s}`]),
      date_rupture: texteOuNull(valeurs[`contrat_date_rupture${s}`]),
      cause_rupture: texteOuNull(valeurs[`cause_rupture_contrat${s}`]),
      siret_employeur: texteOuNull(valeurs[`siret_employeur${s}`]),
    });
  }
  return contrats;
}

const jourDe = (valeurs: ObjetJson, cle: string): Jour => String(valeurs[cle]);

/** The parcours of an effectif, kept until it is sent again. */
export function parcoursDe(effectif: Effectif): Etape[] {
  const { valeurs } = effectif;
  effectif.parcours ??= calculerParcours(
    { debut: jourDe(valeurs, "date_entree_formation"), fin: jourDe(valeurs, "date_fin_formation") },
    contratsDe(effectif).map((c) => ({ debut: c.date_debut, fin: c.date_fin, rupture: c.date_rupture })),
    texteOuNull(valeurs.date_exclusion_formation),
  );
  return effectif.parcours;
}

function contratIncomplet(valeurs: ObjetJson): boolean {
  return SUFFIXES.some(
    (s) =>
      valeurs[`contrat_date_debut${s}`] === undefined &&
      (valeurs[`contrat_date_fin${s}`] ??
        valeurs[`contrat_date_rupture${s}`] ??
        valeurs[`cause_rupture_contrat${s}`]) !== undefined,
  );
}

const couple = (uai: unknown, siret: unknown) => `${uai}:${siret}`;

function identiteDe(v: ObjetJson): string {
  const formateur = couple(v.etablissement_formateur_uai, v.etablissement_formateur_siret);
  return `${v.id_erp_apprenant ?? ""}\n${formateur}\n${v.annee_scolaire}`;
}

/** Gives back what was not sent again, but the contracts. */
function completer(valeurs: ObjetJson, anciennes: ObjetJson): void {
  for (const champ in anciennes) {
    if (valeurs[champ] === undefined && anciennes[champ] !== undefined && !estChampDeContrat(champ)) {
      valeurs[champ] = anciennes[champ];
    }
  }
}

export type Effectifs = {
  /** Takes the dossiers over: they are changed in place and kept. */
  recevoir(cle: string, acceptes: readonly ObjetJson[]): void;
  /** Those of one key, or of all with null. */
  lister(cle: string | null): Generator<Effectif>;
  vider(cle: string | null): number;
};

/**
 * The second stage (api-v3.md, «After the 200», «Identity and merging»), at once instead of within minutes, one store a key:
 * a dossier is lost when a couple is unknown, a contract lacks its start, or the training ends before it starts.
 * Sent again it is updated: an empty value erases nothing, the contracts are replaced whole.
 */
export function creerEffectifs(couplesInconnus: readonly Couple[]): Effectifs {
  const inconnus = new Set(couplesInconnus.map(({ uai, siret }) => couple(uai, siret)));
  const parCle = new Map<string, Map<string, Effectif>>();

  function estPerdu(v: ObjetJson): boolean {
    return (
      inconnus.has(couple(v.etablissement_formateur_uai, v.etablissement_formateur_siret)) ||
      inconnus.has(couple(v.etablissement_responsable_uai, v.etablissement_responsable_siret)) ||
      contratIncomplet(v) ||
      jourEnNombre(jourDe(v, "date_fin_formation")) < jourEnNombre(jourDe(v, "date_entree_formation"))
    );
  }

  return {
    recevoir(cle, acceptes) {
      const effectifs = parCle.get(cle) ?? new Map<string, Effectif>();
      parCle.set(cle, effectifs);
      const transmisLe = new Date().toISOString();
      for (const valeurs of acceptes) {
        ranger(valeurs);
        if (estPerdu(valeurs)) continue;
        const identite = identiteDe(valeurs);
        const ancien = effectifs.get(identite);
        const nouveauModele = valeurs.formation_cfd !== undefined && valeurs.formation_rncp !== undefined;
        if (ancien !== undefined) completer(valeurs, ancien.valeurs);
        const ancienModeleSeul = !nouveauModele && (ancien?.ancienModeleSeul ?? true);
        effectifs.set(identite, { valeurs, ancienModeleSeul, transmisLe, parcours: null });
      }
    },
    *lister(cle) {
      for (const [cleDuMagasin, effectifs] of parCle) {
        if (cle === null || cle === cleDuMagasin) yield* effectifs.values();
      }
    },
    vider(cle) {
      let retires = 0;
      for (const [cleDuMagasin, effectifs] of parCle) {
        if (cle !== null && cle !== cleDuMagasin) continue;
        retires += effectifs.size;
        parCle.delete(cleDuMagasin);
      }
      return retires;
    },
  };
}
