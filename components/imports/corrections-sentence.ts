import { plural } from "@/lib/domain/plural";
import type { ImportNote } from "@/lib/services/imports/imports.types";

/** «2 corrections remplacées par l'ERP, 3 reprises par le logiciel, 12 tenues.» */
export function correctionsSentence({
  kept,
  settled,
  overridden,
}: Pick<ImportNote, "kept" | "settled" | "overridden">): string {
  const corrections = (count: number, participle: string) =>
    `${plural(count, "correction", "corrections")} ${participle}${count < 2 ? "" : "s"}`;
  const parts: string[] = [];
  const add = (count: number, participle: string, next: string) => {
    if (count === 0) return;
    const debut = parts.length === 0 ? corrections(count, participle) : plural(count, participle, `${participle}s`);
    parts.push(`${debut}${next}`);
  };
  add(overridden, "remplacée", " par l'ERP");
  add(settled, "reprise", " par le logiciel");
  add(kept, "tenue", "");
  return `${parts.join(", ")}.`;
}
