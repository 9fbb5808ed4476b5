import type { ROLES } from "./enumerations";

export type Role = (typeof ROLES)[number];
/** view: see and download. manage: import, correct, transmit. administer: key, night, users. */
export type Permission = "view" | "manage" | "administer";

const RANK: Record<Role, number> = { lecteur: 0, gestionnaire: 1, administrateur: 2 };
const REQUIRED_ROLE: Record<Permission, Role> = {
  view: "lecteur",
  manage: "gestionnaire",
  administer: "administrateur",
};

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  lecteur: "Lecteur",
  gestionnaire: "Gestionnaire",
  administrateur: "Administrateur",
};

/** True when the role gives the right. */
export function hasPermission(role: Role, permission: Permission): boolean {
  return RANK[role] >= RANK[REQUIRED_ROLE[permission]];
}

/** The stronger of two roles; null when there is none. */
export function bestRole(a: Role | null, b: Role | null): Role | null {
  if (a === null || b === null) return a ?? b;
  return RANK[a] >= RANK[b] ? a : b;
}
