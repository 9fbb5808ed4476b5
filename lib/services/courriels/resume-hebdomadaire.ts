import { eq, like, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { abonnements } from "@/db/schema/abonnements";
import { appartenances } from "@/db/schema/appartenances";
import { debits } from "@/db/schema/debits";
import { etablissements } from "@/db/schema/etablissements";
import { ajouterJours, jourEnNombre } from "@/lib/dossier/jour";
import { abonneA, CHOIX_DE_LA_PERSONNE } from "@/lib/services/alertes/abonne-a";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { ecrireCourriels } from "./ecrire-courriels";
import { raconterSemaine } from "./raconter-semaine";
import { semainesEtablissements } from "./semaines-etablissements";

const HEURE_MIN = 7;
const HEURE = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "numeric", hourCycle: "h23" });
const PREFIXE = "resume:";

/** 1970-01-01 was a Thursday: 0 is a Monday. */
const jourDeSemaine = (jour: string) => (jourEnNombre(jour) + 3) % 7;

function heureDeParis(instant: Date): number {
  return Number(HEURE.formatToParts(instant).find((m) => m.type === "hour")?.value);
}

/** The row of this Monday in `debits`: of all the processes, the one that inserts it does the work. Older ones go. */
async function reserver(tx: Db, lundi: string, maintenant: Date): Promise<boolean> {
  const nom = `${PREFIXE}${lundi}`;
  const prises = await tx
    .insert(debits)
    .values({ nom, fenetre: maintenant, nombre: 1 })
    .onConflictDoNothing()
    .returning({ nom: debits.nom });
  if (prises.length === 0) return false;
  await tx.delete(debits).where(sql`${like(debits.nom, `${PREFIXE}%`)} and ${ne(debits.nom, nom)}`);
  return true;
}

/** The établissements of each person who is mailed the summary. */
async function abonnesALaSemaine(tx: Db): Promise<Map<string, string[]>> {
  const lus = await tx
    .select({ utilisateurId: appartenances.utilisateurId, etablissementId: appartenances.etablissementId })
    .from(appartenances)
    .innerJoin(etablissements, eq(etablissements.id, appartenances.etablissementId))
    .leftJoin(abonnements, CHOIX_DE_LA_PERSONNE)
    .where(abonneA("semaine"))
    .orderBy(etablissements.nom);
  const parPersonne = new Map<string, string[]>();
  for (const { utilisateurId, etablissementId } of lus) {
    parPersonne.set(utilisateurId, [...(parPersonne.get(utilisateurId) ?? []), etablissementId]);
  }
  return parPersonne;
}

/**
 * On Mondays from 7:00, Paris time: one e-mail for each person who is mailed the summary, with all their établissements. Once a
 * week, whoever calls and however often; to call every hour. Answers how many e-mails were written.
 */
export async function resumerLaSemaine(db: Db, maintenant: Date): Promise<number> {
  const lundi = jourDeParis(maintenant);
  if (jourDeSemaine(lundi) !== 0 || heureDeParis(maintenant) < HEURE_MIN) return 0;
  return db.transaction(async (tx) => {
    if (!(await reserver(tx, lundi, maintenant))) return 0;
    const parPersonne = await abonnesALaSemaine(tx);
    const semaines = await semainesEtablissements(tx, maintenant);
    const courriels = [...parPersonne].map(([utilisateurId, ids]) => {
      const siens = ids.map((id) => semaines.get(id)).filter((semaine) => semaine !== undefined);
      return { utilisateurId, ...raconterSemaine(siens, ajouterJours(lundi, -7), lundi) };
    });
    await ecrireCourriels(tx, courriels, maintenant);
    return courriels.length;
  });
}
