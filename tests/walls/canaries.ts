/** What is known of nobody but those who should know it, searched wherever it has no business. */
export const CANARIES = {
  lastName: "Kanarivoal",
  firstName: "Zéphyrinette",
  employer: "Volière du Kanari",
  ine: "123456789KB",
  mobile: "0698765432",
  pupilEmail: "zephyrinette.kanari@example.org",
  guestEmail: "invitee.kanari@example.org",
  tbaKey: "cle-kanari-d-un-cfa-00000000",
  wrongKey: "fausse-cle-kanari-111111111",
  wrongPassword: "mauvais mot de passe kanari",
  newPassword: "volière ouverte à quatre vents 93",
} as const;

/** Names as they stand in pages: cut anywhere else, they would be found by chance. */
export const PERSONAL = [
  CANARIES.lastName,
  CANARIES.firstName,
  CANARIES.employer,
  CANARIES.ine,
  CANARIES.mobile,
  CANARIES.pupilEmail,
];

/** Secrets have no business in any page, for anybody. */
export const SECRETS = [CANARIES.tbaKey, CANARIES.wrongKey, CANARIES.wrongPassword, CANARIES.newPassword];

/** The canaries of a list that stand in a text, whatever the case and the way it was escaped. */
export function found(text: string, canaries: readonly string[]): string[] {
  const shapes = [text, text.replaceAll("\\u00e9", "é")];
  try {
    shapes.push(decodeURIComponent(text.replaceAll("+", " ")));
  } catch {
    // Not an address.
  }
  const lower = shapes.map((shape) => shape.toLowerCase());
  return canaries.filter((canary) => lower.some((shape) => shape.includes(canary.toLowerCase())));
}

/** 700 rows, more than what an export reads at once: all bear the names of the canaries. The first alone says its establishments: nothing is asked of the columns. */
export function canaryFile(): Uint8Array {
  const heading =
    "nom_apprenant;prenom_apprenant;date_de_naissance_apprenant;ine_apprenant;tel_apprenant;email_contact;nom_employeur;statut;annee_scolaire;date_inscription_formation;date_entree_formation;date_fin_formation;etablissement_responsable_uai;etablissement_responsable_siret;etablissement_formateur_uai;etablissement_formateur_siret";
  const row = (n: number) =>
    `${CANARIES.lastName};${CANARIES.firstName} ${n};21/02/2004;${CANARIES.ine};${CANARIES.mobile};${CANARIES.pupilEmail};${CANARIES.employer};APP;2026-2027;28/08/2026;28/08/2026;31/07/2028;${n === 0 ? "0359471E;59904711500010;0359471E;59904711500010" : ";;;"}`;
  return Buffer.from(`${heading}\n${Array.from({ length: 700 }, (_, n) => row(n)).join("\n")}\n`);
}

/** What anybody may ask for. */
export const PAGES_OF_NOBODY = [
  "/connexion",
  "/connexion/invitation",
  "/connexion/nouveau-mot-de-passe",
  "/api/sante",
  "/nulle-part",
];
