import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = "app/(gestion)";
const ACTIONS = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("actions.ts"))
  .map((file) => join(ROOT, file));

/** The actions of a file that lead to another page, each with its text. */
const leading = (file: string) =>
  readFileSync(file, "utf8")
    .split(/^export async function /m)
    .slice(1)
    .filter((text) => text.includes("redirect("))
    .map((text) => ({ name: `${file} ${text.slice(0, text.indexOf("("))}`, text }));

describe("Une action qui mène à une autre page", () => {
  it("périme d'abord celles qu'on a vues : « Précédent » ne les montre pas comme elles étaient", () => {
    const all = ACTIONS.flatMap(leading);
    expect(all.length).toBeGreaterThan(4);
    const stale = all.filter(({ text }) => !/\brefreshPage\([\s\S]*\bredirect\(/.test(text));
    expect(stale.map(({ name }) => name)).toEqual([]);
  });
});
