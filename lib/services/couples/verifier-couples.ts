import { gt, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { couplesTba } from "@/db/schema/couples-tba";
import { coupleDe } from "@/lib/dossier/anomalies/contexte";
import { logger } from "@/lib/logger";
import type { Contexte } from "@/lib/services/contexte";
import { COUPLES_EN_TEXTE, LECTURE_DU_PAYLOAD, lireCouples } from "@/lib/services/dossiers/couples-du-payload";
import { repreparerPerimes } from "@/lib/services/dossiers/repreparer";
import type { ClientTba } from "@/lib/tba/client";
import { cadenceDe } from "./cadence";

const VALIDITE_MS = 7 * 24 * 60 * 60 * 1000;
const EN_MEME_TEMPS = 3;
/** Who imports waits five seconds at most: one of them is for preparing the dossiers. */
const DUREE_MAX_MS = 4000;
/** Only these can be known: another form is the contract's business. */
const COUPLE = /^(\d{7}[A-Z]):(\d{14})$/;

type Couple = { uai: string; siret: string };

async function couplesDesDossiers(db: Db, etablissementId: string): Promise<Set<string>> {
  const lus = await lignes<{ couples: string }>(
    db,
    sql`select distinct ${COUPLES_EN_TEXTE} as couples from dossiers d, ${LECTURE_DU_PAYLOAD}
      where d.etablissement_id = ${etablissementId}::uuid and d.apprenti`,
  );
  const trouves = lus.flatMap(({ couples }) => {
    const lu = lireCouples(couples);
    return [
      coupleDe(lu.etablissement_formateur_uai, lu.etablissement_formateur_siret),
      coupleDe(lu.etablissement_responsable_uai, lu.etablissement_responsable_siret),
    ];
  });
  return new Set(trouves.filter((couple): couple is string => couple !== null && COUPLE.test(couple)));
}

async function aDemander(
  { db, maintenant }: Pick<Contexte, "db" | "maintenant">,
  couples: Set<string>,
): Promise<Couple[]> {
  const limite = new Date(maintenant.getTime() - VALIDITE_MS);
  const frais = await db
    .select({ uai: couplesTba.uai, siret: couplesTba.siret })
    .from(couplesTba)
    .where(gt(couplesTba.verifieLe, limite));
  const connus = new Set(frais.map(({ uai, siret }) => `${uai}:${siret}`));
  return [...couples].flatMap((couple) => {
    const [, uai, siret] = COUPLE.exec(couple) ?? [];
    return uai === undefined || siret === undefined || connus.has(couple) ? [] : [{ uai, siret }];
  });
}

async function retenir(
  { db, maintenant }: Pick<Contexte, "db" | "maintenant">,
  couple: Couple,
  connu: boolean,
): Promise<void> {
  const valeurs = { connu, verifieLe: maintenant };
  await db
    .insert(couplesTba)
    .values({ ...couple, ...valeurs })
    .onConflictDoUpdate({ target: [couplesTba.uai, couplesTba.siret], set: valeurs });
}

/**
 * Asks the TBA which couples UAI/SIRET of an établissement's dossiers it knows, at most once a week each, and brings up to date the
 * dossiers for which the answer changes something. Leaves the rest to another time at the first call without an answer, when the calls of
 * the minute are used up, and after four seconds.
 */
export async function verifierCouples(
  contexte: Pick<Contexte, "db" | "maintenant">,
  etablissementId: string,
  tba: Pick<ClientTba, "chercherOrganisme">,
): Promise<void> {
  const file = await aDemander(contexte, await couplesDesDossiers(contexte.db, etablissementId));
  const fin = Date.now() + DUREE_MAX_MS;
  const cadence = cadenceDe(tba);
  const demander = async () => {
    for (let couple = file.pop(); couple !== undefined; couple = file.pop()) {
      if (Date.now() >= fin || !cadence.prendre()) return;
      const { genre } = await tba.chercherOrganisme(couple.uai, couple.siret);
      if (genre === "injoignable") cadence.taire();
      else await retenir(contexte, couple, genre === "connu");
    }
  };
  let minuterie: NodeJS.Timeout | undefined;
  const delai = new Promise<void>((fini) => {
    minuterie = setTimeout(() => {
      cadence.taire();
      fini();
    }, DUREE_MAX_MS);
  });
  try {
    await Promise.race([Promise.all(Array.from({ length: EN_MEME_TEMPS }, demander)), delai]);
  } finally {
    clearTimeout(minuterie);
  }
  await repreparerPerimes(contexte.db, etablissementId);
}

/** The same where nothing may fail because of it: an import, a night. */
export async function verifierCouplesSansEchouer(...demande: Parameters<typeof verifierCouples>): Promise<void> {
  try {
    await verifierCouples(...demande);
  } catch (erreur) {
    logger.warn({ name: erreur instanceof Error ? erreur.name : "inconnue" }, "couples non vérifiés");
  }
}
