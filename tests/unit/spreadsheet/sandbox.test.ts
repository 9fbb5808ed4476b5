import { beforeEach, describe, expect, it, vi } from "vitest";
import { ServiceError } from "@/lib/errors";
import { readFile } from "@/lib/spreadsheet/read-file";
import { SANDBOX_LIMITS, type SandboxLimits } from "@/lib/spreadsheet/sandbox/limits";
import { parseMessage, parseRows } from "@/lib/spreadsheet/sandbox/parse-message";
import { readLines } from "@/lib/spreadsheet/sandbox/read-lines";
import { startSandbox, startSandboxAhead } from "@/lib/spreadsheet/sandbox/start-sandbox";
import { createTurns } from "@/lib/spreadsheet/sandbox/take-turn";
import { readBytes } from "@/tests/helpers/read-table";
import { withFileOf } from "@/tests/helpers/with-file-of";
import { HOSTILE_FILES } from "@/tests/walls/hostile-files";

const MB = 1024 * 1024;
const limits = (tighter: Partial<SandboxLimits>): SandboxLimits => ({ ...SANDBOX_LIMITS, ...tighter });

async function refusal(bytes: Uint8Array, name: string, tighter: Partial<SandboxLimits> = {}): Promise<string> {
  const error = await readBytes(bytes, name, 64 * MB, { limits: limits(tighter) }).catch((e: unknown) => e);
  if (!(error instanceof ServiceError)) throw new Error(`refus attendu, reçu ${String(error)}`);
  expect(error.code).toBe("INVALID_INPUT");
  return error.message;
}

/** How many times this process came round to other work while a file was read. */
async function roundsDuring(reading: Promise<unknown>): Promise<number> {
  let rounds = 0;
  const counter = setInterval(() => {
    rounds += 1;
  }, 1);
  await reading;
  clearInterval(counter);
  return rounds;
}

/** A csv of so many rows, read in some seconds: enough to be stopped in the middle. */
const longCsv = (rows: number) =>
  Buffer.from(`nom;prénom;né le\n${Array.from({ length: rows }, (_, i) => `Martin${i};Léa;02/03/2008\n`).join("")}`);

describe("Un fichier fait pour nuire, lu à part", () => {
  // Those that take a minute or weigh too much to be made here are in the walls (`npm run test:walls`).
  const quick = HOSTILE_FILES.filter(({ heavy }) => heavy !== true);
  it.each(quick)("$title", async ({ name, bytes, says }) => {
    const made = bytes();
    const rounds = await roundsDuring(
      says === null
        ? expect(readBytes(made, name, 64 * MB)).resolves.toMatchObject({ rows: [{ row: 2 }] })
        : expect(refusal(made, name)).resolves.toMatch(says),
    );
    expect(rounds).toBeGreaterThan(10);
  });
});

/** The most memory that the reading of a small file says it took. */
async function peakOfReading(): Promise<number> {
  return withFileOf(longCsv(10), async (path) => {
    const { channel } = startSandbox({ path, name: "petit.csv" }, { kind: "dossiers", choices: {} }, SANDBOX_LIMITS);
    for await (const line of readLines(channel)) {
      const message = parseMessage(line);
      if (message.kind === "end") return message.peakMb;
    }
    throw new Error("La lecture n'a pas dit sa fin.");
  });
}

describe("La lecture d'un fichier", () => {
  it("dit la mémoire qu'elle a prise, et non celle du serveur qui l'a lancée", async () => {
    const held = Buffer.alloc(SANDBOX_LIMITS.memoryMb * MB, 1);
    expect(await peakOfReading()).toBeLessThan(SANDBOX_LIMITS.memoryMb);
    expect(held.at(-1)).toBe(1);
  });

  it("est arrêtée quand elle dure trop, et le dit", async () => {
    expect(await refusal(longCsv(150_000), "long.csv", { deadlineMs: 300 })).toMatch(
      /^Ce fichier est trop long à lire : /,
    );
  });

  it("est arrêtée quand elle prend trop de mémoire, comptée par V8 ou non, et le dit", async () => {
    const sentence = /^Ce fichier demande trop de mémoire pour être lu : /;
    expect(await refusal(longCsv(150_000), "long.csv", { heapMb: 12 })).toMatch(sentence);
    expect(await refusal(longCsv(150_000), "long.csv", { memoryMb: 70 })).toMatch(sentence);
  });

  it("attend celui qui la suit : rien ne s'accumule, et tout arrive", async () => {
    const read = await withFileOf(longCsv(50_000), (path) =>
      readFile({ path, name: "long.csv" }, 64 * MB, {}, async (_reading, { batches }) => {
        let rows = 0;
        for await (const batch of batches) {
          rows += parseRows(batch).length;
          await new Promise((resolve) => setImmediate(resolve));
        }
        return rows;
      }),
    );
    expect(read).toBe(50_000);
  });

  it("s'arrête avec celui qui la suit, et laisse la place au fichier suivant", async () => {
    const stopped = new Error("assez lu");
    await withFileOf(longCsv(20_000), async (path) => {
      for (let time = 0; time < SANDBOX_LIMITS.readings + SANDBOX_LIMITS.waiting; time++) {
        const reading = readFile({ path, name: "long.csv" }, 64 * MB, {}, () => Promise.reject(stopped));
        await expect(reading).rejects.toBe(stopped);
      }
    });
  });
});

