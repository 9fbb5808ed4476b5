import { nombreDe } from "@/components/rapport/nombre-de";
import type { NoteImport } from "@/lib/services/imports/imports.types";

/** «2 corrections remplacées par l'ERP, 3 reprises par le logiciel, 12 tenues.» */
export function phraseCorrections({ tenues, terminees, remplacees }: Omit<NoteImport, "importId" | "le">): string {
  const corrections = (nombre: number, participe: string) =>
    `${nombreDe(nombre, "correction", "corrections")} ${participe}${nombre < 2 ? "" : "s"}`;
  const parties: string[] = [];
  const ajouter = (nombre: number, participe: string, suite: string) => {
    if (nombre === 0) return;
    const debut = parties.length === 0 ? corrections(nombre, participe) : nombreDe(nombre, participe, `${participe}s`);
    parties.push(`${debut}${suite}`);
  };
  ajouter(remplacees, "remplacée", " par l'ERP");
  ajouter(terminees, "reprise", " par le logiciel");
  ajouter(tenues, "tenue", "");
  return `${parties.join(", ")}.`;
}
