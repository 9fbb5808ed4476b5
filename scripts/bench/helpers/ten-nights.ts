import { copyRows } from "./copy-rows";
import { runOneNight } from "./one-night";
import type { Base } from "./scale-base";

export const TEN = 10;

/** Only so many of the copies have their night on. Answers how many dossiers they send each night. */
async function keepAwake({ owner }: Base, count: number): Promise<number> {
  await owner`update etablissements e set transmission_active = exists (select 1 from copies c where c.id = e.id and c.rank <= ${count})`;
  const [sent] = await owner<
    { n: number }[]
  >`select count(*)::int as n from dossiers d join copies c on c.id = d.etablissement_id
    where c.rank <= ${count} and d.apprenti and not d.blocked`;
  return sent?.n ?? 0;
}

/** The file that each sends every day and that changes nothing: what an import then writes (record-holdings.ts). */
async function receiveFiles({ owner }: Base, count: number): Promise<void> {
  const awake = await owner<{ id: string }[]>`select id from copies where rank <= ${count}`;
  for (const { id } of awake) {
    await owner.begin(async (tx) => {
      const [last] = await tx<{ id: string; made: string }[]>`select id, gen_random_uuid() as made from imports
        where etablissement_id = ${id} order by at desc limit 1`;
      if (last === undefined) throw new Error("Un établissement copié n'a pas de fichier.");
      const file = { beside: "", where: `m.id = '${last.id}'` };
      await copyRows(tx, "imports", { id: `'${last.made}'`, at: "now()" }, file);
      await tx`insert into import_holdings (import_id, etablissement_id, created, kept, undoable)
        select ${last.made}, ${id}, '{}', array_agg(d.id), true from dossiers d where d.etablissement_id = ${id}`;
      await tx`delete from import_changes where etablissement_id = ${id}`;
      await tx`delete from import_holdings where etablissement_id = ${id} and import_id not in (${last.made}, ${last.id})`;
    });
  }
}

/**
 * Ten days of so many établissements, one after the other: a file each, then the night of all of them by a worker. Answers the seconds of each
 * night. Throws when a dossier is missing.
 */
export async function liveTenNights(base: Base, count: number, tba: string): Promise<number[]> {
  const dossiers = await keepAwake(base, count);
  const seconds: number[] = [];
  for (let night = 0; night < TEN; night++) {
    await receiveFiles(base, count);
    const ran = await runOneNight(base.database, { tba, workers: 1, concurrent: 4, dossiers });
    seconds.push(ran.seconds);
    console.log(`nuit ${night + 1} : ${dossiers} dossiers en ${ran.seconds.toFixed(1)} s`);
  }
  return seconds;
}

/** What a whole vacuum of the base then takes, in seconds. */
export async function vacuumAll({ owner }: Base): Promise<number> {
  const startedAt = performance.now();
  await owner`vacuum analyze`;
  return (performance.now() - startedAt) / 1000;
}
