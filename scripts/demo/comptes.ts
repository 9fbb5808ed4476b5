import type { Role } from "@/lib/auth/droits";

/** The demo's people: they exist in the demo only. */
export const MOT_DE_PASSE_DEMO = "demonstration-tba";
export const COMPTES_DEMO: readonly { role: Role; email: string; nomPersonne: string }[] = [
  { role: "administrateur", email: "direction@trois-rivieres.example", nomPersonne: "Claire Fontaine" },
  { role: "gestionnaire", email: "secretariat@trois-rivieres.example", nomPersonne: "Marc Rivoire" },
  { role: "lecteur", email: "lecture@trois-rivieres.example", nomPersonne: "Ada Lectrice" },
];
