import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MAX_CALL_BYTES } from "@/lib/domain/software-limits";

const read = (file: string) => readFileSync(file, "utf8");
const README = read("README.md");
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read("package.json")));

/** What npm runs by itself. */
const HOOKS = ["postinstall"];

describe("Qui ouvre le projet", () => {
  it("trouve dans ses premiers textes chaque commande", () => {
    const texts = ["CONTRIBUTING.md", "docs/exploitation.md"].map(read).join("\n") + README;
    const isNamed = (name: string) => new RegExp(`npm (run (-s )?)?${name}\\b(?!:)`).test(texts);
    expect(Object.keys(scripts).filter((name) => !HOOKS.includes(name) && !isNamed(name))).toEqual([]);
  });

  it("trouve dans README.md un lien vers chaque document, et aucun vers rien", () => {
    const documents = readdirSync("docs").filter((file) => file.endsWith(".md"));
    expect(documents.filter((file) => !README.includes(`](docs/${file})`))).toEqual([]);
    const links = [...README.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });

  it("trouve dans README.md chaque variable que le site lit", () => {
    const variables = [...read("lib/env.ts").matchAll(/^ {4}([A-Z][A-Z_]+): /gm)].map(([, name = ""]) => name);
    expect(variables.length).toBeGreaterThan(30);
    expect(
      variables.filter(
        (name) => name !== "VERCEL" && !README.includes(`| \`${name}\``) && !README.includes(`, \`${name}\``),
      ),
    ).toEqual([]);
  });

  it("recopie une recette de serveur mandataire qui laisse passer tout ce que le site prend : fichiers, appels de logiciels", () => {
    const mega = (found: RegExpMatchArray | null) => Number(found?.[1]) * 1024 * 1024;
    const call = [
      mega(README.match(/location \/api\/v3\/ \{\s+client_max_body_size (\d+)m;/)),
      mega(README.match(/@calls path \/api\/v3\/\*[\s\S]+request_body @calls \{\s+max_size (\d+)MB/)),
    ];
    const file = [
      mega(README.match(/location \/api\/imports\/ \{\s+client_max_body_size (\d+)m;/)),
      mega(README.match(/@files path \/api\/imports\/\*[\s\S]+request_body @files \{\s+max_size (\d+)MB/)),
    ];
    for (const size of call) expect(size).toBeGreaterThan(MAX_CALL_BYTES);
    const maxFile = Number(README.match(/\| `IMPORT_MAX_MB` \| `(\d+)`/)?.[1]) * 1024 * 1024;
    for (const size of file) expect(size).toBeGreaterThan(maxFile);
  });

  it("trouve dans le plan de la maison chaque table de la base, et aucune autre", () => {
    const made = readdirSync("db/schema").flatMap((file) =>
      [...read(`db/schema/${file}`).matchAll(/pgTable\(\s*"(\w+)"/g)].map(([, table]) => `${file} ${table}`),
    );
    const lines =
      read("docs/architecture.md")
        .split("## La base")[1]
        ?.matchAll(/^\| `([\w-]+\.ts)` \| (.+) \|$/gm) ?? [];
    const told = [...lines].flatMap(([, file, cell = ""]) =>
      [...cell.matchAll(/`([a-z_]+)`/g)].map(([, name]) => `${file} ${name}`),
    );
    const functions = ["audit.ts pseudonymize_audit", "audit.ts purge_audit"];
    expect(told.filter((name) => !functions.includes(name)).sort()).toEqual(made.sort());
  });

  it("trouve à sa place chaque fichier que nomment les recettes et le plan de la maison", () => {
    const named = ["CONTRIBUTING.md", "docs/architecture.md", "README.md"].flatMap((file) =>
      [...read(file).matchAll(/`((?:app|components|lib|db|tests|scripts)\/[\w./[\]()-]+\.(?:ts|tsx|mjs|css))`/g)].map(
        ([, path = ""]) => path,
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
