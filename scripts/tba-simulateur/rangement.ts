import { CHAMPS_TRANSMIS } from "@/lib/dossier/champs";
import type { TypeChamp } from "@/lib/dossier/champs/definition";
import { jourTba } from "@/lib/dossier/jour";
import type { Json, ObjetJson } from "@/lib/dossier/json";

type Rangement = (valeur: Json) => Json;

const telQuel: Rangement = (valeur) => valeur;
const texte: Rangement = (valeur) => String(valeur).trim();
const majuscules: Rangement = (valeur) => String(valeur).trim().toUpperCase();
const siret: Rangement = (valeur) => String(valeur).replace(/[\s.-]+/g, "");
const codePostal: Rangement = (valeur) => (valeur === "" ? "" : String(valeur).trim().padStart(5, "0"));
const entier: Rangement = (valeur) => (typeof valeur === "string" ? Number.parseInt(valeur, 10) : valeur);

const SEXES: Readonly<Record<string, string>> = { M: "M", H: "M", "1": "M", F: "F", "2": "F" };

/** The value in that form, or nothing at all: what the TBA drops without a word. */
const ouRien =
  (ranger: Rangement, forme: RegExp): Rangement =>
  (valeur) => {
    const range = String(ranger(valeur));
    return forme.test(range) ? range : null;
  };

const duree =
  (maximum: number): Rangement =>
  (valeur) => {
    const nombre = valeur === "" ? Number.NaN : Number(valeur);
    return Number.isInteger(nombre) && nombre >= 1 && nombre <= maximum ? nombre : null;
  };

const RANGEMENTS: Readonly<Record<TypeChamp, Rangement>> = {
  nom: texte,
  libelle: texte,
  texte,
  texteLibre: (valeur) => String(valeur),
  identifiant: texte,
  ine: majuscules,
  date: jourTba,
  booleen: telQuel,
  anneeScolaire: (valeur) => String(valeur).replaceAll("/", "-").replace(/\s/g, ""),
  anneeFormation: (valeur) => Number(valeur),
  duree: duree(48),
  uai: majuscules,
  siret,
  siretTolere: ouRien(siret, /^[0-9]{14}$/),
  codePostal,
  codePostalTolere: ouRien(codePostal, /^[0-9]{5}$/),
  communeInsee: texte,
  sexe: (valeur) => SEXES[String(valeur).trim()] ?? null,
  email: texte,
  emailStrict: texte,
  telephone: texte,
  rncp: (valeur) => `RNCP${String(siret(valeur)).toUpperCase().replace(/^RNCP/, "")}`,
  cfd: majuscules,
  situation: (valeur) => entier(valeur) || null,
  dernierOrganisme: texte,
  typeCfa: (valeur) => String(valeur).padStart(2, "0"),
  statut: entier,
};

const PAR_CHAMP: ReadonlyMap<string, Rangement> = new Map([
  ...CHAMPS_TRANSMIS.map(({ cle, type }): [string, Rangement] => [cle, RANGEMENTS[type]]),
  ["nom_apprenant", majuscules],
  ["duree_theorique_formation", duree(4)],
]);

/**
 * Turns the values of an accepted dossier, in place, into what the TBA stores (names in capitals, days, SIRETs without
 * separators…); those that are empty or that it drops in silence become undefined (api-v3.md, «After the 200»).
 * In place, because a copy would cost more than all the rest for a call of 2,000.
 */
export function ranger(dossier: ObjetJson): void {
  for (const cle in dossier) {
    const recu = dossier[cle];
    if (recu === undefined || recu === null) continue;
    const range = PAR_CHAMP.get(cle)?.(recu) ?? null;
    if (range !== recu || range === "") dossier[cle] = range === null || range === "" ? undefined : range;
  }
}
