import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const EXTENSIONS = ["", ".ts", ".tsx", ".mjs", ".d.ts"];
const IMPORT = /(?:from|import|import\()\s*"((?:@\/|\.\.?\/)[^"]+)"/g;

/** As Docker reads it: the last pattern that holds a path, or a folder above it, decides. */
const patterns = readFileSync(".dockerignore", "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const pattern = line.replace(/^!/, "");
    const escaped = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace("**", ".*")
      .replace(/(?<!\.)\*/g, "[^/]*");
    return { lets: line.startsWith("!"), holds: new RegExp(`^${escaped}(/|$)`) };
  });

const isLetIn = (path: string) => patterns.findLast(({ holds }) => holds.test(path))?.lets ?? true;

function resolved(from: string, name: string): string | undefined {
  const path = name.startsWith("@/") ? name.slice(2) : normalize(join(dirname(from), name));
  return EXTENSIONS.map((extension) => path + extension).find((each) => existsSync(each) && statSync(each).isFile());
}

/** The files of a path, or itself. */
const filesOf = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));

describe("L'image Docker", () => {
  const files = readdirSync(".").filter(isLetIn).flatMap(filesOf).filter(isLetIn);
  const sources = files.filter((file) => /\.(ts|tsx|mjs|css)$/.test(file));

  it("contient tout ce que ses fichiers importent : il lui manquait les images de l'aide, et elle ne se construisait pas", () => {
    expect(sources.length).toBeGreaterThan(800);
    const missing = sources.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(IMPORT)].flatMap(([, name = ""]) => {
        const path = resolved(file, name);
        return path === undefined || isLetIn(path) ? [] : [`${file} : ${path}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it("ne contient ni secret, ni essai, ni donnée", () => {
    expect(files.filter((file) => /^(tests|shared|\.donnees)\/|\.env/.test(file))).toEqual([]);
    expect([".env", ".donnees/pglite/x", "tests/unit/x.ts", "node_modules/x", ".git/config"].filter(isLetIn)).toEqual(
      [],
    );
  });
});
