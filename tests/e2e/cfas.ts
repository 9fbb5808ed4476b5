/** The établissements of the browser tests: one for each test, so that none sees what another did. */
export type CfaE2e = { rank: number; uai: string; siret: string; name: string; key: string; password: string };

/** The n-th one, from 0 to 12. Its accounts are «administrateur-n», «gestionnaire-n» and «lecteur-n» @example.org. */
export function cfaE2e(rank: number): CfaE2e {
  return {
    rank,
    uai: `01000${String(rank).padStart(2, "0")}A`,
    siret: "77764444100018",
    name: `CFA d'essai ${rank}`,
    key: `cle-e2e-${rank}-00000000`,
    password: "mot de passe des essais",
  };
}

export const CFA_COUNT = 13;

/** One apart from them, that holds many dossiers with long names from the start (seed-cfas.ts): for what only many lines show. */
export const FULL_CFA = cfaE2e(CFA_COUNT);
/** Its apprentices, all of whom change status within 30 days. */
export const FULL_CFA_DOSSIERS = 400;

/** A réseau apart from them: two établissements with the same mistake, and the person who supervises them, who has a role in neither. */
export const RESEAU_E2E = {
  name: "Réseau d'essai",
  superviseur: { email: "superviseur@example.org", personName: "Superviseur", password: "mot de passe des essais" },
  etablissements: [
    { uai: "0200001A", siret: "77764444100018", name: "CFA du réseau, premier" },
    { uai: "0200002A", siret: "77764444100018", name: "CFA du réseau, second" },
  ],
} as const;
