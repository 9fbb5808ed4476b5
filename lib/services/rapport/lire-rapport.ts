import { and, asc, count, eq, isNotNull, max, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { transmissions } from "@/db/schema/transmissions";
import { ETATS, type Etat } from "@/lib/dossier/etat";
import type { Jour } from "@/lib/dossier/jour";
import { prochainChangement, type StatutTba } from "@/lib/dossier/statut";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { ETAT, MARQUES, MESSAGES_TBA, statutAu, statutProche } from "./colonnes-sql";
import { conditions, ordre } from "./filtrer";
import type { FiltresRapport, LigneRapport, Rapport } from "./rapport.types";

const PAR_PAGE = 50;
const FORMATIONS_EN_LISTE_MAX = 40;

/** The columns of one line, for a select of dossiers. */
export function colonnesDeLigne(jour: Jour) {
  return {
    id: dossiers.id,
    numero: sql<number>`coalesce(${dossiers.numero}, 0)`.mapWith(Number),
    formation: dossiers.formation,
    apprenant: dossiers.apprenant,
    statut: statutAu(jour),
    parcours: dossiers.parcours,
    employeur: dossiers.employeur,
    debut: dossiers.debut,
    fin: dossiers.fin,
    etat: ETAT,
    anomalies: dossiers.anomalies,
    messagesTba: MESSAGES_TBA,
  };
}

async function compterParEtat(db: Db, ou: ReturnType<typeof conditions>): Promise<Record<Etat, number>> {
  const comptes = await db.select({ etat: ETAT, n: count() }).from(dossiers).where(ou).groupBy(ETAT);
  const parEtat: Record<Etat, number> = { invalide: 0, "a-transmettre": 0, transmis: 0, refuse: 0 };
  for (const { etat, n } of comptes) parEtat[etat] = n;
  return parEtat;
}

async function choix(db: Db, tous: ReturnType<typeof conditions>, jour: Jour): Promise<Rapport["choix"]> {
  const formations = await db
    .selectDistinct({ formation: dossiers.formation, tri: dossiers.formationTri })
    .from(dossiers)
    .where(tous)
    .orderBy(asc(dossiers.formationTri))
    .limit(FORMATIONS_EN_LISTE_MAX + 1);
  const distincts = async (colonne: SQL<StatutTba | null>) => {
    const lus = await db.selectDistinct({ statut: colonne }).from(dossiers).where(tous);
    return lus.map((l) => l.statut).filter((statut): statut is StatutTba => statut !== null);
  };
  return {
    formation: formations.length > FORMATIONS_EN_LISTE_MAX ? null : formations.map((f) => f.formation).filter(Boolean),
    statut: await distincts(statutAu(jour)),
    bientot: await distincts(statutProche(jour)),
    etat: [...ETATS],
  };
}

/** The day in Paris of the last run that reached the TBA. */
async function derniereTransmission(db: Db, etablissementId: string): Promise<Jour | null> {
  const [ligne] = await db
    .select({ fin: max(transmissions.fin) })
    .from(transmissions)
    .where(
      and(
        eq(transmissions.etablissementId, etablissementId),
        eq(transmissions.etat, "terminee"),
        isNotNull(transmissions.fin),
      ),
    );
  return ligne?.fin ? jourDeParis(ligne.fin) : null;
}

/** The report page: the lines of one page, the counts, the lists under the headings. */
export async function lireRapport(contexte: Contexte, uai: string, filtres: FiltresRapport): Promise<Rapport> {
  const { db, maintenant } = contexte;
  const { id } = await autoriser(contexte, uai, "voir");
  const jour = jourDeParis(maintenant);
  const tous = conditions(id, {}, jour);
  const gardes = conditions(id, filtres.recherches, jour);
  const filtresGardes = await db.$count(dossiers, gardes);
  const pages = Math.max(1, Math.ceil(filtresGardes / PAR_PAGE));
  const page = Math.min(filtres.page, pages);
  const lues = await db
    .select({ ...colonnesDeLigne(jour), marques: MARQUES })
    .from(dossiers)
    .where(gardes)
    .orderBy(...ordre(filtres, jour))
    .limit(PAR_PAGE)
    .offset((page - 1) * PAR_PAGE);
  const lignes = lues.map(({ parcours, etat, messagesTba, ...ligne }): LigneRapport => {
    const etape = parcours === null ? null : prochainChangement(parcours, jour);
    return {
      ...ligne,
      etat,
      messagesTba: etat === "refuse" ? messagesTba : [],
      prochainChangement: etape === null ? null : { jour: etape[0], statut: etape[1] },
    };
  });
  return {
    lignes,
    total: await db.$count(dossiers, tous),
    filtres: filtresGardes,
    pages,
    parPage: PAR_PAGE,
    parEtat: await compterParEtat(db, tous),
    choix: await choix(db, tous, jour),
    derniereTransmission: await derniereTransmission(db, id),
  };
}
