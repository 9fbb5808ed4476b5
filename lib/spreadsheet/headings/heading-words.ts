import { ownValue } from "@/lib/domain/own-value";

/** The words of headings that mean the same, under one name. Accents and case are gone before. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  apprenant: [
    "apprenant",
    "apprenante",
    "apprenants",
    "apprenti",
    "apprentie",
    "apprentis",
    "eleve",
    "eleves",
    "etudiant",
    "etudiante",
    "alternant",
    "alternante",
    "stagiaire",
    "jeune",
    "beneficiaire",
    "participant",
    "participante",
    "student",
    "learner",
  ],
  employeur: [
    "employeur",
    "entreprise",
    "entreprises",
    "ent",
    "entr",
    "emp",
    "empl",
    "societe",
    "ets",
    "accueil",
    "company",
    "employer",
  ],
  email: ["email", "mail", "mel", "courriel", "couriel", "emails", "mails"],
  telephone: ["telephone", "telephones", "tel", "tels", "teleph", "portable", "port", "mobile", "gsm", "phone"],
  naissance: ["naissance", "naiss", "nais", "ne", "nee", "birth", "birthdate", "birthday", "ddn"],
  debut: ["debut", "deb", "start", "commencement"],
  fin: ["fin", "terme", "echeance", "end"],
  rupture: ["rupture", "resiliation", "resilie", "rompu", "rupt"],
  adresse: ["adresse", "adr", "rue", "voie", "address"],
  cp: ["cp", "codepostal", "zip", "postcode"],
  uai: ["uai", "rne"],
  formation: ["formation", "form", "formations", "cursus"],
  date: ["date", "dt", "dates", "jour"],
  annee: ["annee", "an", "annees"],
  scolaire: ["scolaire", "scol"],
  universitaire: ["universitaire", "univ"],
  contrat: ["contrat", "ctr", "cont", "contrats", "convention", "cerfa", "contract"],
  identifiant: ["identifiant", "id", "ident", "matricule", "uid", "uuid", "guid"],
  numero: ["numero", "num", "no", "n", "nr", "nro"],
  libelle: ["libelle", "lib", "intitule", "denomination", "designation", "nomenclature"],
  diplome: ["diplome", "dipl", "certification"],
  parent: ["parent", "parents", "legal", "legaux", "legale", "representant", "pere", "mere"],
  exclusion: ["exclusion", "abandon", "demission"],
  cause: ["cause", "motif", "raison", "motifs"],
  sexe: ["sexe", "genre", "civilite", "civ", "sex", "gender"],
  groupe: [
    "groupe",
    "groupes",
    "regroupement",
    "regroupements",
    "gpe",
    "grp",
    "classe",
    "section",
    "division",
    "promo",
    "promotion",
    "promotions",
    "classes",
  ],
  rqth: ["rqth", "handicap", "handicape"],
  cfa: ["cfa", "etablissement", "etab", "organisme", "centre", "ecole", "mfr", "of", "ofa"],
  lieu: ["lieu", "site", "antenne"],
  responsable: ["responsable", "gestionnaire", "resp"],
  formateur: ["formateur", "dispensateur"],
  personnel: ["personnel", "perso", "personnelle", "prive", "privee", "contact"],
  entree: ["entree", "arrivee", "integration"],
  sortie: ["sortie", "depart"],
  inscription: ["inscription", "inscrip", "inscr", "inscrit", "inscrite"],
  prevue: ["prevue", "prevu", "previsionnelle", "theorique"],
  vise: ["vise", "visee"],
  prepare: ["prepare", "preparee"],
  code: ["code", "cod"],
  effective: ["effective", "effectif", "reelle", "reel", "anticipee"],
  departement: ["departement", "dept", "dpt", "dep"],
  statut: ["statut", "status", "etat"],
  obtention: ["obtention", "obtenu", "obtenue", "admis", "reussite"],
};

const CANONICAL: ReadonlyMap<string, string> = new Map(
  Object.entries(SYNONYMS).flatMap(([name, words]) => words.map((word) => [word, name] as const)),
);

/** Small words that change nothing. «n» of «N° apprenant» is kept: it makes an identifier of it. */
const EMPTY = new Set([
  "de",
  "du",
  "des",
  "d",
  "la",
  "le",
  "les",
  "l",
  "en",
  "au",
  "aux",
  "a",
  "et",
  "e",
  "ou",
  "un",
  "une",
  "par",
  "sur",
  "pour",
  "dans",
  "son",
  "sa",
  "complet",
  "complete",
  "format",
  "jj",
  "mm",
  "aaaa",
  "aa",
  "majuscule",
  "majuscules",
  "yyyy",
  "dd",
  "oui",
  "non",
  "execution",
  "conclusion",
  "obligatoire",
  "obligatoires",
  "facultatif",
  "facultative",
  "optionnel",
  "requis",
]);

