import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { imports } from "@/db/schema/imports";
import { lignesCorrections } from "@/db/schema/lignes-corrections";
import { lotsCorrections } from "@/db/schema/lots-corrections";
import { resultats } from "@/db/schema/resultats";
import { sortsCorrections } from "@/db/schema/sorts-corrections";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { Evenement, ValeurChangee } from "./dossier.types";

const TRANSMISSIONS = 30;
const CORRECTIONS = 200;
const PARTI = "une personne partie depuis";

type Situe = { id: string; etablissementId: string; importId: string | null; creeLe: Date };

async function receptions(db: Db, dossier: Situe): Promise<Evenement[]> {
  if (dossier.importId === null) return [];
  const [lu] = await db
    .select({ id: imports.id, le: imports.le, fichier: imports.fichier, nom: utilisateurs.nom })
    .from(imports)
    .leftJoin(utilisateurs, eq(utilisateurs.id, imports.par))
    .where(eq(imports.id, dossier.importId));
  if (lu === undefined) return [];
  const { id: importId, le, fichier, nom } = lu;
  return [{ genre: "import", le: le.toISOString(), par: nom ?? PARTI, importId, fichier }];
}

async function corrections(db: Db, { id }: Situe): Promise<Evenement[]> {
  const lues = await db
    .select({ ligne: lignesCorrections, lot: lotsCorrections, nom: utilisateurs.nom })
    .from(lignesCorrections)
    .innerJoin(lotsCorrections, eq(lotsCorrections.id, lignesCorrections.lotId))
    .leftJoin(utilisateurs, eq(utilisateurs.id, lotsCorrections.par))
    .where(eq(lignesCorrections.dossierId, id))
    .orderBy(desc(lotsCorrections.le))
    .limit(CORRECTIONS);
  const parLot = new Map<string, Extract<Evenement, { genre: "correction" }>>();
  for (const { ligne, lot, nom } of lues) {
    const source = ligne.avant?.source ?? ligne.apres?.source ?? null;
    const valeur: ValeurChangee = {
      champ: ligne.champ,
      avant: ligne.avant === null ? source : ligne.avant.valeur,
      apres: ligne.apres === null ? source : ligne.apres.valeur,
    };
    const connu = parLot.get(lot.id);
    if (connu !== undefined) connu.valeurs.push(valeur);
    else {
      const { titre, annuleLe } = lot;
      const annuleeLe = annuleLe?.toISOString() ?? null;
      const le = lot.le.toISOString();
      parLot.set(lot.id, { genre: "correction", le, par: nom ?? PARTI, titre, valeurs: [valeur], annuleeLe });
    }
  }
  return [...parLot.values()];
}

async function finsDeCorrections(db: Db, { id }: Situe): Promise<Evenement[]> {
  const lues = await db
    .select({ sort: sortsCorrections, le: imports.le })
    .from(sortsCorrections)
    .innerJoin(imports, eq(imports.id, sortsCorrections.importId))
    .where(eq(sortsCorrections.dossierId, id))
    .orderBy(desc(imports.le))
    .limit(CORRECTIONS);
  return lues.map(({ sort: { importId, champ, sort, correction, recue }, le }) => ({
    genre: "fin-de-correction",
    le: le.toISOString(),
    importId,
    sort,
    valeur: { champ, avant: correction.valeur, apres: recue },
  }));
}

type Appel = { transmission_id: string; le: string; nom: string | null; genre: string | null };

/** The last runs that had it: the last call that held it, and what came of it. */
async function envois(db: Db, { id, etablissementId }: Situe): Promise<Evenement[]> {
  const appels = await lignes<Appel>(
    db,
    sql`select distinct on (t.debut, t.id) t.id as transmission_id, u.nom, a.genre,
        to_char(coalesce(a.repondu_le, a.demande_le) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as le
      from (select id, debut, par from transmissions where etablissement_id = ${etablissementId}::uuid
        order by debut desc limit ${TRANSMISSIONS}) as t
      join appels a on a.transmission_id = t.id and a.dossier_ids @> array[${id}::uuid]
      left join utilisateurs u on u.id = t.par
      order by t.debut desc, t.id, a.rang desc`,
  );
  if (appels.length === 0) return [];
  const manques = await db
    .select({ transmissionId: resultats.transmissionId, issue: resultats.issue, messages: resultats.messages })
    .from(resultats)
    .where(
      and(
        eq(resultats.dossierId, id),
        inArray(
          resultats.transmissionId,
          appels.map((a) => a.transmission_id),
        ),
      ),
    );
  const parTransmission = new Map(manques.map((m) => [m.transmissionId, m]));
  return appels.map(({ transmission_id, le, nom, genre }) => {
    const manque = parTransmission.get(transmission_id);
    const issue = manque?.issue ?? (genre === "reponse" ? "accepte" : "sans-reponse");
    return { genre: "envoi", le, par: nom, issue, messages: manque?.messages ?? [] };
  });
}

/** What happened to a dossier, the last first. */
export async function lireHistorique(db: Db, dossier: Situe): Promise<Evenement[]> {
  const tout = [
    ...(await envois(db, dossier)),
    ...(await finsDeCorrections(db, dossier)),
    ...(await corrections(db, dossier)),
    ...(await receptions(db, dossier)),
  ];
  tout.sort((a, b) => (a.le < b.le ? 1 : a.le > b.le ? -1 : 0));
  return [...tout, { genre: "creation", le: dossier.creeLe.toISOString() }];
}
