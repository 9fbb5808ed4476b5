import type { JsonObject } from "@/lib/domain/json";
import { validSource } from "./dossiers";

const LEAVE_ON = 3;
const RENAMED_ON = 4;
export const NIGHTS = 7;
export const RENAMED = "E-1-bis";

/** Who leaves the software on the third night: one in fifty, the renamed one not among them. */
const leaves = (n: number) => n % 50 === 7;

/** What a software holds on a night, from 1: arrivals and changes each night, departures, somebody whom it gives another identifier. */
export function softwareOn(night: number, dossiers: number): JsonObject[] {
  const arrivals = night - 1;
  return Array.from({ length: dossiers + arrivals }, (_, rank) => rank + 1)
    .filter((n) => !(night >= LEAVE_ON && n <= dossiers && leaves(n)))
    .map((n) => {
      const changes = n % 40 === night ? { adresse_apprenant: `${n} rue de la Nuit ${night}` } : {};
      const renamed = n === 1 && night >= RENAMED_ON ? { id_erp_apprenant: RENAMED } : {};
      return validSource(n, { ...changes, ...renamed });
    });
}

/** The identifiers of those who left. */
export const gone = (dossiers: number): string[] =>
  Array.from({ length: dossiers }, (_, rank) => rank + 1)
    .filter(leaves)
    .map((n) => `E-${n}`);
