export type Role = "lecteur" | "gestionnaire" | "administrateur";
/** voir: see and download. gerer: import, correct, transmit. administrer: key, night, users. */
export type Droit = "voir" | "gerer" | "administrer";

const RANG: Record<Role, number> = { lecteur: 0, gestionnaire: 1, administrateur: 2 };
const ROLE_REQUIS: Record<Droit, Role> = { voir: "lecteur", gerer: "gestionnaire", administrer: "administrateur" };

export const LIBELLES_ROLES: Readonly<Record<Role, string>> = {
  lecteur: "Lecteur",
  gestionnaire: "Gestionnaire",
  administrateur: "Administrateur",
};

/** True when the role gives the right (product.md, «Who uses it»). */
export function aLeDroit(role: Role, droit: Droit): boolean {
  return RANG[role] >= RANG[ROLE_REQUIS[droit]];
}

/** The stronger of two roles; null when there is none. */
export function meilleurRole(a: Role | null, b: Role | null): Role | null {
  if (a === null || b === null) return a ?? b;
  return RANG[a] >= RANG[b] ? a : b;
}
