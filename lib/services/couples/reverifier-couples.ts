import { setTimeout as pause } from "node:timers/promises";
import { asc, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { etablissements } from "@/db/schema/etablissements";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import type { ClientTba } from "@/lib/tba/client";
import { cadenceDe } from "./cadence";
import { verifierCouplesSansEchouer } from "./verifier-couples";

/** True for the first process that asks on a day: the others need not do the same. */
async function premierDuJour(db: Db, maintenant: Date): Promise<boolean> {
  const nom = `couples:${jourDeParis(maintenant)}`;
  const prises = await lignes(
    db,
    sql`insert into debits (nom, fenetre, nombre) values (${nom}, ${maintenant.toISOString()}::timestamptz, 1)
      on conflict do nothing returning nom`,
  );
  return prises.length > 0;
}

/**
 * Once a day, away from the night, which only reads and sends: asks the TBA again about the couples that it was last asked about more
 * than a week ago, établissement after établissement, at the pace that the TBA allows. Stops when asked to; what is left comes the next day.
 */
export async function reverifierCouples(
  db: Db,
  maintenant: Date,
  tba: Pick<ClientTba, "chercherOrganisme">,
  arret: AbortSignal,
): Promise<void> {
  if (!(await premierDuJour(db, maintenant))) return;
  const tous = await db.select({ id: etablissements.id }).from(etablissements).orderBy(asc(sql`random()`));
  for (const { id } of tous) {
    await pause(cadenceDe(tba).attente(), undefined, { signal: arret }).catch(() => {});
    if (arret.aborted) return;
    await verifierCouplesSansEchouer({ db, maintenant }, id, tba);
  }
}
