import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import { apiDocument } from "@/lib/services/api-docs/api-document";
import { DOCUMENT, departsFromDocument } from "@/tests/helpers/documented-answers";

/** What the application answers under /api/v3, from its files: «post /v3/dossiers-apprenants». */
function routesOfTheApplication(): string[] {
  return readdirSync("app/api/v3", { recursive: true, encoding: "utf8" })
    .map((file) => join("app/api/v3", file).split(sep).join("/"))
    .filter((file) => file.endsWith("/route.ts"))
    .flatMap((file) => {
      const path = file.replace("app/api", "").replace("/route.ts", "").replaceAll("[", "{").replaceAll("]", "}");
      return [
        ...readFileSync(file, "utf8").matchAll(/export (?:async )?(?:function|const) (GET|POST|PUT|PATCH|DELETE)\b/g),
      ].map(([, method = ""]) => `${method.toLowerCase()} ${path}`);
    });
}

const operations = () =>
  Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );

describe("Le document OpenAPI", () => {
  it("est un document OpenAPI 3.1 valable, pour un validateur public", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(DOCUMENT) as never);
    expect(errors).toBeUndefined();
    expect([valid, validator.version]).toEqual([true, "3.1"]);
  });

  it("dit toutes les routes de l'application, et aucune autre", () => {
    const routes = routesOfTheApplication();
    expect(routes.length).toBeGreaterThan(5);
    expect(operations().sort()).toEqual(routes.sort());
  });

  it("décrit chaque champ que le TBA prend, et ceux qu'il exige", () => {
    const { properties = {}, required = [] } = DOCUMENT.components.schemas.Dossier ?? {};
    expect(Object.keys(properties)).toEqual(TRANSMITTED_CHAMPS.map(({ key }) => key));
    expect(required).toEqual(TRANSMITTED_CHAMPS.filter((champ) => champ.required).map(({ key }) => key));
    for (const [key, { description }] of Object.entries(properties)) expect(description, key).toMatch(/\.$/);
  });

  it("est fait une fois pour une adresse et une version, et dit celles qu'on lui donne", () => {
    const [here, there] = ["https://ici.example/api", "https://la.example/api"];
    expect(apiDocument(here, "1.0.0")).toBe(apiDocument(here, "1.0.0"));
    expect(apiDocument(there, "1.0.0").servers[0]?.url).toBe(there);
    expect(apiDocument(here, "1.1.0").info.version).toBe("1.1.0");
    expect(JSON.stringify(apiDocument(there, "1.0.0"))).not.toContain("ici.example");
  });

  it("n'a pas de renvoi vers rien", () => {
    const refs = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(refs.length).toBeGreaterThan(20);
    expect(JSON.stringify(DOCUMENT).match(/"\$ref":/g)).toHaveLength(refs.length);
    for (const name of refs) expect(Object.keys(DOCUMENT.components.schemas)).toContain(name);
  });

  it.each([
    ["un champ de trop", 200, { msg: "ok", autre: 1 }],
    ["un champ qui manque", 200, {}],
    ["un statut que personne n'a dit", 418, {}],
  ])("une réponse qui s'en écarte se voit : %s", (_, status, body) => {
    const call = { method: "POST", pathname: "/api/v3/dossiers-apprenants/test", type: "application/json" };
    expect(departsFromDocument({ ...call, status, text: JSON.stringify(body) })).not.toBeNull();
    expect(departsFromDocument({ ...call, status: 200, text: '{"msg":"ok"}' })).toBeNull();
  });
});
