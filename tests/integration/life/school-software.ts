import type { ChampKey } from "@/lib/domain/champs";
import { existsInCalendar, frenchDay } from "@/lib/domain/day";
import type { Chances } from "./chances";

export const SIRET = "59904711500010";
const SHORT = "5990471150001";
/** With any UAI, a couple that the TBA does not know, and one that it holds for closed. */
export const UNKNOWN = "13002526500013";
export const CLOSED = "77764444100018";
/** What is learnt of a couple is known to all: two CFAs that share one would hear of it from each other. */
export const UAIS = ["0359471E", "0352660B"] as const;
export const EMPLOYEUR = "11000001500013";

/** An apprentice as the software writes it; its days are aaaa-mm-jj. */
export type Pupil = Partial<Record<ChampKey, string>>;

/** What a software may come to say of somebody, right or wrong. */
const SAID = {
  adresse_apprenant: ["2 rue", "3 rue", ""],
  etablissement_formateur_siret: [SIRET, SHORT, UNKNOWN, CLOSED, "5,99047E+13"],
  siret_employeur: [EMPLOYEUR, "1100000150001", ""],
  date_fin_formation: ["2027-07-31", "2028-07-31", "2025-01-01", ""],
  contrat_date_rupture: ["", "2026-11-15", "2027-01-10"],
  contrat_date_debut_2: ["", "2026-12-01"],
  formation_rncp: ["RNCP38243", "38243", "", "x"],
  date_exclusion_formation: ["", "2026-12-01", "2026-10-20"],
  date_de_naissance_apprenant: ["2006-05-20", "31/02/2006", "2005-03-14"],
  annee_scolaire: ["2026-2027", "2026", "2026/2027"],
  ine_apprenant: ["", "123456789FF", "0000000000X"],
} satisfies Partial<Record<ChampKey, readonly string[]>>;
const CHANGING = Object.keys(SAID) as (keyof typeof SAID)[];

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const inLetters = (n: number): string =>
  `${n >= LETTERS.length ? inLetters(Math.floor(n / LETTERS.length) - 1) : ""}${LETTERS[n % LETTERS.length]}`;

