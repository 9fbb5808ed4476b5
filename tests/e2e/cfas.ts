/** The établissements of the browser tests: one for each test, so that none sees what another did. */
export type CfaE2e = { rang: number; uai: string; siret: string; nom: string; cle: string; motDePasse: string };

/** The n-th one, from 0 to 9. Its accounts are «administrateur-n», «gestionnaire-n» and «lecteur-n» @example.org. */
export function cfaE2e(rang: number): CfaE2e {
  return {
    rang,
    uai: `010000${rang}A`,
    siret: "77764444100018",
    nom: `CFA d'essai ${rang}`,
    cle: `cle-e2e-${rang}-00000000`,
    motDePasse: "mot de passe des essais",
  };
}

export const NOMBRE_CFAS = 10;
