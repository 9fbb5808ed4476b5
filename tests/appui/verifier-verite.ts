import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { type Db, lignes } from "@/db/base";
import { appels } from "@/db/schema/appels";
import { resultats } from "@/db/schema/resultats";
import { transmissions } from "@/db/schema/transmissions";
import type { SimulateurDEssai } from "./simulateur-d-essai";

type CfaVerifie = { id: string; cle: string };

/** Every run of a CFA adds up, and each dossier that did not leave says why. */
async function lesComptesTombentJuste(db: Db, etablissementId: string): Promise<void> {
  const courses = await db.select().from(transmissions).where(eq(transmissions.etablissementId, etablissementId));
  for (const { id, etat, eligibles, acceptes, refuses, nonEnvoyes } of courses) {
    if (etat === "en-cours") continue;
    expect({ id, eligibles }).toEqual({ id, eligibles: acceptes + refuses + nonEnvoyes });
    const siens = await db.select().from(appels).where(eq(appels.transmissionId, id));
    expect(siens.reduce((somme, a) => somme + a.acceptes, 0)).toBe(acceptes);
    for (const issue of ["refuse", "non-envoye"] as const) {
      const dits = await db
        .select()
        .from(resultats)
        .where(and(eq(resultats.transmissionId, id), eq(resultats.issue, issue)));
      expect(dits).toHaveLength(issue === "refuse" ? refuses : nonEnvoyes);
      for (const { messages } of dits) expect(messages.join("")).not.toBe("");
    }
  }
}

/**
 * Nothing false: each dossier that we call «Transmis sur TBA» is at the TBA, with the very name that was sent; and the counts of all
 * the runs add up. Answers how many are «Transmis».
 */
export async function verifierVerite(
  db: Db,
  simulateur: Pick<SimulateurDEssai, "effectifs">,
  cfa: CfaVerifie,
): Promise<number> {
  await lesComptesTombentJuste(db, cfa.id);
  const auTba = new Map((await simulateur.effectifs(cfa.cle)).map((e) => [e.id_erp_apprenant, e.nom_apprenant]));
  const transmis = await lignes<{ erp: string; nom: string }>(
    db,
    sql`select d.id_erp_apprenant as erp, d.payload::jsonb ->> 'nom_apprenant' as nom from dossiers d
      join envois e on e.dossier_id = d.id and e.empreinte_transmise = d.empreinte
      where d.etablissement_id = ${cfa.id}::uuid and not d.bloque`,
  );
  const faux = transmis.filter(({ erp, nom }) => auTba.get(erp)?.toLowerCase() !== nom.toLowerCase());
  expect(faux).toEqual([]);
  return transmis.length;
}
