import { cleDeSiretJuste } from "@/lib/dossier/anomalies/siret";
import { nombreEnJour } from "@/lib/dossier/jour";
import type { ObjetJson } from "@/lib/dossier/json";

/** A small deterministic generator: the same dossiers at every run. */
function hasardRegle(graine: number): () => number {
  let etat = graine;
  return () => {
    etat = (etat + 0x6d2b79f5) | 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FAUTES: ((d: ObjetJson, n: number) => void)[] = [
  (d, n) => {
    d.etablissement_formateur_siret = `7776444410${n % 1000}`;
  },
  (d) => {
    delete d.date_inscription_formation;
  },
  (d, n) => {
    d.email_contact = `apprenti ${n}@example`;
  },
  (d, n) => {
    d.tel_apprenant = `061234${n % 100}`;
  },
  (d) => {
    d.annee_scolaire = "2026-2028";
  },
  (d) => {
    d.date_fin_formation = "31/07/2027";
  },
  (d) => {
    delete d.contrat_date_debut;
  },
  (d) => {
    d.etablissement_responsable_uai = "352660B";
  },
];

/** A SIRET with a right check digit, from its first 13 digits. */
function siretJuste(treize: number): string {
  const debut = String(treize).padStart(13, "0");
  const cle = Array.from({ length: 10 }, (_, c) => `${debut}${c}`).find(cleDeSiretJuste);
  return cle ?? debut;
}

/** `nombre` dossiers, all different: names, dates, telephones, one to three contracts; one in three is invalid, for all sorts of reasons. */
const SIRET = siretJuste(5_990_471_150_001);

export function dossiersVaries(nombre: number): ObjetJson[] {
  const hasard = hasardRegle(20261124);
  const entier = (max: number) => Math.floor(hasard() * max);
  const jour = (debut: number, etendue: number) => nombreEnJour(debut + entier(etendue));
  return Array.from({ length: nombre }, (_, n): ObjetJson => {
    const entree = 20_330 + entier(400);
    const dossier: ObjetJson = {
      id_erp_apprenant: `A-${n}`,
      nom_apprenant: `Nom-${entier(50_000)}`,
      prenom_apprenant: `Prénom ${entier(5000)}`,
      date_de_naissance_apprenant: jour(11_000, 4000),
      sexe_apprenant: hasard() < 0.5 ? "M" : "F",
      ine_apprenant: `${100_000_000 + entier(800_000_000)}FF`,
      email_contact: `apprenti.${n}@example.org`,
      tel_apprenant: `${hasard() < 0.8 ? "06" : "02"}${String(entier(10 ** 8)).padStart(8, "0")}`,
      adresse_apprenant: `${entier(200)} rue des Lilas`,
      code_postal_apprenant: String(10_000 + entier(80_000)),
      rqth_apprenant: false,
      annee_scolaire: "2026-2027",
      libelle_court_formation: "BTSa TSVO",
      formation_rncp: `RNCP${10_000 + entier(30_000)}`,
      formation_cfd: String(32_000_000 + entier(999_999)),
      annee_formation: 1 + entier(3),
      duree_theorique_formation_mois: 12 + entier(24),
      date_inscription_formation: nombreEnJour(entree - entier(60)),
      date_entree_formation: nombreEnJour(entree),
      date_fin_formation: nombreEnJour(entree + 300 + entier(500)),
      etablissement_responsable_uai: "0352660B",
      etablissement_responsable_siret: SIRET,
      etablissement_formateur_uai: "0352660B",
      etablissement_formateur_siret: SIRET,
      contrat_date_debut: nombreEnJour(entree - 10 + entier(40)),
      contrat_date_fin: nombreEnJour(entree + 280 + entier(500)),
      siret_employeur: siretJuste(8_240_926_880_000 + entier(10_000)),
      derniere_situation: 4101,
      dernier_organisme_uai: "0352660B",
      type_cfa: "09",
      statut: "APP",
      groupe_formation: `TSVO${1 + entier(3)} 01/09/2026-31/07/2027`,
      nom_employeur: `Ferme ${entier(3000)}`,
    };
    if (hasard() < 0.2) {
      dossier.contrat_date_rupture = nombreEnJour(entree + 60);
      dossier.contrat_date_debut_2 = nombreEnJour(entree + 90);
      dossier.contrat_date_fin_2 = nombreEnJour(entree + 400);
      dossier.siret_employeur_2 = SIRET;
    }
    if (n % 3 === 0) FAUTES[entier(FAUTES.length)]?.(dossier, n);
    return dossier;
  });
}
