import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/scripts/processes.mjs";
import { groupCpuSeconds } from "./helpers/cpu-time";
import { printTable } from "./helpers/print-table";

const GOALS_S = { bare: 90, built: 10 };
const LIMIT_MS = 20 * 60_000;

/** What the demo says along the way, and what that is. */
const STEPS: readonly (readonly [step: string, said: RegExp])[] = [
  ["dépendances installées", /added \d+ packages/],
  ["application compilée", /Compiled successfully/],
  ["application construite", /Route \(app\)/],
  ["exemple importé", /Fichier d'exemple importé/],
  ["site prêt", /Ready in/],
  ["adresse et comptes donnés", /Passerelle TBA\s:\shttp/],
];

/** Since it was asked for: seconds, and seconds of processor of all that was started, which what else the machine does hardly changes. */
type Reached = { seconds: number; cpu: number };
type Start = { steps: Map<string, Reached>; answers: Reached };

async function untilItAnswers(url: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    if (answer?.status === 200) return;
    await pause(50);
  }
}

/** `npm run demo` in a folder, until it has said its address; then stopped. Seconds since it was asked for. */
async function startDemo(folder: string, cache: string): Promise<Start> {
  const port = await freePort(4400);
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  // A group of its own: npm, the demo and all that they start are stopped together.
  const child = spawn("npm", ["run", "demo"], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: String(port), npm_config_cache: cache },
  });
  const ended = once(child, "exit");
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const steps = new Map<string, Reached>();
  const reached = (): Reached => ({ seconds: seconds(), cpu: groupCpuSeconds(child.pid ?? 0) });
  let said = "";
  const listen = (chunk: Buffer) => {
    said += chunk;
    for (const [step, words] of STEPS) if (!steps.has(step) && words.test(said)) steps.set(step, reached());
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  try {
    let answers: Reached = { seconds: Number.NaN, cpu: Number.NaN };
    const answered = untilItAnswers(`http://localhost:${port}/connexion`, () => over).then(() => {
      answers = reached();
    });
    const ready = STEPS.at(-1)?.[0] ?? "";
    while (!steps.has(ready)) {
      if (over || seconds() * 1000 > LIMIT_MS)
        throw new Error(`La démonstration n'a pas démarré :\n${said.slice(-2000)}`);
      await pause(50);
    }
    await answered;
    return { steps, answers };
  } finally {
    if (!over && child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await ended;
  }
}

const rounded = (n: number | undefined) => Number((n ?? Number.NaN).toFixed(1));
/** Nothing where a step has no place: what is built is not built again. */
const shown = (n: number | undefined) => (n === undefined ? "" : rounded(n));

/**
 * `npm run demo` from a bare clone of this commit, with nothing in npm's cache, then again where it is built: until the page answers, and until
 * the address and the accounts are said. In a folder of its own, thrown away after.
 */
export async function bench(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "banc-"));
  const folder = join(root, "clone");
  const load = loadavg()[0];
  try {
    execFileSync("git", ["clone", "--quiet", "--no-hardlinks", process.cwd(), folder]);
    const bare = await startDemo(folder, join(root, "cache"));
    const built = await startDemo(folder, join(root, "cache"));
    const last = STEPS.at(-1)?.[0] ?? "";
    const line = (étape: string, bareAt?: Reached, builtAt?: Reached) => ({
      étape,
      "clone nu (s)": shown(bareAt?.seconds),
      "calcul (s)": shown(bareAt?.cpu),
      "déjà construit (s)": shown(builtAt?.seconds),
      "son calcul (s)": shown(builtAt?.cpu),
    });
    const [bareEnd, builtEnd] = [bare.steps.get(last), built.steps.get(last)];
    printTable(
      [
        ...STEPS.map(([step]) => line(step, bare.steps.get(step), built.steps.get(step))),
        line("la page répond", bare.answers, built.answers),
      ],
      {
        bench: "demarrage",
        load: rounded(load),
        bare_s: rounded(bareEnd?.seconds),
        bare_cpu_s: rounded(bareEnd?.cpu),
        bare_page_s: rounded(bare.answers.seconds),
        built_s: rounded(builtEnd?.seconds),
        built_cpu_s: rounded(builtEnd?.cpu),
        built_page_s: rounded(built.answers.seconds),
        ratio: Number(
          Math.max(
            (bareEnd?.seconds ?? Number.NaN) / GOALS_S.bare,
            (builtEnd?.seconds ?? Number.NaN) / GOALS_S.built,
          ).toFixed(2),
        ),
      },
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
