import { hasValidSiretCheckDigit } from "@/lib/domain/anomalies/siret";
import { numberToDay } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";

/** A small deterministic generator: the same dossiers at every run. */
function seededRandom(seed: number): () => number {
  let etat = seed;
  return () => {
    etat = (etat + 0x6d2b79f5) | 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FAULTS: ((d: JsonObject, n: number) => void)[] = [
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
function validSiret(thirteen: number): string {
  const startedAt = String(thirteen).padStart(13, "0");
  const key = Array.from({ length: 10 }, (_, c) => `${startedAt}${c}`).find(hasValidSiretCheckDigit);
  return key ?? startedAt;
}

/** `count` dossiers, all different: names, dates, telephones, one to three contracts; one in three is invalid, for all sorts of reasons. */
const SIRET = validSiret(5_990_471_150_001);

export function variedDossiers(count: number): JsonObject[] {
  const random = seededRandom(20261124);
  const integer = (max: number) => Math.floor(random() * max);
  const day = (startedAt: number, range: number) => numberToDay(startedAt + integer(range));
  return Array.from({ length: count }, (_, n): JsonObject => {
    const entry = 20_330 + integer(400);
    const dossier: JsonObject = {
      id_erp_apprenant: `A-${n}`,
      nom_apprenant: `Nom-${integer(50_000)}`,
      prenom_apprenant: `Prénom ${integer(5000)}`,
      date_de_naissance_apprenant: day(11_000, 4000),
      sexe_apprenant: random() < 0.5 ? "M" : "F",
      ine_apprenant: `${100_000_000 + integer(800_000_000)}FF`,
      email_contact: `apprenti.${n}@example.org`,
      tel_apprenant: `${random() < 0.8 ? "06" : "02"}${String(integer(10 ** 8)).padStart(8, "0")}`,
      adresse_apprenant: `${integer(200)} rue des Lilas`,
      code_postal_apprenant: String(10_000 + integer(80_000)),
      rqth_apprenant: false,
      annee_scolaire: "2026-2027",
      libelle_court_formation: "BTSa TSVO",
      formation_rncp: `RNCP${10_000 + integer(30_000)}`,
      formation_cfd: String(32_000_000 + integer(999_999)),
      annee_formation: 1 + integer(3),
      duree_theorique_formation_mois: 12 + integer(24),
      date_inscription_formation: numberToDay(entry - integer(60)),
      date_entree_formation: numberToDay(entry),
      date_fin_formation: numberToDay(entry + 300 + integer(500)),
      etablissement_responsable_uai: "0352660B",
      etablissement_responsable_siret: SIRET,
      etablissement_formateur_uai: "0352660B",
      etablissement_formateur_siret: SIRET,
      contrat_date_debut: numberToDay(entry - 10 + integer(40)),
      contrat_date_fin: numberToDay(entry + 280 + integer(500)),
      siret_employeur: validSiret(8_240_926_880_000 + integer(10_000)),
      derniere_situation: 4101,
      dernier_organisme_uai: "0352660B",
      type_cfa: "09",
      statut: "APP",
      groupe_formation: `TSVO${1 + integer(3)} 01/09/2026-31/07/2027`,
      nom_employeur: `Ferme ${integer(3000)}`,
    };
    if (random() < 0.2) {
      dossier.contrat_date_rupture = numberToDay(entry + 60);
      dossier.contrat_date_debut_2 = numberToDay(entry + 90);
      dossier.contrat_date_fin_2 = numberToDay(entry + 400);
      dossier.siret_employeur_2 = SIRET;
    }
    if (n % 3 === 0) FAULTS[integer(FAULTS.length)]?.(dossier, n);
    return dossier;
  });
}
