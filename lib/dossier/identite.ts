import type { CleChamp } from "./champs";
import { jourTba } from "./jour";
import type { Json, ObjetJson } from "./json";

export type DossierExistant = { id_erp_apprenant: string; source: ObjetJson };
export type LigneAIdentifier = { numero: number; source: ObjetJson };

const brut = (valeur: Json | undefined) =>
  typeof valeur === "string" || typeof valeur === "number" ? String(valeur).trim() : "";

/** No accents, case, spaces, dashes nor apostrophes. */
const lettres = (valeur: Json | undefined) =>
  brut(valeur)
    .normalize("NFD")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[^\p{L}\p{N}]/gu, "");

const jour = (valeur: Json | undefined) => jourTba(valeur) ?? lettres(valeur);
const chiffres = (valeur: Json | undefined) => brut(valeur).replace(/\D/g, "");
/** All the parts, or nothing when one is missing. */
const joindre = (...parties: string[]) => (parties.includes("") ? "" : parties.join("|"));

/** Who someone is and what tells that someone is the same: each text is tidied, empty when it is not known. */
type Signalement = { nom: string; prenom: string; naissance: string; sexe: string; ine: string; indices: string[] };

const CONTRATS = ["", "_2", "_3", "_4"] as const;

/** «NC», «0000000000»: what software puts where it knows no INE says nothing of anybody. */
const INE_PLAUSIBLE = /^(?=.*\d)(?!(.)\1+$)[a-z0-9]{10,11}$/;
const SEXES: Readonly<Record<string, string>> = { h: "m", "1": "m", "2": "f" };

const siPlein = (texte: string, forme: (texte: string) => string) => (texte === "" ? "" : forme(texte));

function signalement(source: ObjetJson): Signalement {
  const lire = (cle: CleChamp) => source[cle];
  const ineLu = lettres(lire("ine_apprenant"));
  const ine = INE_PLAUSIBLE.test(ineLu) ? ineLu : "";
  const sexe = lettres(lire("sexe_apprenant"));
  const codePostal = siPlein(lettres(lire("code_postal_apprenant")), (lu) => lu.padStart(5, "0"));
  const indices = [
    joindre("ine", ine),
    joindre("email", brut(lire("email_contact")).toLowerCase()),
    joindre("tel", chiffres(lire("tel_apprenant")).slice(-9)),
    joindre("adresse", lettres(lire("adresse_apprenant")), codePostal),
    ...CONTRATS.map((rang) =>
      joindre("contrat", chiffres(lire(`siret_employeur${rang}`)), jour(lire(`contrat_date_debut${rang}`))),
    ),
  ];
  return {
    nom: lettres(lire("nom_apprenant")),
    prenom: lettres(lire("prenom_apprenant")),
    naissance: jour(lire("date_de_naissance_apprenant")),
    sexe: SEXES[sexe] ?? sexe,
    ine,
    indices: indices.filter((indice) => indice !== ""),
  };
}

const empreinte = ({ nom, prenom, naissance }: Signalement) => joindre(nom, prenom, naissance);

/** Last name, first name and birth date, tidied: the same text for the same person. Null when one of them is missing. */
export function empreintePersonne(source: ObjetJson): string | null {
  return empreinte(signalement(source)) || null;
}

/** One person of the file, or one identity already known, with all its dossiers. */
type Personne = { cle: string; fiches: Signalement[] };

function regrouper<T>(
  elements: readonly T[],
  cleDe: (e: T, fiche: Signalement) => string,
  source: (e: T) => ObjetJson,
) {
  const personnes = new Map<string, Personne>();
  for (const element of elements) {
    const fiche = signalement(source(element));
    const cle = cleDe(element, fiche);
    const connue = personnes.get(cle);
    if (connue === undefined) personnes.set(cle, { cle, fiches: [fiche] });
    else connue.fiches.push(fiche);
  }
  return [...personnes.values()];
}

function indexer(personnes: readonly Personne[], clesDe: (fiche: Signalement) => string[]): Map<string, Set<Personne>> {
  const index = new Map<string, Set<Personne>>();
  for (const personne of personnes) {
    for (const cle of personne.fiches.flatMap(clesDe)) {
      if (cle !== "") index.set(cle, (index.get(cle) ?? new Set()).add(personne));
    }
  }
  return index;
}

const indicesCommuns = (a: Personne, b: Personne) => {
  const connus = new Set(a.fiches.flatMap((fiche) => fiche.indices));
  return new Set(b.fiches.flatMap((fiche) => fiche.indices).filter((indice) => connus.has(indice))).size;
};

/** Known on both sides, and never the same. */
function differe(a: Personne, b: Personne, cle: "nom" | "prenom" | "naissance" | "sexe" | "ine"): boolean {
  const connues = a.fiches.map((fiche) => fiche[cle]).filter(Boolean);
  const autres = b.fiches.map((fiche) => fiche[cle]).filter(Boolean);
  return connues.length > 0 && autres.length > 0 && !autres.some((valeur) => connues.includes(valeur));
}

