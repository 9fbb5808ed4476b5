import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { correctionOutcomes } from "@/db/schema/corrections";
import { effectiveValues } from "@/lib/domain/corrections";
import { formatInput } from "@/lib/domain/format-input";
import { isTyped, valuesOf } from "@/lib/domain/typed-source";
import type { Snapshot } from "../stored";
import type { Cfa } from "../world";

/** Whose dossier it is, which a row is recognised by; and what somebody may have typed again in the preview. */
const BESIDE = ["id_erp_apprenant", "annee_scolaire"];
const MENDED = ["etablissement_formateur_siret", "date_de_naissance_apprenant"];

/** What somebody typed of a dossier, and a file or a software came to send, is still what leaves, or is told to be replaced. */
export async function typedIsKept(cfa: Cfa, before: Snapshot, after: Snapshot): Promise<void> {
  const { db } = cfa.tools.database;
  for (const { id, source, corrections, idErp } of before.values()) {
    const now = after.get(id);
    if (!isTyped(source) || now === undefined || isTyped(now.source)) continue;
    const told = await db.select().from(correctionOutcomes).where(eq(correctionOutcomes.dossierId, id));
    const ended = new Set<string>(told.map(({ champ }) => champ));
    const values = effectiveValues(now.source, now.corrections);
    for (const [champ, value] of Object.entries(effectiveValues(valuesOf(source), corrections))) {
      if (value === null || BESIDE.includes(champ) || MENDED.includes(champ) || ended.has(champ)) continue;
      const [was, is] = [value, values[champ]].map((one) => formatInput(one).toLocaleLowerCase("fr"));
      expect(is, `${idErp}.${champ}, saisi à la main`).toBe(was);
    }
  }
}
