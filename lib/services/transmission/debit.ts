import { sql } from "drizzle-orm";
import { type Db, lignes, lignesPreparees } from "@/db/base";
import type { ReponseTransmission } from "@/lib/tba/client";

/** Under the TBA's own limits (api-v3.md): 300 calls a minute for an address between two authentications, 3,000 for an organisme. */
const MAX_PAR_ADRESSE = 270;
const MAX_PAR_ORGANISME = 2700;
/** Worth a write only once the count has grown. */
const COMPTE_A_REMETTRE = 20;
const FENETRE_MS = 60_000;

/** Failures in a row, whoever called, after which the TBA is down for all. */
const ECHECS_MAX = 10;
const FERMETURE_MIN_MS = 15_000;
const FERMETURE_MAX_MS = 5 * 60_000;
/** The one that tries after a closing has so long to come back with an answer. */
const ESSAI_MS = 60_000;

/**
 * `attendreMs` 0: call now. Otherwise wait so long, then ask again; `panne` when it is because the TBA is down for all.
 * `aRemettre`: an answer to this call will have counts to set back (rendreCompte).
 */
export type Permis = { attendreMs: number; panne: boolean; aRemettre: boolean };

type Compteur = { nom: string; nombre: number; fenetre: string | Date | null; ferme: string | Date | null };

const iso = (ms: number) => new Date(ms).toISOString();

/** Counts a call for the address and the organisme, unless the TBA is down for all; answers the counters. */
function compter(db: Db, etablissementId: string, maintenant: number): Promise<Compteur[]> {
  const perimee = sql`d.fenetre <= ${iso(maintenant - FENETRE_MS)}::timestamptz`;
  const le = sql`${iso(maintenant)}::timestamptz`;
  return lignesPreparees<Compteur>(
    db,
    sql`with tba as (
        select nom, nombre, ferme_jusqua, set_config('synchronous_commit', 'off', true) from debits where nom = 'tba' and nombre > 0
      ), pris as (
        insert into debits as d (nom, fenetre, nombre)
        select v.nom, ${le}, 1 from (values ('adresse'), (${`organisme:${etablissementId}`})) as v(nom)
        where not exists (select 1 from tba where ferme_jusqua is not null)
        on conflict (nom) do update set
          nombre = case when ${perimee} then 1 else d.nombre + 1 end,
          fenetre = case when ${perimee} then excluded.fenetre else d.fenetre end
        returning nom, nombre, fenetre
      )
      select nom, nombre, null::timestamptz as fenetre, ferme_jusqua as ferme from tba
      union all select nom, nombre, fenetre, null::timestamptz from pris`,
  );
}

/** The circuit breaker was closed: is it for this caller to try? Only one does. Answers how long to wait otherwise. */
async function essayer(db: Db, ferme: Date, maintenant: number): Promise<number> {
  const reste = ferme.getTime() - maintenant;
  if (reste > 0) return reste;
  const essais = await lignes(
    db,
    sql`update debits set ferme_jusqua = ${iso(maintenant + ESSAI_MS)}::timestamptz
      where nom = 'tba' and ferme_jusqua <= ${iso(maintenant)}::timestamptz returning nom`,
  );
  return essais.length > 0 ? 0 : ESSAI_MS;
}

/** May an établissement call the TBA now? Counts the call when it may. Shared by all the processes. */
export async function demanderPermis(db: Db, etablissementId: string, le: Date): Promise<Permis> {
  const maintenant = le.getTime();
  const compteurs = await compter(db, etablissementId, maintenant);
  const tba = compteurs.find(({ nom }) => nom === "tba");
  if (tba?.ferme) {
    const attendreMs = await essayer(db, new Date(tba.ferme), maintenant);
    return { attendreMs, panne: attendreMs > 0, aRemettre: true };
  }
  let attendreMs = 0;
  let aRemettre = tba !== undefined;
  for (const { nom, nombre, fenetre } of compteurs) {
    if (fenetre === null) continue;
    const adresse = nom === "adresse";
    if (nombre > (adresse ? MAX_PAR_ADRESSE : MAX_PAR_ORGANISME))
      attendreMs = Math.max(attendreMs, new Date(fenetre).getTime() + FENETRE_MS - maintenant);
    if (adresse && nombre > COMPTE_A_REMETTRE) aRemettre = true;
  }
  return { attendreMs, panne: false, aRemettre };
}

/** What a call came to: an answer opens the way again; ten failures in a row close it, for longer each time. */
export async function rendreCompte(
  db: Db,
  genre: ReponseTransmission["genre"],
  le: Date,
  { hasard, aRemettre }: { hasard: number; aRemettre: boolean },
): Promise<void> {
  if (genre !== "indisponible") {
    const authentifie = genre !== "cle-refusee" && genre !== "trop-de-requetes";
    if (!aRemettre) return;
    await db.execute(sql`update debits set nombre = 0, ferme_jusqua = null
      where (nom = 'tba' and nombre > 0) or (nom = 'adresse' and nombre > ${COMPTE_A_REMETTRE} and ${authentifie}::boolean)`);
    return;
  }
  const [compte] = await lignes<{ nombre: number }>(
    db,
    sql`insert into debits as d (nom, fenetre, nombre) values ('tba', ${le.toISOString()}::timestamptz, 1)
      on conflict (nom) do update set nombre = d.nombre + 1 returning nombre`,
  );
  const deTrop = (compte?.nombre ?? 0) - ECHECS_MAX;
  if (deTrop < 0) return;
  const ms = Math.min(FERMETURE_MIN_MS * 2 ** deTrop, FERMETURE_MAX_MS) * (0.75 + hasard / 2);
  await db.execute(sql`update debits set ferme_jusqua = ${iso(le.getTime() + ms)}::timestamptz where nom = 'tba'`);
}
