import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const SERVICES = "lib/services";

/** What reaches up all the same, and what for: the page of the report shows the plan, and its summary keeps the count of the menu. */
const KNOWN: ReadonlySet<string> = new Set([
  "rapport/load-rapport-page.ts -> deblocage",
  "rapport/rapport.types.ts -> deblocage",
  "rapport/lines/summarize-lines.ts -> a-surveiller",
]);

const roomOf = (path: string) => path.split("/")[0] ?? "";

/** Which file takes something of which other room. */
function readArrows(): { file: string; from: string; to: string }[] {
  const files = readdirSync(SERVICES, { recursive: true, encoding: "utf8" }).filter((file) => /\/.*\.ts$/.test(file));
  return files.flatMap((file) =>
    [...readFileSync(`${SERVICES}/${file}`, "utf8").matchAll(/ from "@\/lib\/services\/([\w-]+)\//g)].flatMap(
      ([, to = ""]) => (to === roomOf(file) ? [] : [{ file, from: roomOf(file), to }]),
    ),
  );
}

it("Deux dossiers de services ne s'importent pas l'un l'autre, types compris", () => {
  const arrows = readArrows();
  expect(arrows.length).toBeGreaterThan(100);
  const kept = arrows.filter(({ file, to }) => !KNOWN.has(`${file} -> ${to}`));
  const both = kept.filter(({ from, to }) => kept.some((back) => back.from === to && back.to === from));
  expect(both.map(({ file, to }) => `${file} -> ${to}`)).toEqual([]);
  // One that is gone is struck off the list.
  const all = new Set(arrows.map(({ file, to }) => `${file} -> ${to}`));
  expect([...KNOWN].filter((each) => !all.has(each))).toEqual([]);
});