/** The software of a school: who is in it, and what happens there without us. `family` names everybody, and nobody of another school. */
export function schoolSoftware({ below, chance, pick }: Chances, { uai, family }: { uai: string; family: string }) {
  const pupils: Pupil[] = [];
  const gone: Pupil[] = [];
  let serial = 0;

  const newPupil = (): Pupil => {
    serial += 1;
    const fin = chance(0.5) ? "2028-07-31" : "2027-07-31";
    const debut = chance(0.8) ? `2026-09-${10 + below(15)}` : "";
    const contrat = debut !== "" && { contrat_date_debut: debut, contrat_date_fin: fin };
    return {
      id_erp_apprenant: `E-${serial}`,
      nom_apprenant: `${family}${inLetters(serial)}ol`,
      prenom_apprenant: pick(["Léa", "Noé", "Zoé"]),
      date_de_naissance_apprenant: `2005-0${1 + below(9)}-${13 + below(15)}`,
      ...(chance(0.5) && { ine_apprenant: `${100_000_000 + serial}FF` }),
      annee_scolaire: "2026-2027",
      date_inscription_formation: "2026-08-28",
      date_entree_formation: "2026-09-01",
      date_fin_formation: fin,
      libelle_court_formation: pick(["BTS MCO", "CAP Fleuriste"]),
      ...(chance(0.8) && { formation_rncp: "RNCP38243" }),
      etablissement_responsable_uai: uai,
      etablissement_responsable_siret: SIRET,
      etablissement_formateur_uai: uai,
      etablissement_formateur_siret: pick([SIRET, SIRET, SIRET, SHORT, UNKNOWN, CLOSED]),
      ...(contrat && { ...contrat, siret_employeur: pick([EMPLOYEUR, EMPLOYEUR, "1100000150001"]) }),
      email_contact: `${family}${inLetters(serial)}@example.org`,
      adresse_apprenant: "1 rue",
      tel_apprenant: "0612345678",
    };
  };
  const take = (from: Pupil[], to: Pupil[]): string => {
    const [moved] = from.splice(below(from.length), 1);
    if (moved === undefined) return "personne";
    to.push(moved);
    return String(moved.id_erp_apprenant);
  };

  const happenings = {
    "s'inscrit": () => {
      const pupil = newPupil();
      pupils.push(pupil);
      return pupil.id_erp_apprenant;
    },
    change: () => {
      const [pupil, champ] = [pick(pupils), pick(CHANGING)];
      pupil[champ] = pick(SAID[champ]);
      if (champ === "contrat_date_debut_2") {
        pupil.contrat_date_fin_2 = pupil[champ] === "" ? "" : (pupil.date_fin_formation ?? "");
      }
      return `${pupil.id_erp_apprenant}.${champ}=${pupil[champ]}`;
    },
    part: () => take(pupils, gone),
    revient: () => take(gone, pupils),
    "change d'identifiant": () => {
      const pupil = pick(pupils);
      const number = (pupil.id_erp_apprenant ?? "").replace(/\D/g, "").slice(0, 4);
      pupil.id_erp_apprenant = pick([`${number.padStart(6, "0")}/${number}`, `N-${number}`, `e-${number}`]);
      return pupil.id_erp_apprenant;
    },
    "est là deux fois": () => {
      const pupil = pick(pupils);
      serial += 1;
      pupils.push({ ...pupil, id_erp_apprenant: `T-${serial}`, ...(chance(0.5) && { ine_apprenant: "" }) });
      return `${pupil.id_erp_apprenant} et T-${serial}`;
    },
    "prend l'identifiant d'un autre": () => {
      const [one, other] = [pick(pupils), pick(pupils)];
      [one.id_erp_apprenant, other.id_erp_apprenant] = [other.id_erp_apprenant, one.id_erp_apprenant];
      return `${one.id_erp_apprenant} et ${other.id_erp_apprenant}`;
    },
    "s'inscrit pour l'année d'après": () => {
      const pupil = pick(pupils);
      pupils.push({ ...pupil, annee_scolaire: "2027-2028" });
      return pupil.id_erp_apprenant;
    },
  };
  const often = ["s'inscrit", "change", "change", "change", "change"] as const;
  for (let n = 0; n < 5; n++) pupils.push(newPupil());

  return {
    pupils,
    newPupil,
    /** Something happens in the school; answers what. */
    live: (): string => {
      const what = pick([...often, ...(Object.keys(happenings) as (keyof typeof happenings)[])]);
      return `${what} ${happenings[what]()}`;
    },
  };
}

const HEADINGS = [...new Set<ChampKey>(["annee_scolaire", ...CHANGING])];

const cellOf = (value: string | undefined) =>
  value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && existsInCalendar(value) ? frenchDay(value) : (value ?? "");

/** What most software exports without: its CFA says it once for all the rows. */
export const SAID_ONCE = ["etablissement_responsable_uai", "etablissement_formateur_uai"] as const;

/**
 * The file that a software exports; no two are the same bytes. `rename`: a heading that its CFA writes in its own way, in an export without what is said once.
 */
export function csvOf(
  pupils: readonly Pupil[],
  blanks: number,
  rename?: { champ: ChampKey; heading: string },
): Uint8Array {
  const known = [...new Set([...HEADINGS, ...pupils.flatMap((pupil) => Object.keys(pupil) as ChampKey[])])];
  const champs = known.filter((champ) => rename === undefined || !(SAID_ONCE as readonly ChampKey[]).includes(champ));
  const headings = champs.map((champ) => (champ === rename?.champ ? rename.heading : champ));
  const rows = pupils.map((pupil) => champs.map((champ) => cellOf(pupil[champ])).join(";"));
  return new TextEncoder().encode([headings.join(";"), ...rows, ..."\n".repeat(blanks)].join("\n"));
}

/** The same as a software calls with it: nothing that it does not know. */
export const toPush = (pupils: readonly Pupil[]) =>
  pupils.map((pupil) => Object.fromEntries(Object.entries(pupil).filter(([, value]) => value !== "")));
