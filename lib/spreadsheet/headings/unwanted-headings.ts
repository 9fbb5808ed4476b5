import { ASIDE_HEADINGS, ASIDE_MISSING_HEADING } from "@/lib/domain/aside-sheet";
import { headingWords } from "./heading-words";
import { compactHeading, matchHeading } from "./match-heading";
import { isOthersBand } from "./others-band";

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What no field of the TBA is about, whoever it is of: places without a code, money, the company, the school's own life. */
const SUBJECTS =
  words(`ville villes commune communes localite pays nationalite nationalites natio age majeur majeure mineur
  opco opca financeur financeurs npec deca idcc naf ape effectif effectifs salaire salaires remuneration montant montants cout couts prix tarif solde facture facturation
  observation observations obs remarque remarques commentaire commentaires notes photo tag tags fax complement batiment langue langues lv1 lv2 option options
  redoublant redoublement transport bourse boursier iban bic rib banque login pin password commercial campus profession fonction csp pcs mef courrier indicatif`);
/** Days that say nothing of a training nor of a contract's life. */
const ACTS = words("depot depose accord signature signe conclusion creation modification maj edition facture visite");
/** What makes a field of a heading, whatever else it says: such a one is asked about. */
const KERNELS = words(
  "uai siret ine rncp cfd email telephone cp insee debut fin entree sortie inscription rupture exclusion statut",
);
/** What a contract has besides its days and its employer. */
const OF_CONTRAT = words("type nature numero code identifiant enregistrement regime duree mode statut");
const NAMES = words("nom libelle code");
/** Of another time than this dossier, or of somebody else than the apprentice. */
const BEFORE = /\b(?:precedente?s?|anciens?|anciennes?|anterieure?s?|origine|derniere?s?|obtenu|avant)\b/;
/** Fields of the State's survey of apprentices (SIFA) that the TBA does not take. */
const OF_SIFA = words("og natstrjur durformreelle sitavapp dipobt nbsalemp");

const OF_OURS: ReadonlySet<string> = new Set([...ASIDE_HEADINGS, ASIDE_MISSING_HEADING].map(compactHeading));

const plainWords = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/** A name of the CFA or of its place, which its UAI and its SIRET say. */
const namesPlace = (found: ReadonlySet<string>) =>
  (found.has("cfa") || found.has("lieu")) &&
  [...found].every(
    (word) => NAMES.has(word) || word === "cfa" || word === "lieu" || word === "responsable" || word === "formateur",
  );

/**
 * True for a heading that says of itself that its column is nothing that the TBA takes: a town, a nationality, the tutor's telephone, the number of a contract.
 * Such a column is left aside and named; nobody needs to be asked. What may be a field's under another name is not.
 */
export function isUnwanted(heading: string, band = ""): boolean {
  const plain = plainWords(`${band} ${heading}`);
  const { words: found, rank } = headingWords(heading);
  if (found.size === 0) return false;
  if (OF_OURS.has(compactHeading(heading)) || OF_SIFA.has(compactHeading(heading)) || BEFORE.test(plain.join(" ")))
    return true;
  if (rank > 1 && found.size <= 2 && (found.has("prenom") || found.has("adresse"))) return true;
  // «Type de formation» may be its name.
  if (matchHeading(heading, band)?.unsure === true) return !found.has("formation");
  const isKernel = (word: string) => KERNELS.has(word);
  if (isOthersBand(heading) || isOthersBand(band) || found.has("responsable")) {
    return !found.has("siret") && !found.has("uai");
  }
  if (plain.some((word) => ACTS.has(word)) && ![...found].some((word) => word === "debut" || word === "fin"))
    return true;
  // A département is no postal code: the TBA would make «00035» of it.
  if (found.has("naissance") && (found.has("lieu") || found.has("departement")))
    return !found.has("cp") && !found.has("insee");
  if ([...found].some(isKernel) && !(found.has("contrat") && found.has("statut"))) return false;
  if (found.has("contrat") && [...found].every((word) => word === "contrat" || OF_CONTRAT.has(word)))
    return found.size > 1;
  return plain.some((word) => SUBJECTS.has(word)) || namesPlace(found);
}