/** How many programs this one has started, and that are still there. */
const programs = () => process.getActiveResourcesInfo().filter((name) => name === "ProcessWrap").length;

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}

/** Whether a reading comes to its end. */
async function read({ channel }: ReturnType<typeof startSandbox>): Promise<{ ended: boolean }> {
  for await (const line of readLines(channel)) if (parseMessage(line).kind === "end") return { ended: true };
  return { ended: false };
}

const AT_FIRST = programs();

describe("Le programme qui lit, lancé pendant que le fichier est reçu", () => {
  // A reading is over a little before its program is gone: the next test must not count that one.
  beforeEach(() => until(() => programs() === AT_FIRST));

  it("attend ce fichier, n'en lit qu'un, et un seul attend", async () => {
    startSandboxAhead();
    startSandboxAhead();
    expect(programs()).toBe(AT_FIRST + 1);
    for (const name of ["un.csv", "deux.csv"]) {
      const { rows } = await readBytes(longCsv(3), name, MB);
      expect(rows).toHaveLength(3);
      expect(programs()).toBe(AT_FIRST);
    }
  });

  it("ne garde rien de la place d'un fichier qu'on lit sous d'autres bornes", async () => {
    startSandboxAhead();
    expect(await refusal(longCsv(150_000), "long.csv", { deadlineMs: 300 })).toMatch(/trop long à lire/);
    expect((await readBytes(longCsv(3), "trois.csv", MB)).rows).toHaveLength(3);
  });

  it("n'est pas pris pour lire à l'instant où il est congédié", async () => {
    await withFileOf(longCsv(3), async (path) => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      startSandboxAhead();
      vi.advanceTimersByTime(10_000);
      vi.useRealTimers();
      const file = { path, name: "aussitot.csv" };
      const { ended } = await read(startSandbox(file, { kind: "dossiers", choices: {} }, SANDBOX_LIMITS));
      expect(ended).toBe(true);
    });
  });

  it("s'en va quand aucun fichier ne vient", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    startSandboxAhead();
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    await until(() => programs() === AT_FIRST);
    expect((await readBytes(longCsv(3), "plus-tard.csv", MB)).rows).toHaveLength(3);
  });
});

describe("Les places de lecture", () => {
  const turns = (maxWaitMs = 60_000) => createTurns({ readings: 1, waiting: 1, maxWaitMs });
  const full = {
    code: "TOO_MANY_ATTEMPTS",
    message: expect.stringMatching(/^D'autres fichiers sont en cours de lecture/),
  };

  it("se prennent à leur tour, et le fichier de trop est refusé d'une phrase", async () => {
    const takeTurn = turns();
    const first = await takeTurn();
    let entered = false;
    const second = takeTurn().then((giveBack) => {
      entered = true;
      return giveBack;
    });
    await expect(takeTurn()).rejects.toMatchObject(full);
    expect(entered).toBe(false);
    first();
    first();
    const giveBack = await second;
    const third = takeTurn();
    giveBack();
    (await third)();
    expect(await takeTurn()).toBeTypeOf("function");
  });

  it("ne s'attendent pas sans fin, et qui a renoncé n'en garde aucune", async () => {
    const takeTurn = turns(1);
    const first = await takeTurn();
    await expect(takeTurn()).rejects.toMatchObject(full);
    first();
    expect(await takeTurn()).toBeTypeOf("function");
  });
});
