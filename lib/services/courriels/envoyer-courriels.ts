import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { courriels } from "@/db/schema/courriels";
import { logger } from "@/lib/logger";
import { type CourrielAEnvoyer, ErreurEnvoi, type Facteur } from "./facteur";

const MINUTE_MS = 60_000;
/** How long to wait after each failure; after the last one, no more. */
const ATTENTES_MS = [1, 5, 30, 120, 360, 720, 1440].map((minutes) => minutes * MINUTE_MS);
export const ESSAIS_MAX = ATTENTES_MS.length + 1;
/** Nobody else takes an e-mail that is being sent; longer than a round and its last e-mail may last. */
const BAIL_MS = 15 * MINUTE_MS;
const DUREE_TOURNEE_MS = 2 * MINUTE_MS;
/** «Not before» of an e-mail that will not be sent: no mail server, or too many failures. */
export const JAMAIS = new Date("9999-12-31T00:00:00Z");

type Pris = CourrielAEnvoyer & { essais: number };

/** Takes one waiting e-mail, so that no other process does; null when there is none. The network is not called in a transaction. */
async function prendre(db: Db, maintenant: Date): Promise<Pris | null> {
  const [pris] = await lignes<Pris>(
    db,
    sql`update courriels c set essais = c.essais + 1, apres = ${new Date(maintenant.getTime() + BAIL_MS).toISOString()}::timestamptz
    from utilisateurs u where u.id = c.utilisateur_id and c.id = (
      select id from courriels
      where envoye_le is null and apres <= ${maintenant.toISOString()}::timestamptz and essais < ${ESSAIS_MAX}
      order by apres limit 1 for update skip locked)
    returning c.id, c.sujet, c.texte, c.essais, u.email`,
  );
  return pris ?? null;
}

async function remettre(db: Db, { id, essais }: Pris, maintenant: Date): Promise<void> {
  const attente = ATTENTES_MS[essais - 1];
  const apres = attente === undefined ? JAMAIS : new Date(maintenant.getTime() + attente);
  await db.update(courriels).set({ apres }).where(eq(courriels.id, id));
}

/** A failure is put off, and said in the log without an address; «arret» when the server would take no other either. */
async function porter(
  db: Db,
  facteur: Facteur,
  courriel: Pris,
  maintenant: Date,
): Promise<"parti" | "remis" | "arret"> {
  try {
    await facteur.porter(courriel);
  } catch (erreur) {
    if (!(erreur instanceof ErreurEnvoi)) throw erreur;
    await remettre(db, courriel, maintenant);
    logger.warn({ courriel: courriel.id, essai: courriel.essais, code: erreur.code }, "e-mail non envoyé");
    return erreur.serveur ? "arret" : "remis";
  }
  await db.update(courriels).set({ envoyeLe: maintenant }).where(eq(courriels.id, courriel.id));
  return "parti";
}

/**
 * A round: sends the waiting e-mails, for two minutes at most. To call every minute, by as many processes as one likes: no two
 * take the same e-mail. Without a facteur, those that wait will not be sent: the alerts are on screen only.
 */
export async function envoyerCourriels(
  db: Db,
  facteur: Facteur | null,
  maintenant: Date,
): Promise<{ envoyes: number; remis: number }> {
  const bilan = { envoyes: 0, remis: 0 };
  if (facteur === null) {
    await db
      .update(courriels)
      .set({ apres: JAMAIS })
      .where(and(isNull(courriels.envoyeLe), lt(courriels.apres, JAMAIS)));
    return bilan;
  }
  const fin = Date.now() + DUREE_TOURNEE_MS;
  while (Date.now() < fin) {
    const courriel = await prendre(db, maintenant);
    if (courriel === null) break;
    const sort = await porter(db, facteur, courriel, maintenant);
    if (sort === "parti") bilan.envoyes += 1;
    else bilan.remis += 1;
    if (sort === "arret") break;
  }
  return bilan;
}
