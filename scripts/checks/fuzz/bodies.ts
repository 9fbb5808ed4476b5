import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { openPostgres } from "@/db/open";
import { build } from "@/scripts/install.mjs";
import { cfaE2e } from "@/tests/e2e/cfas";
import { push, vendorJeton } from "@/tests/factories/software";
import { damagedBody } from "@/tests/fuzz/damaged-body";
import { randomOf } from "@/tests/fuzz/random";
import { type DamagedAnswer, sendDamaged } from "@/tests/fuzz/send-damaged";
import { departsFromDocument } from "@/tests/helpers/documented-answers";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { isAlive, peakMemory, type Site, startSite } from "@/tests/walls/site";

const WORKERS = 2;
/** Of one jeton: fewer than its limit of a minute. */
const PER_JETON = 1000;
const PROBE_EVERY_MS = 100;
/** A damaged call may not keep the others from their answers longer; the machine may be busy. */
const MAX_STALL_MS = 10_000;
const PATH = "/api/v3/dossiers-apprenants";

/** Asks, all along, whether a jeton stands: how long others wait meanwhile. */
async function probe(site: Site, jeton: string, over: AbortSignal): Promise<number> {
  let longest = 0;
  while (!over.aborted) {
    const begun = performance.now();
    await fetch(`${site.url}${PATH}/test`, { method: "POST", headers: { authorization: `Bearer ${jeton}` } });
    longest = Math.max(longest, Math.round(performance.now() - begun));
    await pause(PROBE_EVERY_MS);
  }
  return longest;
}

const isWrong = ({ status }: DamagedAnswer, cutAt: number | null): boolean =>
  cutAt === null ? status === null || status === 500 : status !== null;

/**
 * Damaged calls to the built application on a PostgreSQL of its own. Answers false when one of them
 * makes an error 500, is not answered, is not answered as the document says, or keeps the others waiting.
 */
export async function fuzzBodies(bodies: number, first: number): Promise<boolean> {
  build();
  const programs = postgresPrograms();
  if (programs === null) throw new Error("Ces essais demandent PostgreSQL.");
  const postgres = await startPostgres(programs);
  const url = postgres.url.replace("passerelle@", `${APPLICATION_ROLE}@`);
  const site = await startSite({ env: { DATABASE_URL: url, DATABASE_URL_MIGRATION: postgres.url } });
  const database = await openPostgres(url, { migrationUrl: postgres.url });
  const jetonOf = (rank: number) => vendorJeton(database.db, [cfaE2e(rank).uai]);
  const over = new AbortController();
  const agent = new Agent({ keepAlive: true });
  try {
    console.log(`${bodies} corps abîmés, graines ${first} à ${first + bodies - 1}.`);
    const probed = probe(site, await jetonOf(WORKERS), over.signal);
    const counts: Record<string, number> = {};
    const faults: string[] = [];
    let [longestMs, longestOf, next] = [0, "", 0];

    const work = async (worker: number): Promise<void> => {
      let jeton = "";
      for (let made = 0; next < bodies; made++) {
        if (made % PER_JETON === 0) jeton = await jetonOf(worker);
        const seed = first + next++;
        const body = damagedBody(randomOf(seed));
        const pathname = seed % 5 === 0 ? `${PATH}/essai` : PATH;
        const answer = await sendDamaged(`${site.url}${pathname}`, jeton, body, agent);
        const { status, type, text, ms } = answer;
        counts[status ?? "coupé"] = (counts[status ?? "coupé"] ?? 0) + 1;
        if (ms > longestMs) [longestMs, longestOf] = [ms, `graine ${seed} (${body.kind})`];
        const departure =
          status === null ? null : departsFromDocument({ method: "POST", pathname, status, type, text });
        if (isWrong(answer, body.cutAt) || departure !== null) {
          faults.push(`graine ${seed} (${body.kind}) : ${status} ${departure ?? ""}`);
        }
        if (next % 1000 === 0) console.log(`${next} corps, ${faults.length} faute(s)`);
      }
      const { status } = await push(site.url, jeton, []);
      if (status !== 200) faults.push(`après tout, un appel juste : ${status}`);
    };
    await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
    over.abort();
    const stallMs = await probed;
    for (const fault of faults.slice(0, 50)) console.log(fault);
    const peakMb = Math.round(peakMemory(site) ?? 0);
    const figures = {
      bodies,
      firstSeed: first,
      ...counts,
      faults: faults.length,
      longestMs,
      longestOf,
      stallMs,
      peakMb,
    };
    console.log(JSON.stringify(figures));
    return faults.length === 0 && stallMs <= MAX_STALL_MS && isAlive(site);
  } finally {
    over.abort();
    agent.destroy();
    await database.close();
    await site.stop();
    postgres.stop();
  }
}
