// The vocabulary of the code: a French technical word that comes back as an identifier, a file or a folder fails `npm run verify`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseSync, Visitor } from "oxc-parser";

/** What the code once said in French, and the word it says now. Words that a secretary reads or that the TBA carries are not here. */
const WORDS = {
  ouvrier: "worker",
  travail: "job",
  embaucher: "startWorker",
  creneau: "slots",
  creneaux: "slots",
  sonner: "ring",
  sonnerie: "ring",
  nuit: "night",
  nuits: "nights",
  battement: "heartbeat",
  battre: "heartbeat",
  proprietaire: "ownerId",
  morts: "findDead",
  depossedee: "lost",
  orphelin: "orphan",
  orphelins: "orphans",
  debit: "rateLimit",
  debits: "rateLimits",
  insistante: "alertOnFailure",
  arret: "stop",
  cadence: "pacer",
  taire: "pause",
  attendre: "wait",
  ceder: "yield",
  patience: "retry",
  hasard: "random",
  patienter: "waitWithHeartbeat",
  empreinte: "fingerprint",
  hacher: "hash",
  lignes: "rows",
  ligne: "row",
  preparer: "prepare",
  repreparer: "reprepare",
  perimes: "stale",
  rejouer: "rebase or replay",
  tenues: "kept",
  terminees: "settled",
  remplacees: "overridden",
  geste: "changeSet",
  apercevoir: "preview",
  eprouver: "dryRun",
  autoriser: "authorize",
  droit: "permission",
  droits: "permissions",
  repartir: "groupBy",
  journal: "auditLog",
  journaliser: "recordAudit",
  raconter: "describe",
  courriel: "email",
  courriels: "emails",
  facteur: "mailer",
  bail: "lease",
  juger: "evaluate",
  veiller: "checkSilence",
  lire: "parse, get, list or load",
  ecrire: "write",
  lister: "list",
  noter: "record",
  trouver: "find",
  envoyer: "send",
  genre: "kind",
  contexte: "ctx",
  maintenant: "now",
  erreur: "error",
  coquille: "shell",
  formulaire: "form",
  appui: "helpers",
  puits: "sink",
  tableur: "spreadsheet",
  rangee: "row",
  cellule: "cell",
  entete: "heading or header",
  ecartee: "setAside",
  essai: "test, attempt or probe",
  essais: "attempts",
  comptes: "counts or accounts",
  carnet: "ledger",
  moyens: "deps",
  appel: "call",
  appels: "calls",
  tentative: "attempt",
  rang: "sequence or rank",
  recenser: "select",
  recensement: "selection",
  cloturer: "close",
  cloture: "outcome",
  reprise: "resume",
  permis: "permit",
  essayer: "tryHalfOpen",
  enDeux: "bisect",
  isoles: "isolated",
  verrou: "lock",
  verrous: "locks",
  jeuDeLignes: "recordset",
  parmi: "idIn",
  avant: "before",
  apres: "after",
  demander: "request",
  demande: "request",
  fermer: "close",
  ouvrir: "open",
  utilisateur: "user",
  utilisateurs: "users",
  cle: "key",
  valeur: "value",
  valeurs: "values",
  nom: "name",
  texte: "text",
  phrase: "sentence",
  titre: "title",
  libelle: "label",
  jour: "day",
  raison: "reason",
  resultat: "result",
  reponse: "answer",
  octets: "bytes",
  fichier: "file",
};
/** What the outside says: the simulated TBA's control routes, the vectors' and the TBA's own fields, forms and addresses. */
const OUTSIDE = {
  "scripts/tba-simulateur/": [
    "nombre",
    "apres",
    "cle",
    "corps",
    "statut",
    "octets",
    "panne",
    "heure",
    "methode",
    "chemin",
    "erreur",
    "adresse",
  ],
  "tests/": ["cle", "apres", "octets", "erreur", "nom"],
  "app/": ["cle", "appel", "raison", "reprise"],
  "lib/domain/": ["nom", "texte", "libelle", "libre"],
  "components/": ["texte", "nom", "libelle"],
  "scripts/": ["nom", "texte", "libelle", "cle", "apres"],
};

const words = (name) => name.split(/(?=[A-Z][a-z])|[_-]|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
const allowed = (file, word) =>
  Object.entries(OUTSIDE).some(([folder, list]) => file.startsWith(folder) && list.includes(word));

/** The names that a file declares, with their places. */
function declared(file, source) {
  const names = [];
  const add = (node) => {
    if (node?.type === "Identifier") names.push([node.name, node.start]);
  };
  const pattern = (node) => {
    if (!node) return;
    if (node.type === "ObjectPattern") for (const p of node.properties) pattern(p.value ?? p.argument);
    else if (node.type === "ArrayPattern") for (const e of node.elements) pattern(e);
    else if (node.type === "AssignmentPattern") pattern(node.left);
    else if (node.type === "RestElement") pattern(node.argument);
    else if (node.type === "TSParameterProperty") pattern(node.parameter);
    else add(node);
  };
  const visit = (functionLike) => {
    add(functionLike.id);
    for (const parameter of functionLike.params ?? []) pattern(parameter);
  };
  new Visitor({
    VariableDeclarator: (node) => pattern(node.id),
    FunctionDeclaration: visit,
    FunctionExpression: visit,
    ArrowFunctionExpression: visit,
    ClassDeclaration: (node) => add(node.id),
    TSTypeAliasDeclaration: (node) => add(node.id),
    TSInterfaceDeclaration: (node) => add(node.id),
    TSPropertySignature: (node) => add(node.key),
    PropertyDefinition: (node) => add(node.key),
    MethodDefinition: (node) => add(node.key),
    CatchClause: (node) => pattern(node.param),
    // An alias is a name of ours; what is imported under its own name is said where it is declared.
    ImportSpecifier: (node) => {
      if (node.local.name !== node.imported.name) add(node.local);
    },
  }).visit(parseSync(file, source).program);
  return names;
}

const files = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .stdout.split("\n")
  .filter((file) => /^(app|components|db|lib|scripts|tests)\/.*\.(ts|tsx|mjs)$/.test(file));
const faults = [];
for (const file of files) {
  const source = readFileSync(file, "utf8");
  for (const [name, start] of declared(file, source)) {
    const bad = words(name).find((word) => Object.hasOwn(WORDS, word) && !allowed(file, word));
    if (bad === undefined || /^[a-z]+(_[a-z0-9]+)+$/.test(name)) continue;
    faults.push(`${file}:${source.slice(0, start).split("\n").length} ${name} (${bad} → ${WORDS[bad]})`);
  }
  // Pages have their addresses; the simulated TBA and the benches have the names that one types.
  if (/^(app|scripts\/tba-simulateur|scripts\/bench)\//.test(file)) continue;
  const bad = words(file.split("/").pop().split(".")[0]).find(
    (word) => Object.hasOwn(WORDS, word) && !allowed(file, word),
  );
  if (bad !== undefined) faults.push(`${file} (${bad} → ${WORDS[bad]})`);
}
for (const fault of faults) console.log(fault);
console.log(
  faults.length === 0 ? `Vocabulaire : ${files.length} fichiers, rien à redire.` : `${faults.length} noms à redire.`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
