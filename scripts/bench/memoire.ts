import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "@/scripts/install.mjs";
import { giveKey } from "@/tests/factories/etablissement";
import { signInOver } from "@/tests/walls/site";
import { ask, residentMb } from "./helpers/http-pages";
import { livingOf } from "./helpers/month-of-use";
import { SECRETS } from "./helpers/one-night";
import { printTable } from "./helpers/print-table";
import { launchProgram, scriptNpm } from "./helpers/program";
import { closeBase, openBase } from "./helpers/scale-base";
import { liveOneDay } from "./helpers/scripted-day";
import { launchSink } from "./helpers/sink";

/** After so many days the memory is looked at. */
const DAYS = [1, 2, 5, 10];
const RANK = 0;
/** What was just used is still there: a moment of rest before each look. */
const REST_MS = 5000;

type Look = { day: number; site: number; worker: number };

/**
 * What the server and the worker hold, at rest, after one day of scripted use and after ten, each on a PostgreSQL with the simulated TBA: `ratio` is the
 * larger of the two, ten days against one.
 */
export async function bench(): Promise<void> {
  build();
  const sink = await launchSink();
  Object.assign(process.env, SECRETS, { TBA_API_URL: `${sink.url}/api` });
  const base = await openBase("mémoire", sink.url);
  const { source } = base.database;
  const worker = await launchProgram(
    scriptNpm("worker"),
    { ...SECRETS, DATABASE_URL: source.engine === "postgresql" ? source.url : "", TBA_API_URL: `${sink.url}/api` },
    /ouvrier prêt/,
  );
  try {
    const { id } = await livingOf(base, RANK);
    await giveKey(base.database.db, id, sink.keys[RANK] ?? "");
    const looks: Look[] = [];
    const look = async (day: number) => {
      await pause(REST_MS);
      looks.push({ day, site: residentMb(base.site), worker: residentMb(worker) });
      console.log(JSON.stringify(looks.at(-1)));
    };
    await ask(base.site, {
      name: "connexion",
      path: "/mon-compte",
      cookie: await signInOver(base.site, RANK, "lecteur"),
    });
    await look(0);
    for (let day = 1; day <= Math.max(...DAYS); day++) {
      await liveOneDay(base.site, base.owner, RANK, day);
      if (DAYS.includes(day)) await look(day);
    }
    const rounded = (n: number | undefined) => Math.round(n ?? Number.NaN);
    const after = (day: number) => looks.find((one) => one.day === day);
    const growth = (which: "site" | "worker") =>
      (after(Math.max(...DAYS))?.[which] ?? Number.NaN) / (after(1)?.[which] ?? Number.NaN);
    printTable(
      looks.map(({ day, site, worker }) => ({
        après: day === 0 ? "au repos" : `${day} j`,
        "serveur (Mo)": rounded(site),
        "ouvrier (Mo)": rounded(worker),
      })),
      {
        bench: "memoire",
        load: Number((loadavg()[0] ?? 0).toFixed(1)),
        ...Object.fromEntries(
          looks.flatMap((l) => [
            [`site_${l.day}`, rounded(l.site)],
            [`worker_${l.day}`, rounded(l.worker)],
          ]),
        ),
        ratio: Number(Math.max(growth("site"), growth("worker")).toFixed(2)),
      },
    );
  } finally {
    await worker.stop();
    await closeBase(base);
    await sink.stop();
  }
}
