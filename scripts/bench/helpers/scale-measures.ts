import { eq } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { etablissements } from "@/db/schema/etablissements";
import { ring } from "@/lib/night/ring";
import { runPurge } from "@/lib/services/rgpd/purge/run-purge";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { type Asked, ask, type Figures, figuresOf } from "./http-pages";
import { importOnce, type Living, transmitOnce } from "./month-of-use";
import { addOldRows, countOldRows } from "./old-rows";
import type { Base } from "./scale-base";

/** A base, the same établissement in it, its queue, and the session of who looks at its pages. */
export type Side = { base: Base; living: Living; boss: PgBoss; cookie: string };

/** Something done once on a side; answers the milliseconds that count. */
export type Measure = { name: string; rounds: number; once: (side: Side, round: number) => Promise<number> };

/** Turn by turn on both, each first every other time: what else the machine does falls on both. The first turns are not counted. */
export async function alternate(
  sides: readonly [Side, Side],
  { rounds, once }: Measure,
): Promise<[small: Figures, large: Figures]> {
  const warmUp = Math.max(1, Math.round(rounds / 5));
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const turn of [0, 1]) {
      const which = round % 2 === 0 ? turn : 1 - turn;
      const ms = await once(sides[which as 0 | 1], round);
      if (round >= warmUp) times[which as 0 | 1].push(ms);
    }
  }
  return [figuresOf(times[0]), figuresOf(times[1])];
}

const PAGE_ROUNDS = 40;

const page = (name: string, address: string): Measure => ({
  name,
  rounds: PAGE_ROUNDS,
  once: async (side) => {
    const asked: Asked = { name, path: `/${side.living.uai}/etablissement/${address}`, cookie: side.cookie };
    return (await ask(side.base.site, asked)).ms;
  },
});

const rapport = (name: string, query: string) => page(name, `tableau-de-bord-apprentissage${query}`);

/** What people ask of the report, and «À surveiller», by HTTP. */
export const pageMeasures = (lastPage: number): Measure[] => [
  rapport("rapport, première page", ""),
  rapport("rapport, état : invalide", "?etat=invalide"),
  rapport("rapport, recherche par nom", "?apprenant=nom-12"),
  rapport("rapport, dernière page", `?page=${lastPage}`),
  page("À surveiller", "a-surveiller"),
];

/** An import by the jobs' own code: into an établissement of its own, gone after; then again in the one that has the same rows. */
export const importMeasures = (file: string, rows: number): Measure[] => [
  {
    name: `import de ${rows} lignes, toutes nouvelles`,
    rounds: 5,
    once: async ({ base: { database } }) => {
      const own = await newEtablissement(database.db);
      const ms = await importOnce({ uai: own.uai, ctx: await person(database.db, own.id, "gestionnaire") }, file);
      await database.db.delete(etablissements).where(eq(etablissements.id, own.id));
      return ms;
    },
  },
  { name: `import de ${rows} lignes, inchangées`, rounds: 5, once: ({ living }) => importOnce(living, file) },
];

/** The transmission of the same établissement alone. */
export const NIGHT: Measure = {
  name: "transmission de l'établissement",
  rounds: 15,
  once: ({ base, living }) => transmitOnce(base, living),
};

/** What the ring does for all the établissements that have a key, which are not as many. */
export const RING: Measure = {
  name: "sonnerie de tous les établissements",
  rounds: 5,
  once: async ({ base: { database, owner }, boss }) => {
    const startedAt = performance.now();
    await ring(database.db, boss, null, new Date());
    const ms = performance.now() - startedAt;
    await owner`delete from pgboss.job where name = 'transmission'`;
    await owner`delete from nights where key is null`;
    return ms;
  },
};

const DAY_MS = 24 * 3600_000;

/** A day's purge each time, with as many rows too old. Throws when it leaves some. */
export const PURGE: Measure = {
  name: "purge, autant de lignes à retirer",
  rounds: 5,
  once: async ({ base, living }, round) => {
    await addOldRows(base, living.id);
    const startedAt = performance.now();
    const through = await runPurge(
      base.database.db,
      new Date(Date.now() + (round + 1) * DAY_MS),
      new AbortController().signal,
    );
    const ms = performance.now() - startedAt;
    const left = await countOldRows(base, living.id);
    if (!through || left > 0) throw new Error(`La purge a laissé ${left} lignes.`);
    return ms;
  },
};
