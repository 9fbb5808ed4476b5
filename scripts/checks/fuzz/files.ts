import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { SANDBOX_LIMITS } from "@/lib/spreadsheet/sandbox/limits";
import { parseMessage } from "@/lib/spreadsheet/sandbox/parse-message";
import { readLines } from "@/lib/spreadsheet/sandbox/read-lines";
import { startSandbox } from "@/lib/spreadsheet/sandbox/start-sandbox";
import { baseFiles } from "@/tests/fuzz/base-files";
import { damagedFile } from "@/tests/fuzz/damage";
import { randomOf } from "@/tests/fuzz/random";

const SENTENCE = /^[A-ZÀÉ][^<>{}[\]]{10,400}\.$/;

type Outcome = { kind: "read" | "refused" | "stopped" | "crash"; sentence: string; peakMb: number; ms: number };

/** Reads one file as the server does. A process that its own bounds stopped is «stopped»: the server says a sentence for it. */
async function read(path: string, name: string): Promise<Outcome> {
  const begun = performance.now();
  const sandbox = startSandbox({ path, name }, { kind: "dossiers", choices: {} }, SANDBOX_LIMITS);
  const outcome: Outcome = { kind: "crash", sentence: "", peakMb: 0, ms: 0 };
  for await (const line of readLines(sandbox.channel)) {
    const message = parseMessage(line);
    if (message.kind !== "end" && message.kind !== "refusal") continue;
    outcome.peakMb = message.peakMb;
    outcome.kind = message.kind === "end" ? "read" : "refused";
    outcome.sentence = message.kind === "end" ? "" : message.sentence;
  }
  const { code, signal } = await sandbox.ended;
  const bounded = signal === "SIGKILL" || signal === "SIGABRT" || code === 134;
  if (outcome.kind === "crash" && bounded) outcome.kind = "stopped";
  outcome.ms = Math.round(performance.now() - begun);
  return outcome;
}

/**
 * Damaged files, each read by a process of its own as an import reads it. Answers false when one of them gives anything but dossiers or a
 * French sentence.
 */
export async function fuzzFiles(files: number, first: number): Promise<boolean> {
  const bases = baseFiles();
  const folder = await mkdtemp(join(tmpdir(), "abimes-"));
  const counts = { read: 0, refused: 0, stopped: 0, crash: 0 };
  const faults: string[] = [];
  let [peakMb, longestMs, next] = [0, 0, 0];
  let longestOf = "";
  /** A bomb takes half a minute to make, during which nothing else is heard here: not the end of another's reading. */
  let makingMs = 0;

  function make(seed: number) {
    const begun = performance.now();
    const file = damagedFile(bases, randomOf(seed));
    makingMs += performance.now() - begun;
    return file;
  }

  async function work(worker: number): Promise<void> {
    const path = join(folder, `file-${worker}`);
    while (next < files) {
      const seed = first + next++;
      const { name, bytes } = make(seed);
      await writeFile(path, bytes);
      const busy = makingMs;
      const outcome = await read(path, name);
      outcome.ms -= Math.round(makingMs - busy);
      counts[outcome.kind] += 1;
      peakMb = Math.max(peakMb, outcome.peakMb);
      if (outcome.ms > longestMs) [longestMs, longestOf] = [outcome.ms, `graine ${seed} (${name})`];
      const isWrong = outcome.kind === "crash" || (outcome.kind === "refused" && !SENTENCE.test(outcome.sentence));
      if (isWrong) faults.push(`graine ${seed} (${name}) : ${outcome.kind} ${outcome.sentence}`);
      if (next % 1000 === 0) console.log(`${next} fichiers, ${faults.length} faute(s)`);
    }
  }

  console.log(`${files} fichiers abîmés, graines ${first} à ${first + files - 1}.`);
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, (_, worker) => work(worker)));
  await rm(folder, { recursive: true, force: true });
  for (const fault of faults.slice(0, 50)) console.log(fault);
  console.log(
    JSON.stringify({ files, firstSeed: first, ...counts, faults: faults.length, peakMb, longestMs, longestOf }),
  );
  return faults.length === 0 && peakMb <= SANDBOX_LIMITS.memoryMb && longestMs <= SANDBOX_LIMITS.deadlineMs;
}