/** What software adds to a heading, and the two words for one of other tongues: pattern and what stands for it. Accents and case are gone before. */
const REWRITTEN: readonly (readonly [RegExp, string])[] = [
  // «Prénom(s)», «Né(e) le», «SIRET (14 chiffres)», «Sexe (M/F)».
  [/\((?:e|s|es|ne|x)\)/g, ""],
  [/\d+ ?(?:chiffres?|caracteres?|car|positions?)\b/g, " "],
  [/\(o ?[/,;] ?n\)/g, " "],
  // «NOM_APP», «APP_NOM» of a database; «N° App.» may be a flat.
  [/_(?:appr?|ele|etu)(?![a-z])|(?<![a-z])(?:appr?|ele|etu)_/g, " apprenant "],
  [/\([mfh](?: ?[/,;] ?| ou )[mfh]\)/g, " "],
  [/^[mfh] ?\/ ?[mfh]$/, "sexe"],
  // «Contrat n°2» is the second one; «N° contrat» is its number.
  [/\bn(?:o|um|umero)?[°º. ]*([1-4])(?![0-9])/g, " $1 "],
  // Whose an address of mail is: the second parent's stands beside the first's.
  [/\bpere\b/g, "parent 1"],
  [/\bmere\b/g, "parent 2"],
  [/\b(?:entree?|rentree) le$/, "date entree"],
  // A place, not a day.
  [/\bnee? a\b/g, "lieu naissance"],
  [/(?<![a-z])(?:last|family)[ _-]?name\b|\bsurname\b/g, "nom"],
  [/(?<![a-z])(?:first|given)[ _-]?name\b|\bforename\b/g, "prenom"],
  [/\bschool[ _-]?year\b/g, "annee scolaire"],
  [/\bdate[ _-]of[ _-]birth\b|\bdob\b/g, "date naissance"],
  // The employer's, of the Cerfa form: not where the courses are.
  [/\blieu d.?execution\b/g, "lieuexecution"],
  [/\betablissement d.?execution\b/g, "employeur"],
  [/\bdebut (?:d.?)?execution\b/g, "debut contrat"],
  // «Premier prénom selon l'état civil», of the Cerfa form: no status.
  [/\b(?:selon|a|de|d) ?l?.?etat civil$/, ""],
  // How somebody is trained, and no street.
  [/^voie (?:d.?acces(?: a la formation)?|de (?:la )?formation)$/, "voieformation"],
  // «Contrat du», «Contrat au»: a day, where the small word stands last.
  [/^du$|\b(contrat|formation) du$/, "$1 debut"],
  [/^au$|\b(contrat|formation) au$/, "$1 fin"],
  [/\b(?:zip|postal)[ _-]code\b/g, "cp"],
  // «DATENAIS», «DTNAIS», «CONTRAT2_DEBUT».
  [/\bd(?:ate?|t)(?=nais|deb|fin|entree|inscri|rupt)/g, "date "],
  [/([a-z])([1-4])(?![a-z0-9])/g, "$1 $2"],
];

/** The rank that a heading gives to a contract or a person: «2», «n°2», «deuxième», «second». */
const RANKS: Readonly<Record<string, number>> = {
  ...{ "1": 1, premier: 1, "1er": 1, principal: 1, principale: 1, "01": 1, "1ere": 1 },
  ...{ "2": 2, deuxieme: 2, second: 2, seconde: 2, "2eme": 2, "2e": 2, "02": 2 },
  ...{ "3": 3, troisieme: 3, "3eme": 3, "3e": 3, "03": 3 },
  ...{ "4": 4, quatrieme: 4, "4eme": 4, "4e": 4, "04": 4 },
};

/** A heading as a set of words that mean something, and the rank that it gives (0 for none). */
export type HeadingWords = { words: ReadonlySet<string>; rank: number };

/** A heading in small letters, without accents; its signs stay. */
export const unaccented = (heading: string): string => heading.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Case, accents and signs do not count; «code postal», «n° de sécurité sociale» are one word each. */
export function headingWords(heading: string): HeadingWords {
  const bare = heading
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]{2,})([A-Z][a-z]{2,})/g, "$1 $2")
    .toLowerCase();
  const plain = REWRITTEN.reduce((text, [pattern, by]) => text.replace(pattern, by), bare)
    .replaceAll("œ", "oe")
    .replace(/(?<![a-z])e[\s_-]?mail|(?<![a-z])adresses? (?:mails?|electroniques?|(?:de )?messagerie)/g, "email")
    .replace(/cod(?:e[\s_]?postal|[_.]\s?post)|c\.\s?p\./g, "cp")
    .replace(/raison[\s_]sociale/g, "denomination")
    .replace(/mot[\s_]de[\s_]passe/g, "motdepasse")
    .replace(/securite[\s_]sociale|n[°o]?[\s_]?ss\b/g, "nir")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
  const words = new Set<string>();
  let rank = 0;
  for (const word of plain.split(" ")) {
    const given = ownValue(RANKS, word);
    if (given !== undefined) rank = given;
    else if (!EMPTY.has(word) && word !== "") words.add(CANONICAL.get(word) ?? word);
  }
  return { words, rank };
}
