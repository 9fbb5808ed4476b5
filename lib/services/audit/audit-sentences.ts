import { frenchDay } from "@/lib/domain/day";
import { type AuditAction, RETENTION_KINDS } from "@/lib/domain/enumerations";
import { plural } from "@/lib/domain/plural";
import { RETENTIONS } from "@/lib/domain/retention";
import { ROLE_LABELS } from "@/lib/domain/roles";

export type AuditDetails = Readonly<Record<string, string | number | boolean>>;

/** `label`: the act in the list of the filter. `sentence`: what a line says after who did it. */
type Wording = { label: string; sentence: (details: AuditDetails, title: string | null) => string };

const number = (value: AuditDetails[string] | undefined) => (typeof value === "number" ? value : 0);
const text = (value: AuditDetails[string] | undefined) => (typeof value === "string" ? value : "");
const dossiers = (details: AuditDetails) => plural(number(details.dossiers), "dossier");
const about = (title: string | null) => (title === null ? "" : ` : ${title}`);
const inParentheses = (words: string) => (words === "" ? "" : ` (${words})`);
const fixed = (label: string, sentence: string): Wording => ({ label, sentence: () => sentence });

const aboutSite = (label: string, act: string): Wording => ({ label, sentence: (d) => `${act}${about(text(d.site))}` });

const KEY_TESTS: Readonly<Record<string, string>> = {
  accepted: "le TBA l'accepte",
  refused: "le TBA la refuse",
  unreachable: "le TBA n'a pas répondu",
};
const REASONS: Readonly<Record<string, string>> = {
  rupture: "rupture",
  exclusion: "exclusion ou abandon",
  fin: "fin",
  erreur: "erreur du fichier",
};
/** What left; lines of before do not say it. */
const EXPORTS: Readonly<Record<string, string>> = {
  rapport: "a téléchargé le rapport complet",
  print: "a imprimé le rapport",
  "to-watch": "a téléchargé la liste à surveiller",
  rapprochement: "a téléchargé le rapprochement",
  "set-aside": "a téléchargé les lignes écartées d'un import",
};
const roleOf = (details: AuditDetails) => {
  const role = text(details.role);
  return Object.hasOwn(ROLE_LABELS, role) ? ROLE_LABELS[role as keyof typeof ROLE_LABELS] : "";
};
const retentionLabel = (kind: string) => {
  const known = RETENTION_KINDS.find((k) => k === kind);
  return known === undefined ? kind : RETENTIONS[known].label;
};

