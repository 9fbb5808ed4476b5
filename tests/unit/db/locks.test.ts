import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LIVENESS_LOCKS, LOCKS } from "@/db/locks";

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("Les verrous de la base", () => {
  it("ont chacun leur numéro", () => {
    const numbers = [...Object.values(LOCKS), LIVENESS_LOCKS];
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("sont tous nommés au même endroit : aucun numéro n'est écrit ailleurs", () => {
    const elsewhere = ["lib", "db"].flatMap(sources).filter((file) => !file.endsWith(join("db", "locks.ts")));
    expect(elsewhere.filter((file) => /\b7_?210_?5\d\d\b/.test(readFileSync(file, "utf8")))).toEqual([]);
  });
});
