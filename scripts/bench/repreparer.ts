import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { ouvrirPostgres } from "@/db/ouvrir";
import { dossiers } from "@/db/schema/dossiers";
import { etablissements } from "@/db/schema/etablissements";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
import { repreparerAnciens } from "@/lib/services/dossiers/repreparer-anciens";
import { demarrerPostgres, programmesPostgres } from "@/tests/appui/postgresql";
import { rangerDossiers } from "@/tests/factories/dossiers";
import { afficher } from "./afficher";
import { dossiersVaries } from "./dossiers-varies";

const NOMBRE = 20_000;
const PAR_ETABLISSEMENT = 2000;
const TOURS = 6;

/** What an older version is supposed to have left, from the lightest to the heaviest to write. */
const CAS: readonly { cle: string; libelle: string; avant: SQL }[] = [
  { cle: "rien", libelle: "rien ne change que la version", avant: sql`version_contrat = 0` },
  {
    cle: "tiers",
    libelle: "un tiers des dossiers change d'anomalies",
    avant: sql`version_contrat = 0, bloque = false,
      anomalies = case when bloque then '[]'::jsonb else anomalies end`,
  },
  {
    cle: "tout",
    libelle: "tout change, le texte à envoyer aussi",
    avant: sql`version_contrat = 0, payload = '{}', empreinte = '', parcours = null, anomalies = '[]', personne = null`,
  },
];

async function remplir(db: Db): Promise<void> {
  const varies = dossiersVaries(NOMBRE);
  for (let debut = 0; debut < NOMBRE; debut += PAR_ETABLISSEMENT) {
    const [cfa] = await db
      .insert(etablissements)
      .values({ uai: randomUUID().slice(0, 8), siret: "77764444100018", nom: "CFA d'essai" })
      .returning({ id: etablissements.id });
    if (cfa !== undefined) await rangerDossiers(db, cfa.id, varies.slice(debut, debut + PAR_ETABLISSEMENT));
  }
}

/** The best rate of several rounds, in dossiers a second: what the code can do when the machine lets it. */
async function mesurer(db: Db, avant: SQL): Promise<number> {
  const debits: number[] = [];
  for (let tour = 0; tour < TOURS; tour++) {
    await db.execute(sql`update dossiers set ${avant}`);
    await db.execute(sql`vacuum analyze dossiers`);
    const debut = performance.now();
    const faits = await repreparerAnciens(db);
    debits.push(Math.round((faits / (performance.now() - debut)) * 1000));
    const restants = await db.$count(dossiers, sql`version_contrat <> ${VERSION_CONTRAT} or empreinte = ''`);
    if (faits !== NOMBRE || restants > 0) throw new Error(`${faits} dossiers préparés, ${restants} oubliés.`);
  }
  return Math.max(...debits);
}

/** Preparing the whole base again, from a real PostgreSQL to the same. */
export async function bench(): Promise<void> {
  const programmes = programmesPostgres();
  if (programmes === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const serveur = await demarrerPostgres(programmes);
  try {
    const base = await ouvrirPostgres(serveur.url);
    try {
      await remplir(base.db);
      const debits = new Map<string, number>();
      for (const { cle, avant } of CAS) debits.set(cle, await mesurer(base.db, avant));
      afficher(
        CAS.map(({ cle, libelle }) => ({
          "après une nouvelle règle": libelle,
          "dossiers par seconde": debits.get(cle) ?? 0,
        })),
        {
          bench: "repreparer",
          dossiers: NOMBRE,
          ...Object.fromEntries([...debits].map(([c, d]) => [`${c}_par_s`, d])),
        },
      );
    } finally {
      await base.fermer();
    }
  } finally {
    serveur.arreter();
  }
}
