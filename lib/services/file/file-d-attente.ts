import { type SQL, sql } from "drizzle-orm";
import { fromDrizzle, fromPglite, type Job, PgBoss } from "pg-boss";
import { type Base, type Db, lignes } from "@/db/base";
import { logger } from "@/lib/logger";

export const FILE_TRANSMISSION = "transmission";
/** A person waits in front of the screen: before the night. */
export const PRIORITE_MANUELLE = 10;

/** What a job of the queue asks for: one établissement's transmission. */
export type DemandeTransmission = {
  etablissementId: string;
  declencheur: "horloge" | "manuel";
  /** The person who asked, null for the clock. */
  par: string | null;
  nuitId: string | null;
  /** Only what the last run left: «Relancer», or a run put off. */
  reprise: boolean;
  /** How many times it was put off because the TBA was down. */
  reports: number;
};

export type Travail = Job<DemandeTransmission>;

/** pg-boss's calls on a transaction of ours: both are kept, or none. */
export const dansLaTransaction = (tx: Db) => ({
  db: fromDrizzle({ execute: async (requete: SQL) => ({ rows: await lignes(tx, requete) }) }, sql),
});

const JOUR_S = 24 * 3600;

/**
 * Opens the job queue on the database, whichever it is. One job at a time for an établissement, waiting or at work («exclusive»);
 * a job whose process gives no sign of life for twenty seconds goes to another one.
 */
export async function ouvrirFile({ source }: Base): Promise<PgBoss> {
  const commun = {
    schema: "pgboss",
    schedule: false,
    registerInstance: false,
    monitorIntervalSeconds: 15,
    superviseIntervalSeconds: 15,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  };
  const boss =
    source.moteur === "pglite"
      ? new PgBoss({ ...commun, db: fromPglite(source.client), backend: "pglite", reindex: false })
      : new PgBoss({ ...commun, connectionString: source.url, max: 3, application_name: "passerelle-file" });
  boss.on("error", (erreur) => logger.warn({ name: erreur.name }, "file d'attente"));
  await boss.start();
  await boss.createQueue(FILE_TRANSMISSION, {
    policy: "exclusive",
    // A job is tried again for ever: how often the TBA is tried is decided by the job itself (traiter-demande.ts).
    retryLimit: 10_000,
    retryDelay: 0,
    heartbeatSeconds: 20,
    expireInSeconds: JOUR_S - 1,
    retentionSeconds: 7 * JOUR_S,
    deleteAfterSeconds: 7 * JOUR_S,
  });
  return boss;
}
