import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { XlsxCell } from "@/lib/spreadsheet/xlsx.types";
import { writeWorkbook } from "@/lib/spreadsheet/xlsx-thread/write-workbook";

const POOL_SIZE = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
const ROWS = 20_000;

/** Keeps busy all that presses archives in this process, until what is answered is called. */
function holdThePresses(): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "essai-"));
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  // Opening it to read waits, in the pool, for somebody who writes.
  const held = Array.from({ length: POOL_SIZE }, () => open(pipe, "r"));
  return async () => {
    const writer = openSync(pipe, "w");
    for (const handle of await Promise.all(held)) await handle.close();
    closeSync(writer);
    rmSync(folder, { recursive: true });
  };
}

describe("Un classeur qui s'écrit", () => {
  it("ne prend pas plus de lignes que la machine n'en compresse, même très occupée", async () => {
    let taken = 0;
    async function* rows(): AsyncGenerator<XlsxCell[]> {
      for (; taken < ROWS; taken++) {
        await nextTurn();
        yield [taken, "Apprenant", crypto.randomUUID()];
      }
    }
    const columns = ["N°", "Nom", "Note"].map((heading) => ({ heading, width: 10, kind: "text" as const }));
    const release = holdThePresses();
    const output = new PassThrough();
    const bytes = buffer(output);
    const written = writeWorkbook([{ sheet: "R", columns, rows: rows() }], output);
    for (let turn = 0; turn < 2 * ROWS; turn++) await nextTurn();
    const takenMeanwhile = taken;
    await release();
    await written;
    expect(takenMeanwhile).toBeLessThan(ROWS / 2);
    expect(taken).toBe(ROWS);
    expect((await bytes).length).toBeGreaterThan(100_000);
  });
});
