import { asc, eq } from "drizzle-orm";
import { clesTba } from "@/db/schema/cles-tba";
import { etablissements } from "@/db/schema/etablissements";
import { ErreurMetier } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { Contexte } from "@/lib/services/contexte";
import { type Moyens, transmettre } from "./transmettre";
import type { BilanTransmission } from "./transmission.types";

/** What happened to one établissement in a night. */
export type NuitEtablissement =
  | ({ uai: string; genre: "faite" } & BilanTransmission)
  | { uai: string; genre: "sautee"; raison: string };

/** The clock's round: every établissement with a key and its night on, one after the other; one that fails stops no other. */
export async function passerLaNuit(contexte: Omit<Contexte, "acteur">, moyens: Moyens): Promise<NuitEtablissement[]> {
  const concernes = await contexte.db
    .select({ id: etablissements.id, uai: etablissements.uai })
    .from(etablissements)
    .innerJoin(clesTba, eq(clesTba.etablissementId, etablissements.id))
    .where(eq(etablissements.transmissionActive, true))
    .orderBy(asc(etablissements.uai));
  const nuits: NuitEtablissement[] = [];
  for (const { id, uai } of concernes) {
    try {
      const chacun: Contexte = { ...contexte, acteur: { genre: "horloge" }, maintenant: new Date() };
      nuits.push({ uai, genre: "faite", ...(await transmettre(chacun, id, "horloge", moyens)) });
    } catch (erreur) {
      const connue = erreur instanceof ErreurMetier;
      if (!connue) logger.error({ uai, erreur: erreur instanceof Error ? erreur.message : "inconnue" }, "nuit échouée");
      nuits.push({ uai, genre: "sautee", raison: connue ? erreur.message : "Une erreur de Passerelle TBA." });
    }
  }
  return nuits;
}
