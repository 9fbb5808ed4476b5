import { eq } from "drizzle-orm";
import { transmissions } from "@/db/schema/transmissions";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { lireFile } from "@/lib/services/file/lire-file";
import { lireDernieres } from "./lire-bilans";
import type { ListeTransmissions } from "./transmission.types";

const PAR_PAGE = 30;

/** The runs of an établissement, the last one first; a page out of bounds is the nearest one. */
export async function listerTransmissions(
  contexte: Contexte,
  uai: string,
  demandee: number,
): Promise<ListeTransmissions> {
  const { db } = contexte;
  const { id } = await autoriser(contexte, uai, "voir");
  const total = await db.$count(transmissions, eq(transmissions.etablissementId, id));
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
  const page = Math.min(Math.max(1, demandee), pages);
  const lignes = await lireDernieres(db, id, PAR_PAGE, (page - 1) * PAR_PAGE);
  return { lignes, total, page, pages, file: await lireFile(db, id) };
}