const toutDiffere = (a: Personne, b: Personne) =>
  differe(a, b, "nom") && differe(a, b, "prenom") && differe(a, b, "naissance");

/** Another INE, or another sex under another first name, is another person: a twin. */
const contredit = (a: Personne, b: Personne) =>
  differe(a, b, "ine") || (differe(a, b, "prenom") && differe(a, b, "sexe"));

const deuxSurTrois = ({ nom, prenom, naissance }: Signalement) => [
  joindre("np", nom, prenom),
  joindre("nd", nom, naissance),
  joindre("pd", prenom, naissance),
];

/** The pairs that have no other candidate, on either side. */
function apparierSansDoute(lignes: readonly Personne[], candidatsDe: (ligne: Personne) => Set<Personne>) {
  const demandes = new Map<Personne, Personne[]>();
  const choix: [Personne, Personne][] = [];
  for (const ligne of lignes) {
    const candidats = [...candidatsDe(ligne)];
    for (const candidat of candidats) demandes.set(candidat, [...(demandes.get(candidat) ?? []), ligne]);
    const [seul, autre] = candidats;
    if (seul !== undefined && autre === undefined) choix.push([ligne, seul]);
  }
  return choix.filter(([, connue]) => demandes.get(connue)?.length === 1);
}

/**
 * For each row of a file without `id_erp_apprenant` (by its number), the identifier of the person already known, null for a
 * new person. The order of rows and dossiers does not matter, and the same file gives the same identifiers again.
 *
 * 1. The same last name, first name and birth date (tidied, see empreintePersonne): the same person. Of several identifiers
 *    for one person, the one with most in common, then the first in alphabetical order.
 * 2. Among those left on both sides: the same INE, when nobody else has it in the file nor among those already known, and
 *    last name, first name or birth date is the same (else the INE was someone else's).
 * 3. Among those left on both sides: two of last name, first name and birth date, and one of e-mail, telephone, INE, address
 *    with postal code, employer's SIRET with the contract's start; when neither has another candidate, and nothing tells
 *    them apart (another INE, or another sex under another first name). So a name or a birth date that was corrected keeps
 *    its identity, and twins, who share name, birth date and address, are never taken for one another when there is a doubt.
 *
 * Two rows of one person (two years, two trainings) have one identity; new ones are told apart by empreintePersonne.
 */
export function rapprocherIdentites(
  existants: readonly DossierExistant[],
  lignes: readonly LigneAIdentifier[],
): Map<number, string | null> {
  const cleDeLigne = ({ numero }: LigneAIdentifier, fiche: Signalement) => empreinte(fiche) || `ligne ${numero}`;
  const connues = regrouper(
    existants,
    (e) => e.id_erp_apprenant,
    (e) => e.source,
  );
  const duFichier = regrouper(lignes, cleDeLigne, (ligne) => ligne.source);
  const trouves = new Map<Personne, Personne>();
  const restentAuFichier = () => duFichier.filter((ligne) => !trouves.has(ligne));
  const restentConnues = () => {
    const prises = new Set(trouves.values());
    return connues.filter((connue) => !prises.has(connue));
  };

  const parEmpreinte = indexer(connues, (fiche) => [empreinte(fiche)]);
  for (const ligne of duFichier) {
    const [meilleure] = [...(parEmpreinte.get(ligne.cle) ?? [])].sort(
      (a, b) => indicesCommuns(ligne, b) - indicesCommuns(ligne, a) || (a.cle < b.cle ? -1 : 1),
    );
    if (meilleure !== undefined) trouves.set(ligne, meilleure);
  }

  const porteurs = indexer([...connues, ...duFichier], (fiche) => [fiche.ine]);
  const parIne = indexer(restentConnues(), (fiche) => (porteurs.get(fiche.ine)?.size === 2 ? [fiche.ine] : []));
  const memeIne = (ligne: Personne) => {
    const proches = ligne.fiches.flatMap(({ ine }) => [...(parIne.get(ine) ?? [])]);
    return new Set(proches.filter((connue) => !toutDiffere(ligne, connue)));
  };
  for (const [ligne, connue] of apparierSansDoute(restentAuFichier(), memeIne)) trouves.set(ligne, connue);

  const parDeux = indexer(restentConnues(), deuxSurTrois);
  const ressemblantes = (ligne: Personne) => {
    const proches = ligne.fiches.flatMap(deuxSurTrois).flatMap((cle) => [...(parDeux.get(cle) ?? [])]);
    return new Set(proches.filter((connue) => indicesCommuns(ligne, connue) > 0 && !contredit(ligne, connue)));
  };
  for (const [ligne, connue] of apparierSansDoute(restentAuFichier(), ressemblantes)) trouves.set(ligne, connue);

  const parCle = new Map(duFichier.map((ligne) => [ligne.cle, trouves.get(ligne)?.cle ?? null]));
  return new Map(lignes.map((l) => [l.numero, parCle.get(cleDeLigne(l, signalement(l.source))) ?? null]));
}
