import type { Anomalie } from "@/lib/dossier/anomalie";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Champ, TypeChamp } from "@/lib/dossier/champs/definition";
import { anomalie, type CodeAnomalie } from "./catalogue";
import { compter, defautDeSiret, estVide, montrer } from "./montrer";

type Faute = { code: CodeAnomalie; suite: (valeur: unknown) => string };

const jourAttendu = "écrivez-la sous la forme jj/mm/aaaa";

function defautUai(valeur: unknown): string {
  const lu = montrer(valeur);
  const chiffres = lu.replace(/\D/g, "").length;
  const lettres = lu.replace(/[^a-z]/gi, "").length;
  return `a ${compter(chiffres, "chiffre")} et ${compter(lettres, "lettre")} (${lu}) : il faut 7 chiffres puis 1 lettre, comme 0123456A`;
}

const texteAttendu: Faute = {
  code: "TEXTE_ATTENDU",
  suite: (v) => `n'est pas du texte (${montrer(v)}) : le logiciel doit l'envoyer comme du texte`,
};

/** What to say of a value that the TBA refuses, as the end of a sentence that begins with the field. */
const FAUTES: Readonly<Record<TypeChamp, Faute>> = {
  nom: { code: "NOM_VIDE", suite: () => "est vide : saisissez-le" },
  libelle: {
    code: "LIBELLE_TROP_COURT",
    suite: (v) => `est trop court (${montrer(v)}) : il faut au moins 2 caractères`,
  },
  texte: texteAttendu,
  texteLibre: texteAttendu,
  identifiant: texteAttendu,
  ine: texteAttendu,
  date: {
    code: "DATE_ILLISIBLE",
    suite: (v) => `n'est pas une date que le TBA sait lire (${montrer(v)}) : ${jourAttendu}`,
  },
  booleen: { code: "BOOLEEN_ATTENDU", suite: (v) => `doit valoir oui ou non (${montrer(v)} reçu)` },
  anneeScolaire: {
    code: "ANNEE_SCOLAIRE_INVALIDE",
    suite: (v) => `est mal formée (${montrer(v)}) : écrivez deux années qui se suivent, comme 2026-2027`,
  },
  anneeFormation: {
    code: "ANNEE_FORMATION_INVALIDE",
    suite: (v) => `doit être un nombre entier de 0 à 5 (${montrer(v)} reçu)`,
  },
  duree: { code: "VALEUR_ILLISIBLE", suite: () => "est illisible" },
  uai: { code: "UAI_INVALIDE", suite: defautUai },
  siret: { code: "SIRET_INVALIDE", suite: defautDeSiret },
  siretTolere: { code: "VALEUR_ILLISIBLE", suite: () => "est illisible" },
  codePostal: {
    code: "CODE_POSTAL_INVALIDE",
    suite: (v) => `est mal formé (${montrer(v)}) : il faut 5 chiffres`,
  },
  codePostalTolere: { code: "VALEUR_ILLISIBLE", suite: () => "est illisible" },
  communeInsee: {
    code: "CODE_COMMUNE_INVALIDE",
    suite: (v) => `est mal formé (${montrer(v)}) : il faut les 5 caractères du code INSEE, comme 35238 ou 2A004`,
  },
  sexe: { code: "SEXE_INVALIDE", suite: (v) => `n'est pas reconnu (${montrer(v)}) : écrivez M ou F` },
  email: {
    code: "EMAIL_INVALIDE",
    suite: (v) => `n'est pas une adresse valable (${montrer(v)}) : gardez une seule adresse, sans accent ni espace`,
  },
  emailStrict: {
    code: "EMAIL_INVALIDE",
    suite: (v) => `n'est pas une adresse valable (${montrer(v)}) : gardez une seule adresse, sans accent ni espace`,
  },
  telephone: {
    code: "TELEPHONE_INVALIDE",
    suite: (v) => `n'existe pas (${montrer(v)}) : corrigez le numéro, ou videz le champ`,
  },
  rncp: {
    code: "RNCP_INVALIDE",
    suite: (v) => `est mal formé (${montrer(v)}) : il faut RNCP suivi de 2 à 5 chiffres, comme RNCP38243`,
  },
  cfd: {
    code: "CFD_INVALIDE",
    suite: (v) => `est mal formé (${montrer(v)}) : il faut 8 chiffres ou lettres, sans espace ni tiret`,
  },
  situation: {
    code: "SITUATION_INVALIDE",
    suite: (v) => `n'est pas un code de la nomenclature SIFA (${montrer(v)}) : cherchez le bon code à 4 chiffres`,
  },
  dernierOrganisme: {
    code: "DERNIER_ORGANISME_INVALIDE",
    suite: (v) => `n'est ni un UAI ni un département (${montrer(v)}) : écrivez par exemple 0123456A, 035 ou 2A`,
  },
  typeCfa: { code: "TYPE_CFA_INVALIDE", suite: (v) => `n'existe pas (${montrer(v)}) : choisissez de 01 à 10` },
  statut: {
    code: "STATUT_INVALIDE",
    suite: (v) => `n'est pas reconnu (${montrer(v)}) : écrivez 0 (abandon), 2 (inscrit) ou 3 (apprenti)`,
  },
};

/** Types for which anything but a text is the software's doing, not the secretary's. */
const TEXTES: ReadonlySet<TypeChamp> = new Set(["nom", "libelle", "uai", "siret", "email", "emailStrict"]);

const SPECIAL = "Numéro de téléphone est un numéro spécial";
const ILLISIBLE = "Valeur illisible";

/** The anomaly of a field that the TBA refuses at its first stage. `message` is the TBA's own. */
export function anomalieDuContrat(champ: Champ<CleChamp>, valeur: unknown, message: string): Anomalie {
  const { cle, sujet } = champ;
  if (valeur === undefined || valeur === null) {
    return anomalie("CHAMP_MANQUANT", [cle], `${sujet} manque : cette information est obligatoire, saisissez-la.`);
  }
  if (message === ILLISIBLE || typeof valeur === "object") {
    return anomalie("VALEUR_ILLISIBLE", [cle], `${sujet} est illisible : le logiciel envoie une valeur composée.`);
  }
  if (estVide(valeur) && champ.type !== "nom") {
    const remede = champ.requis
      ? "cette information est obligatoire, saisissez-la"
      : "remplissez ce champ, ou ne l'envoyez pas";
    return anomalie(champ.requis ? "CHAMP_MANQUANT" : FAUTES[champ.type].code, [cle], `${sujet} est vide : ${remede}.`);
  }
  if (message === SPECIAL) {
    const suite = `est un numéro surtaxé ou spécial (${montrer(valeur)}) : le TBA le refuse, videz le champ`;
    return anomalie("TELEPHONE_SPECIAL", [cle], `${sujet} ${suite}.`);
  }
  const faute =
    TEXTES.has(champ.type) && typeof valeur !== "string" && message === "String attendu"
      ? texteAttendu
      : FAUTES[champ.type];
  return anomalie(faute.code, [cle], `${sujet} ${faute.suite(valeur)}.`);
}