const WORDINGS: Readonly<Record<AuditAction, Wording>> = {
  "sign-in": fixed("Connexion", "s'est connecté"),
  "sign-in-failed": fixed("Connexion manquée", "a manqué une connexion : mot de passe ou code faux"),
  "oidc-sign-in": fixed("Connexion par le fournisseur d'identité", "s'est connecté par le fournisseur d'identité"),
  "sign-out": fixed("Déconnexion", "s'est déconnecté"),
  "signed-out-everywhere": fixed("Déconnexion partout", "a fermé toutes ses sessions"),
  "key-saved": fixed("Clé du TBA enregistrée", "a enregistré la clé du TBA"),
  "key-tested": {
    label: "Clé du TBA testée",
    sentence: ({ result }) => `a testé la clé du TBA${inParentheses(KEY_TESTS[text(result)] ?? "")}`,
  },
  "night-on": fixed("Transmission de nuit activée", "a activé la transmission de nuit"),
  "night-off": fixed("Transmission de nuit désactivée", "a désactivé la transmission de nuit"),
  "alertes-set": {
    label: "Alertes réglées",
    sentence: (d) => `a réglé les alertes de ${plural(number(d.people), "personne")}`,
  },
  import: {
    label: "Import",
    sentence: (d) =>
      `a importé ${plural(number(d.rows), "ligne")} : ${plural(number(d.created), "nouveau dossier", "nouveaux dossiers")}, ${plural(number(d.modified), "modifié")}, ${plural(number(d.unchanged), "inchangé")}`,
  },
  rapprochement: fixed("Rapprochement", "a déposé une liste nominative du TBA"),
  "rapprochement-answered": fixed(
    "Rapprochement : réponse",
    "a dit d'un dossier et d'une ligne du TBA si c'est la même personne",
  ),
  "rapprochement-answer-undone": fixed("Rapprochement : réponse annulée", "a annulé une réponse sur une ligne du TBA"),
  "import-undone": { label: "Import annulé", sentence: (d) => `a annulé un import${inParentheses(dossiers(d))}` },
  transmission: {
    label: "Transmission",
    sentence: (d) =>
      `a transmis au TBA : ${plural(number(d.accepted), "accepté")}, ${plural(number(d.refused), "refusé")}, ${plural(number(d.notSent), "non envoyé")}`,
  },
  export: {
    label: "Téléchargement",
    sentence: (d) =>
      d.reseau === true
        ? "a téléchargé le tableau de son réseau"
        : (EXPORTS[text(d.what)] ?? "a téléchargé le rapport complet ou une liste"),
  },
  "dossier-created": fixed("Dossier saisi", "a saisi un dossier à la main"),
  correction: { label: "Correction", sentence: (d, title) => `a corrigé ${dossiers(d)}${about(title)}` },
  "correction-undone": {
    label: "Correction annulée",
    sentence: (d, title) => `a annulé la correction de ${dossiers(d)}${about(title)}`,
  },
  depart: {
    label: "Départ déclaré",
    sentence: (d) => `a déclaré un départ${inParentheses(REASONS[text(d.reason)] ?? "")}`,
  },
  "depart-undone": fixed("Départ annulé", "a annulé la déclaration d'un départ"),
  jumeaux: fixed("Jumeaux déclarés", "a dit que deux identifiants sont deux personnes"),
  "doubts-confirmed": fixed("Valeur confirmée", "a confirmé une valeur douteuse d'un dossier"),
  "jumeaux-undone": fixed("Jumeaux annulés", "a annulé cette réponse : deux identifiants, deux personnes"),
  "identity-kept": fixed("Doublon tranché", "a choisi lequel de deux dossiers d'une personne est gardé"),
  "identity-kept-undone": fixed("Doublon rouvert", "a annulé ce choix : lequel de deux dossiers est gardé"),
  "reused-identifier-answered": {
    label: "Identifiant réutilisé tranché",
    sentence: ({ answer }) =>
      `a dit que, sous un identifiant réutilisé par un logiciel, c'est ${answer === "same" ? "la même personne" : "une autre personne"}`,
  },
  invited: { label: "Invitation", sentence: (d) => `a invité une personne${inParentheses(roleOf(d))}` },
  "invitation-withdrawn": fixed("Invitation retirée", "a retiré une invitation"),
  "invitation-resent": fixed("Invitation renvoyée", "a renvoyé une invitation"),
  "invitation-accepted": fixed("Invitation acceptée", "a accepté son invitation"),
  "role-changed": {
    label: "Rôle changé",
    sentence: (d) => `a changé le rôle d'une personne${inParentheses(roleOf(d))}`,
  },
  "member-removed": fixed("Personne retirée", "a retiré une personne de l'établissement"),
  "password-changed": fixed("Mot de passe changé", "a changé son mot de passe"),
  "password-reset-asked": fixed("Mot de passe oublié", "a demandé un nouveau mot de passe"),
  "provider-joined": fixed("Compte relié", "a relié son compte au fournisseur d'identité"),
  "provider-left": fixed("Compte plus relié", "ne relie plus son compte au fournisseur d'identité"),
  "second-factor-on": fixed("Second facteur activé", "a activé son second facteur"),
  "second-factor-off": fixed("Second facteur désactivé", "a désactivé son second facteur"),
  "second-factor-required": fixed("Second facteur exigé", "a exigé un second facteur des administrateurs"),
  "second-factor-optional": fixed("Second facteur facultatif", "n'exige plus de second facteur"),
  "user-disabled": fixed("Compte désactivé", "a désactivé un compte"),
  "user-enabled": fixed("Compte réactivé", "a réactivé un compte"),
  "superviseur-removed": fixed("Superviseur retiré", "a retiré un superviseur du réseau"),
  "superviseur-named": fixed("Superviseur nommé", "a nommé un superviseur du réseau"),
  "jeton-created": { label: "Jeton créé", sentence: (d) => `a créé le jeton d'un logiciel${about(text(d.jetonName))}` },
  "jeton-revoked": {
    label: "Jeton révoqué",
    sentence: (d) => `a révoqué le jeton d'un logiciel${about(text(d.jetonName))}`,
  },
  "webhook-created": aboutSite("Notifications demandées", "a demandé des notifications"),
  "webhook-secret-rotated": aboutSite("Secret de notification changé", "a changé le secret des notifications"),
  "webhook-suspended": aboutSite("Notifications suspendues", "a suspendu les notifications"),
  "webhook-resumed": aboutSite("Notifications reprises", "a repris les notifications"),
  "webhook-removed": aboutSite("Notifications retirées", "a retiré les notifications"),
  "webhook-tested": aboutSite("Notification d'essai", "a envoyé une notification d'essai"),
  "webhook-resent": aboutSite("Notification renvoyée", "a renvoyé une notification"),
  "webhook-disabled": aboutSite("Notifications arrêtées", "a arrêté, après des jours d'échecs, les notifications"),
  push: {
    label: "Envoi d'un logiciel",
    sentence: (d) =>
      `a envoyé ${dossiers(d)} : ${plural(number(d.created), "nouveau", "nouveaux")}, ${plural(number(d.modified), "modifié")}, ${plural(number(d.unchanged), "inchangé")}, ${plural(number(d.setAside), "non repris", "non repris")}`,
  },
  "dossier-read": fixed("Dossier consulté", "a consulté un dossier"),
  "audit-export": fixed("Journal téléchargé", "a téléchargé le journal"),
  "rgpd-extract": {
    label: "Données d'une personne extraites",
    sentence: (d) => `a extrait les données d'une personne (${dossiers(d)})`,
  },
  "rgpd-erasure": {
    label: "Personne effacée",
    sentence: (d) =>
      `a effacé une personne : ${dossiers(d)}, ${plural(number(d.auditLines), "ligne du journal pseudonymisée", "lignes du journal pseudonymisées")}`,
  },
  "rgpd-readmission": fixed("Personne de nouveau admise", "a permis à l'import de reprendre une personne effacée"),
  "retention-set": {
    label: "Durées de conservation réglées",
    sentence: (d) =>
      `a réglé les durées de conservation : ${Object.entries(d)
        .map(([kind, days]) => `${retentionLabel(kind)} ${plural(number(days), "jour")}`)
        .join(", ")}`,
  },
  purge: {
    label: "Purge",
    sentence: (d) => {
      const until = text(d.before) === "" ? "" : `, d'avant le ${frenchDay(text(d.before))}`;
      return `a purgé ${plural(number(d.rows), "ligne")} (${retentionLabel(text(d.kind))}${until})`;
    },
  },
};

/** What a line of the journal says after who did it: «a corrigé 31 dossiers : SIRET du formateur». `title`: of the correction it is about. */
export function describeAudit(action: AuditAction, details: AuditDetails, title: string | null): string {
  return WORDINGS[action].sentence(details, title);
}

/** The act, as the filter lists it. */
export const auditLabel = (action: AuditAction): string => WORDINGS[action].label;
