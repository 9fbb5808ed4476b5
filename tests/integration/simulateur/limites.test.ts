import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BASE } from "@/tests/fixtures/vecteurs";
import { CLE, demarrer, type SimulateurDeTest } from "./simulateur-de-test";

const DIX_MO = 10 * 1024 * 1024;

let tba: SimulateurDeTest;
beforeAll(async () => {
  tba = await demarrer();
});
afterAll(() => tba.fermer());

/** One accepted dossier whose call weighs so many bytes. */
function dossierDe(octets: number): string {
  const vide = JSON.stringify([{ ...BASE, remplissage: "" }]);
  return JSON.stringify({ ...BASE, remplissage: "x".repeat(octets - Buffer.byteLength(vide)) });
}
const dossiers = (nombre: number) =>
  Array.from({ length: nombre }, (_, i) => JSON.stringify({ ...BASE, id_erp_apprenant: i + 1 }));

describe("Le TBA simulé", () => {
  it("prend 2 000 dossiers en un appel et n'en prend aucun de 2 001", async () => {
    const plein = await tba.client.transmettre(CLE, dossiers(2000));
    expect(plein).toMatchObject({ genre: "reponse" });
    expect(await tba.effectifs()).toHaveLength(2000);
    expect(await tba.client.transmettre(CLE, dossiers(2001))).toEqual({
      genre: "requete-refusee",
      statutHttp: 400,
      message: "Erreur de validation",
    });
    expect(await tba.effectifs()).toHaveLength(2000);
  });

  it("dit comme Joi ce qui ne va pas dans le tableau", async () => {
    const details = async (corps: unknown) => {
      const reponse = await tba.poster(JSON.stringify(corps));
      expect(reponse.status).toBe(400);
      return reponse.json();
    };
    expect(await details({ a: 1 })).toEqual({
      error: "Bad Request",
      message: "Erreur de validation",
      details: [
        {
          message: '"value" must be an array',
          path: [],
          type: "array.base",
          context: { label: "value", value: { a: 1 } },
        },
      ],
    });
    expect(await details(Array(2001).fill(1))).toMatchObject({
      details: [{ message: '"value" must contain less than or equal to 2000 items', type: "array.max" }],
    });
  });

  it("prend 10 Mo au plus, à l'octet près, avant même de regarder la clé", async () => {
    expect(await tba.client.transmettre(CLE, [dossierDe(DIX_MO)])).toMatchObject({ genre: "reponse" });
    expect(await tba.client.transmettre(CLE, [dossierDe(DIX_MO + 1)])).toEqual({ genre: "trop-gros" });
    const sansCle = await tba.poster(`[${dossierDe(DIX_MO + 1)}]`, { authorization: "" });
    expect(sansCle.status).toBe(413);
    expect(await sansCle.json()).toEqual({
      error: "Request Entity Too Large",
      message: "request entity too large",
    });
  });

  it("lit un corps gzip, et le mesure une fois déplié", async () => {
    const gzip = { "content-encoding": "gzip" };
    expect((await tba.poster(gzipSync(`[${dossierDe(DIX_MO)}]`), gzip)).status).toBe(200);
    expect((await tba.poster(gzipSync(`[${dossierDe(DIX_MO + 1)}]`), gzip)).status).toBe(413);
    expect((await tba.poster("[]", gzip)).status).toBe(400);
    expect((await tba.poster("[]", { "content-encoding": "zstd" })).status).toBe(415);
  });

  it.each(["[{]", "bonjour", "12", '"texte"', "true"])(
    "refuse « %s », qui n'est pas un JSON qu'il lit",
    async (corps) => {
      const reponse = await tba.poster(corps, { authorization: "" });
      expect(reponse.status).toBe(400);
      expect(await reponse.json()).toEqual({
        error: "Bad Request",
        message: expect.stringMatching(/^(Unexpected token|Expected)/),
      });
    },
  );

  it("ne lit pas un corps qui ne se dit pas JSON : il vaut {}", async () => {
    const reponse = await tba.poster("[]", { "content-type": "text/plain" });
    expect(reponse.status).toBe(400);
    expect(await reponse.json()).toMatchObject({ details: [{ type: "array.base", context: { value: {} } }] });
  });

  it("répond 404 comme Express à un chemin inconnu", async () => {
    const reponse = await fetch(`${tba.url}/api/v4/<rien>`);
    expect(reponse.status).toBe(404);
    expect(reponse.headers.get("content-type")).toContain("text/html");
    expect(await reponse.text()).toContain("<pre>Cannot GET /api/v4/%3Crien%3E</pre>");
  });
});
