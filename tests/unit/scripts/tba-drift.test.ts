import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { compareFields, describeDrift } from "@/scripts/tba-drift/compare";
import { EXPECTED_FIELDS } from "@/scripts/tba-drift/expected-shapes";
import { publishedFields } from "@/scripts/tba-drift/published-fields";

/** What the TBA published in August 2026, without its descriptions. */
const FILE = fileURLToPath(new URL("../../fixtures/tba-openapi.json", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PUBLISHED = readFileSync(FILE, "utf8");
const folder = mkdtempSync(join(tmpdir(), "drift-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Dossier = { properties: Record<string, Record<string, unknown>>; required: string[] };

/** The document, its dossier changed. */
function changed(change: (dossier: Dossier) => void): string {
  const document = JSON.parse(PUBLISHED);
  change(document.paths["/v3/dossiers-apprenants"].post.requestBody.content["application/json"].schema.items);
  return JSON.stringify(document);
}

const drift = (text: string) => compareFields(EXPECTED_FIELDS, publishedFields(text));

function run(text: string | null) {
  const file = join(folder, "openapi.json");
  if (text !== null) writeFileSync(file, text);
  const args = ["--import", "tsx", "scripts/tba-drift/main.ts", ...(text === null ? [] : [file])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("Le document que publie le TBA", () => {
  it("dit la même chose que notre liste de champs", () => {
    expect(drift(PUBLISHED)).toEqual({ added: [], removed: [], changed: [] });
  });

  it("fait voir un champ nouveau, un disparu, un changé", () => {
    const text = changed(({ properties, required }) => {
      properties.numero_deca = { type: "string" };
      required.push("numero_deca", "formation_cfd");
      delete properties.type_cfa;
      properties.annee_formation = { type: "integer", enum: [1, 2, 3, 4, 5, 6] };
      properties.formation_rncp = { type: "string", pattern: "^RNCP[0-9]{5}$" };
      required.splice(required.indexOf("nom_apprenant"), 1);
    });
    expect(drift(text)).toEqual({
      added: ["numero_deca (string, obligatoire)"],
      removed: ["type_cfa"],
      changed: [
        "nom_apprenant : n'est plus obligatoire",
        "annee_formation : valeurs ajoutées : 6",
        "annee_formation : valeurs retirées : 0",
        "formation_rncp : la forme passe de «^(RNCP)?[0-9]{2,5}$» à «^RNCP[0-9]{5}$»",
        "formation_cfd : devient obligatoire",
      ],
    });
    expect(describeDrift(drift(text))).toContain("Champs disparus (1)\n  type_cfa");
  });

  it("voit un code de nomenclature de plus, et suit les renvois à l'intérieur du document", () => {
    const text = changed(({ properties }) => {
      const situations = properties.derniere_situation?.anyOf as object[];
      properties.derniere_situation = { anyOf: [...situations, { type: "number", enum: [5911] }] };
    });
    expect(drift(text).changed).toEqual(["derniere_situation : valeurs ajoutées : 5911"]);
    const document = JSON.parse(PUBLISHED);
    const content = document.paths["/v3/dossiers-apprenants"].post.requestBody.content["application/json"];
    document.components = { schemas: { Dossier: content.schema.items } };
    content.schema.items = { $ref: "#/components/schemas/Dossier" };
    expect(drift(JSON.stringify(document))).toEqual({ added: [], removed: [], changed: [] });
  });

  it("se compare en une commande : 0 quand rien ne change, 1 quand quelque chose change, 2 sans document", () => {
    expect(run(PUBLISHED)).toMatchObject({ status: 0, stdout: expect.stringContaining("la même chose") });
    const text = changed(({ properties }) => {
      delete properties.type_cfa;
    });
    expect(run(text)).toMatchObject({ status: 1, stdout: "Champs disparus (1)\n  type_cfa\n" });
    expect(run(null)).toMatchObject({ status: 2, stderr: expect.stringContaining("openapi-model") });
    expect(run("<html>")).toMatchObject({ status: 2, stderr: expect.stringContaining("pas du JSON") });
    expect(run('{"openapi":"3.0.0","paths":{}}')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("adresse"),
    });
  });
});
