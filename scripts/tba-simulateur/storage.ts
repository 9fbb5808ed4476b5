import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { tbaDay } from "@/lib/domain/day";
import type { Json, JsonObject } from "@/lib/domain/json";

type Storage = (value: Json) => Json;

const asIs: Storage = (value) => value;
const text: Storage = (value) => String(value).trim();
const uppercase: Storage = (value) => String(value).trim().toUpperCase();
const siret: Storage = (value) => String(value).replace(/[\s.-]+/g, "");
const codePostal: Storage = (value) => (value === "" ? "" : String(value).trim().padStart(5, "0"));
const integer: Storage = (value) => (typeof value === "string" ? Number.parseInt(value, 10) : value);

const SEXES: Readonly<Record<string, string>> = { M: "M", H: "M", "1": "M", F: "F", "2": "F" };

/** The value in that form, or nothing at all: what the TBA drops without a word. */
const orNothing =
  (store: Storage, form: RegExp): Storage =>
  (value) => {
    const stored = String(store(value));
    return form.test(stored) ? stored : null;
  };

const duree =
  (maximum: number): Storage =>
  (value) => {
    const count = value === "" ? Number.NaN : Number(value);
    return Number.isInteger(count) && count >= 1 && count <= maximum ? count : null;
  };

const STORAGES: Readonly<Record<ChampType, Storage>> = {
  nom: text,
  libelle: text,
  texte: text,
  texteLibre: (value) => String(value),
  identifiant: text,
  ine: uppercase,
  date: tbaDay,
  booleen: asIs,
  anneeScolaire: (value) => String(value).replaceAll("/", "-").replace(/\s/g, ""),
  anneeFormation: (value) => Number(value),
  duree: duree(48),
  uai: uppercase,
  siret,
  siretTolere: orNothing(siret, /^[0-9]{14}$/),
  codePostal,
  codePostalTolere: orNothing(codePostal, /^[0-9]{5}$/),
  communeInsee: text,
  sexe: (value) => SEXES[String(value).trim()] ?? null,
  email: text,
  emailStrict: text,
  telephone: text,
  rncp: (value) => `RNCP${String(siret(value)).toUpperCase().replace(/^RNCP/, "")}`,
  cfd: uppercase,
  situation: (value) => integer(value) || null,
  dernierOrganisme: text,
  typeCfa: (value) => String(value).padStart(2, "0"),
  statut: integer,
};

const BY_CHAMP: ReadonlyMap<string, Storage> = new Map([
  ...TRANSMITTED_CHAMPS.map(({ key, type }): [string, Storage] => [key, STORAGES[type]]),
  ["nom_apprenant", uppercase],
  ["duree_theorique_formation", duree(4)],
]);

/**
 * Turns the values of an accepted dossier, in place, into what the TBA stores (names in capitals, days, SIRETs without
 * separators…); those that are empty or that it drops in silence become undefined (api-v3.md, «After the 200»).
 * In place, because a copy would cost more than all the rest for a call of 2,000.
 */
export function store(dossier: JsonObject): void {
  for (const key in dossier) {
    const received = dossier[key];
    if (received === undefined || received === null) continue;
    const stored = BY_CHAMP.get(key)?.(received) ?? null;
    if (stored !== received || stored === "") dossier[key] = stored === null || stored === "" ? undefined : stored;
  }
}
