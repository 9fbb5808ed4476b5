import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { doorOf, isSoftwareAddress, OPEN_ADDRESSES } from "@/lib/security/doors";
import proxy, { config } from "@/proxy";

const FILES = readdirSync("app", { recursive: true, encoding: "utf8" })
  .map((file) => join("app", file).split(sep).join("/"))
  .filter((file) => /\/(page\.tsx|route\.ts|layout\.tsx|actions\.ts)$/.test(file));

/** What says who may: a wrapper of lib/actions, or a proof that the file itself asks for. */
const WRAPPERS = {
  "app/(gestion)":
    /\b(scopedPage|scopedRoute|signedInPage|signedInRoute|runAction|sayAction|runPersonAction|scopedUpload)\(/,
  "app/connexion": /\b(runPublicAction|publicRoute|visitorContext|currentSession)\(|Open to all/,
} as const;

/** Everything else, one by one: why each needs no wrapper. */
const PROOFS: Readonly<Record<string, RegExp>> = {
  "app/layout.tsx": /children/,
  "app/page.tsx": /signedInPage\(/,
  "app/api/auth/[...nextauth]/route.ts": /OPEN\.has\(/,
  "app/api/cron/transmission/route.ts": /CRON_SECRET/,
  // Nothing of any établissement: the address of the site, and how to call.
  "app/api/docs/page.tsx": /Open to all.*apiDocument\(`\$\{env\(\)\.NEXTAUTH_URL\}\/api`, pkg\.version\)/s,
  "app/api/docs/brancher-un-logiciel/page.tsx": /Open to all.*<ConnectPage baseUrl=/s,
  "app/api/docs/openapi.json/route.ts": /Open to all.*apiDocument\(`\$\{env\(\)\.NEXTAUTH_URL\}\/api`, pkg\.version\)/s,
  "app/api/imports/[uai]/route.ts": /fileRoute\(/,
  "app/api/imports/[uai]/listes/route.ts": /fileRoute\(/,
  "app/api/metriques/route.ts": /equalSecrets\([\s\S]*METRICS_SECRET/,
  "app/api/sante/route.ts": /loadHealth/,
  "app/api/v3/corrections/route.ts": /answerCorrections\(request/,
  "app/api/v3/dossiers-apprenants/[id]/route.ts": /answerOne\(request/,
  "app/api/v3/dossiers-apprenants/route.ts": /receiveDossiers\(request, ctx/,
  "app/api/v3/dossiers-apprenants/essai/route.ts": /tryCall\(request/,
  "app/api/v3/dossiers-apprenants/test/route.ts": /testJeton\(request/,
};

const addressOf = (file: string) =>
  `/${file
    .split("/")
    .slice(1, -1)
    .filter((part) => !part.startsWith("("))
    .join("/")}`.replace("[...nextauth]", "*");

describe("Les portes", () => {
  it.each(FILES)("%s dit qui peut entrer", (file) => {
    const text = readFileSync(file, "utf8");
    const room = Object.entries(WRAPPERS).find(([folder]) => file.startsWith(`${folder}/`))?.[1];
    const proof = PROOFS[file] ?? room;
    expect(proof, "ni enveloppe ni raison pour ce fichier").toBeDefined();
    if (file.endsWith("actions.ts")) {
      // Each exported action, not only one of them: what it calls in the file counts as itself.
      const exported = [...text.matchAll(/export async function (\w+)[\s\S]*?\n}\n/g)];
      expect(exported.length).toBeGreaterThan(0);
      for (const [body] of exported) expect(body).toMatch(/\b(run|say)\w*Action\(|\bact\(/);
      return;
    }
    expect(text).toMatch(proof ?? /^$/);
  });

  it("toute page, route ou mise en page est fermée à qui n'est pas connecté, sauf les adresses dites", () => {
    const open = FILES.filter((file) => /\/(page\.tsx|route\.ts)$/.test(file))
      .map(addressOf)
      .filter((address) => doorOf(address, "GET") === "open");
    const named = [...OPEN_ADDRESSES].filter((address) => !address.startsWith("/api/auth/"));
    const expected = [...named, "/api/v3/dossiers-apprenants/[id]"];
    expect(open.sort()).toEqual(expected.sort());
  });

  it.each([
    "/connexion-x",
    "/connexion/autre",
    "/connexion/",
    "/x.png/0755690T",
    "/icone",
    "/_next/static/../0755690T",
    "/_next/image",
    "/api/sante/",
    "/API/SANTE",
    "/api/v3/autre",
    "/api/v3/dossiers-apprenants/",
    "/api/v3/dossiers-apprenants/a/b",
  ])("%s est fermée", (address) => {
    expect(doorOf(address, "GET")).not.toBe("open");
    expect(doorOf(address, "POST")).toBe("closed");
  });
});

describe("L'adresse qu'un logiciel écrit mal", () => {
  const call = (path: string) =>
    proxy(
      new NextRequest(`http://localhost:3000${path}`, { method: "POST", headers: { "content-length": "2000000" } }),
    );

  it.each([
    "/v3/dossiers-apprenants",
    "/V3/dossiers-apprenants",
    "/API/V3/DOSSIERS-APPRENANTS",
    "/api/v3",
    "/api/v3/dossiers-apprenants/a/b",
    "/api/v2/dossiers-apprenants",
    "/api/v1/organismes/get-by-uai-siret",
  ])("%s n'existe pas, au lieu de mener à une page qu'il prendrait pour une réponse", async (path) => {
    const response = await call(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ status: 404, detail: expect.stringContaining("/api/docs") });
  });

  it("n'est celle d'aucune page", () => {
    const pages = FILES.map(addressOf).filter((address) => !address.startsWith("/api/v3/"));
    expect(pages.filter(isSoftwareAddress)).toEqual([]);
    expect(isSoftwareAddress("/vacances")).toBe(false);
  });
});

describe("Ce qui passe à côté du gardien", () => {
  const guarded = (path: string) => config.matcher.some((matcher) => new RegExp(`^${matcher}$`).test(path));
  /** They ask who is there by themselves, and take more than an action does. */
  const OWN_GUARD = [
    "/api/imports/[uai]",
    "/api/imports/[uai]/listes",
    "/api/v3/corrections",
    "/api/v3/dossiers-apprenants",
    "/api/v3/dossiers-apprenants/[id]",
    "/api/v3/dossiers-apprenants/essai",
    "/api/v3/dossiers-apprenants/test",
  ];

  it("est fait de routes, une par une, et de rien d'autre", () => {
    const beside = FILES.filter((file) => !file.endsWith("actions.ts") && !file.endsWith("layout.tsx"));
    const addresses = beside.filter((file) => !guarded(addressOf(file)));
    expect(addresses.map(addressOf).sort()).toEqual(OWN_GUARD);
    expect(addresses.every((file) => file.endsWith("/route.ts"))).toBe(true);
  });

  it.each([
    "/api/imports/",
    "/api/imports/0755690T/autre",
    "/api/imports/0755690T/listes/autre",
    "/api/v3/correctionsx",
    "/api/v3/corrections/autre",
    "/api/v3/dossiers-apprenantsx",
    "/api/v3/dossiers-apprenants/a/b",
  ])("n'a pas de voisine : %s est gardée", (path) => {
    expect(guarded(path)).toBe(true);
  });
});
