import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BASE } from "@/tests/fixtures/vectors";
import { KEY, type SimulatorUnderTest, start } from "./simulator-under-test";

const TEN_MB = 10 * 1024 * 1024;

let tba: SimulatorUnderTest;
beforeAll(async () => {
  tba = await start();
});
afterAll(() => tba.close());

/** One accepted dossier whose call weighs so many bytes. */
function dossierOf(octets: number): string {
  const empty = JSON.stringify([{ ...BASE, padding: "" }]);
  return JSON.stringify({ ...BASE, padding: "x".repeat(octets - Buffer.byteLength(empty)) });
}
const dossiers = (count: number) =>
  Array.from({ length: count }, (_, i) => JSON.stringify({ ...BASE, id_erp_apprenant: i + 1 }));

describe("Le TBA simulé", () => {
  it("prend 2 000 dossiers en un appel et n'en prend aucun de 2 001", async () => {
    const full = await tba.client.transmit(KEY, dossiers(2000));
    expect(full).toMatchObject({ kind: "answer" });
    expect(await tba.enrolments()).toHaveLength(2000);
    expect(await tba.client.transmit(KEY, dossiers(2001))).toEqual({
      kind: "request-refused",
      httpStatus: 400,
      message: "Erreur de validation",
    });
    expect(await tba.enrolments()).toHaveLength(2000);
  });

  it("dit comme Joi ce qui ne va pas dans le tableau", async () => {
    const details = async (body: unknown) => {
      const response = await tba.post(JSON.stringify(body));
      expect(response.status).toBe(400);
      return response.json();
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
    expect(await tba.client.transmit(KEY, [dossierOf(TEN_MB)])).toMatchObject({ kind: "answer" });
    expect(await tba.client.transmit(KEY, [dossierOf(TEN_MB + 1)])).toEqual({ kind: "too-big" });
    const withoutKey = await tba.post(`[${dossierOf(TEN_MB + 1)}]`, { authorization: "" });
    expect(withoutKey.status).toBe(413);
    expect(await withoutKey.json()).toEqual({
      error: "Request Entity Too Large",
      message: "request entity too large",
    });
  });

  it("lit un corps gzip, et le mesure une fois déplié", async () => {
    const gzip = { "content-encoding": "gzip" };
    expect((await tba.post(gzipSync(`[${dossierOf(TEN_MB)}]`), gzip)).status).toBe(200);
    expect((await tba.post(gzipSync(`[${dossierOf(TEN_MB + 1)}]`), gzip)).status).toBe(413);
    expect((await tba.post("[]", gzip)).status).toBe(400);
    expect((await tba.post("[]", { "content-encoding": "zstd" })).status).toBe(415);
  });

  it("lit l'UTF-8 et l'UTF-16, et nulle autre écriture", async () => {
    const inCharset = (charset: string) => ({ "content-type": `application/json; charset=${charset}` });
    expect((await tba.post(Buffer.from("[{}]", "utf16le"), inCharset("utf-16"))).status).toBe(200);
    expect((await tba.post("[{}]", inCharset("utf-16"))).status).toBe(400);
    expect((await tba.post("[{}]", inCharset("latin1"))).status).toBe(415);
  });

  it.each(["[{]", "bonjour", "12", '"texte"', "true"])(
    "refuse « %s », qui n'est pas un JSON qu'il lit",
    async (body) => {
      const response = await tba.post(body, { authorization: "" });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: "Bad Request",
        message: expect.stringMatching(/^(Unexpected token|Expected)/),
      });
    },
  );

  it("ne lit pas un corps qui ne se dit pas JSON : il vaut {}", async () => {
    const response = await tba.post("[]", { "content-type": "text/plain" });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ details: [{ type: "array.base", context: { value: {} } }] });
  });

  it("répond 404 comme Express à un chemin inconnu", async () => {
    const response = await fetch(`${tba.url}/api/v4/<rien>`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain("<pre>Cannot GET /api/v4/%3Crien%3E</pre>");
  });
});
