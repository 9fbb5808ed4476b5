import type { Role } from "@/lib/domain/roles";

/** The demo's people: they exist in the demo only. */
export const DEMO_PASSWORD = "demonstration-tba";
export const DEMO_ACCOUNTS: readonly { role: Role; email: string; personName: string }[] = [
  { role: "administrateur", email: "direction@trois-rivieres.example", personName: "Claire Fontaine" },
  { role: "gestionnaire", email: "secretariat@trois-rivieres.example", personName: "Marc Rivoire" },
  { role: "lecteur", email: "lecture@trois-rivieres.example", personName: "Ada Lectrice" },
];

/** Watches both CFAs of the demo, and has no role in either. */
export const DEMO_SUPERVISEUR = {
  email: "superviseur@reseau-des-rives.example",
  personName: "Paul Confluent",
  reseau: "Réseau des Rives",
} as const;
export const SECOND_ADMINISTRATEUR = {
  role: "administrateur",
  email: "direction@deux-estuaires.example",
  personName: "Anne Delarive",
} as const;
