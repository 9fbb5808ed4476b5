import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { listAudit } from "@/lib/services/audit/list-audit";
import { listImports } from "@/lib/services/imports/list-imports";
import { listJetons } from "@/lib/services/jetons/list-jetons";
import { revokeJeton } from "@/lib/services/jetons/revoke-jeton";
import { validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push, vendorJeton } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const server = softwareServer(database);
const NO_FILTER = { personId: "", action: null, from: null, to: null, address: "", page: 1 };

const stored = (etablissementId: string) =>
  rows<{ row: object }>(
    database.db,
    sql`select to_jsonb(d) as row from dossiers d where etablissement_id = ${etablissementId}::uuid order by id_erp_apprenant, annee_scolaire`,
  );

describe("Un logiciel envoie ses dossiers", () => {
  it("ils entrent par le même chemin qu'un fichier, et le journal dit quel jeton", async () => {
    const cfa = await cfaWithJeton(database.db);
    const { status, body } = await push(server.url, cfa.jeton, [validSource(1), validSource(2)]);
    expect([status, body.status, body.message, body.detail]).toEqual([200, "OK", "Queued", undefined]);
    expect(await stored(cfa.id)).toHaveLength(2);
    const [line] = (await within(cfa.ctx, cfa.uai, listAudit, NO_FILTER)).lines;
    expect(line?.by).toBe("Le logiciel « Logiciel d'essai »");
    expect(line?.sentence).toBe("a envoyé 2 dossiers : 2 nouveaux, 0 modifié, 0 inchangé, 0 non repris");
    expect(JSON.stringify(await rows(database.db, sql`select * from audit_log`))).not.toContain(cfa.jeton);
    expect((await within(cfa.ctx, cfa.uai, listImports)).rows).toEqual([]);
  });

  it("le même appel deux fois ne change rien, et ne laisse pas de trace", async () => {
    const cfa = await cfaWithJeton(database.db);
    const call = [validSource(1), validSource(2), validSource(3)];
    await push(server.url, cfa.jeton, call);
    const before = await stored(cfa.id);
    const again = await push(server.url, cfa.jeton, call);
    expect(again.body.detail).toBeUndefined();
    expect(await stored(cfa.id)).toEqual(before);
    expect(await database.db.$count(imports, eq(imports.etablissementId, cfa.id))).toBe(1);
  });

  it("un appel nommé est répondu de même, et son nom ne sert pas à un autre", async () => {
    const cfa = await cfaWithJeton(database.db);
    const name = { "idempotency-key": "nuit-1" };
    const first = await push(server.url, cfa.jeton, [validSource(1)], name);
    const again = await push(server.url, cfa.jeton, [validSource(1)], name);
    expect(again.body).toEqual(first.body);
    const other = await push(server.url, cfa.jeton, [validSource(2)], name);
    expect([other.status, other.body.error]).toEqual([422, "Unprocessable Entity"]);
    expect(await stored(cfa.id)).toHaveLength(1);
    // A day later the name is free again.
    await database.db.execute(sql`update push_calls set at = at - interval '25 hours'`);
    expect((await push(server.url, cfa.jeton, [validSource(2)], name)).status).toBe(200);
  });

  it("une correction du secrétariat survit à l'envoi de la nuit", async () => {
    const cfa = await cfaWithJeton(database.db);
    await push(server.url, cfa.jeton, [{ ...validSource(1), formation_cfd: "abc" }]);
    const [dossier] = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, cfa.id));
    expect(dossier?.blocked).toBe(true);
    await database.db
      .update(dossiers)
      .set({ corrections: { formation_cfd: { value: "40025214", source: "abc" } } })
      .where(eq(dossiers.id, dossier?.id ?? ""));
    await push(server.url, cfa.jeton, [
      { ...validSource(1), formation_cfd: "abc", ville: "x", email_contact: "n@example.org" },
    ]);
    const [after] = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, cfa.id));
    expect(after?.corrections).toHaveProperty("formation_cfd");
    expect(after?.blocked).toBe(false);
    expect(after?.source).not.toHaveProperty("ville");
  });

  it("ce qu'il faut demander à une personne est dit dans la réponse, et gardé sur le dossier", async () => {
    const cfa = await cfaWithJeton(database.db);
    const damaged = { ...validSource(1), nom_apprenant: "LefÃ¨vre" };
    const { body } = await push(server.url, cfa.jeton, [damaged]);
    expect(body.data[0].validation_errors).toEqual([]);
    expect(body.data[0].passerelle.a_confirmer).toEqual([expect.stringContaining("LefÃ¨vre")]);
    const [dossier] = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, cfa.id));
    expect(dossier).toMatchObject({ blocked: true, doubts: [{ code: "text-damaged", champ: "nom_apprenant" }] });
  });

  it("ce dont rien n'est repris n'est jamais dit accepté : un second sous le même identifiant, celui d'un autre, sans nom", async () => {
    const cfa = await cfaWithJeton(database.db);
    await push(server.url, cfa.jeton, [validSource(1)]);
    const somebodyElse = {
      ...validSource(2),
      id_erp_apprenant: validSource(1).id_erp_apprenant,
      nom_apprenant: "Autre",
      prenom_apprenant: "Personne",
      date_de_naissance_apprenant: "2001-01-01",
      ine_apprenant: "0123456789A",
    };
    const before = await stored(cfa.id);
    const { nom_apprenant: _, ...nameless } = validSource(4);
    const second = { ...validSource(3), adresse_apprenant: "ailleurs" };
    const { body } = await push(server.url, cfa.jeton, [validSource(3), second, somebodyElse, nameless]);
    expect(body.data.map(({ has_error }: { has_error: boolean }) => has_error)).toEqual([false, true, true, true]);
    expect(body.data[1].passerelle.non_repris).toBe("Même apprenant et même année que le dossier n° 1, qui est gardé.");
    expect(body.data[2].validation_errors[0].message).toContain("autre personne");
    expect(body.data[3].validation_errors).toMatchObject([{ message: "String attendu", path: ["nom_apprenant"] }]);
    expect((await stored(cfa.id)).length).toBe(before.length + 1);
  });

  it("des appels qui arrivent ensemble passent l'un après l'autre, sans doublon ni numéro pris deux fois", async () => {
    const cfa = await cfaWithJeton(database.db);
    const calls = Array.from({ length: 6 }, (_, n) =>
      push(server.url, cfa.jeton, [validSource(n), validSource(n + 1)]),
    );
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(6).fill(200));
    const found = await database.db
      .select({ numero: dossiers.numero })
      .from(dossiers)
      .where(and(eq(dossiers.etablissementId, cfa.id)));
    expect(found.map(({ numero }) => numero).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("le jeton d'un éditeur range chaque dossier chez son formateur, et ne va jamais au-delà", async () => {
    const [one, two, other] = [
      await cfaWithJeton(database.db),
      await cfaWithJeton(database.db),
      await cfaWithJeton(database.db),
    ];
    const jeton = await vendorJeton(database.db, [one.uai, two.uai]);
    const of = (uai: string, n: number) => ({ ...validSource(n), etablissement_formateur_uai: uai });
    const { body } = await push(server.url, jeton, [of(one.uai, 1), of(two.uai, 2), of(other.uai, 3)]);
    expect(body.data.map(({ has_error }: { has_error: boolean }) => has_error)).toEqual([false, false, true]);
    expect([await stored(one.id), await stored(two.id), await stored(other.id)].map((l) => l.length)).toEqual([
      1, 1, 0,
    ]);
    const named = await push(server.url, jeton, [of(one.uai, 5)], { "x-etablissement-uai": two.uai });
    expect([named.status, (await stored(two.id)).length]).toEqual([200, 2]);
    const beyond = await push(server.url, jeton, [of(one.uai, 6)], { "x-etablissement-uai": other.uai });
    expect([beyond.status, beyond.body.error]).toEqual([403, "Forbidden"]);
  });
});

describe("Les refus, dans les mots du TBA", () => {
  it("sans clé, sans Bearer, avec une clé fausse, révoquée, ou qui ne fait que lire : 403, et rien du corps n'est lu", async () => {
    const cfa = await cfaWithJeton(database.db);
    const reader = await cfaWithJeton(database.db, ["read"]);
    const [jeton] = await within(cfa.ctx, cfa.uai, listJetons);
    const address = { "x-adresse": "203.0.113.50" };
    const said = async (authorization: string) =>
      (await push(server.url, "", "pas du JSON", { authorization, ...address })).body;
    expect(await said("")).toEqual({ error: "Forbidden", message: "Clé API manquante" });
    expect(await said("Basic abc")).toEqual({ error: "Forbidden", message: "La clé API doit etre au format Bearer" });
    expect(await said("Bearer abc")).toEqual({ error: "Forbidden", message: "La clé API n'est pas valide" });
    expect(await said(`Bearer ${reader.jeton}`)).toMatchObject({ error: "Forbidden" });
    await within(cfa.ctx, cfa.uai, revokeJeton, jeton?.id ?? "");
    expect(await said(`Bearer ${cfa.jeton}`)).toEqual({ error: "Forbidden", message: "La clé API n'est pas valide" });
  });

  it("un corps qui n'est pas un tableau, trop long, ou pas du JSON : 400", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    const message = async (body: unknown) => {
      const answer = await push(server.url, jeton, body);
      return [answer.status, answer.body.message, answer.body.details?.[0]?.type];
    };
    expect(await message({})).toEqual([400, "Erreur de validation", "array.base"]);
    expect(await message(Array(2001).fill({}))).toEqual([400, "Erreur de validation", "array.max"]);
    expect((await message("[1,"))[0]).toBe(400);
    expect(await message(`[{"nom_apprenant":${"[".repeat(50_000)}${"]".repeat(50_000)}}]`)).toEqual([
      400,
      "JSON nested beyond 32 levels",
      undefined,
    ]);
    expect((await push(server.url, jeton, [])).body).toEqual({ status: "OK", message: "Queued", data: [] });
  });

  it("plus de 10 Mo, même compressés en quelques kilo-octets : 413", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    // Made without blocking: a connection kept open would be closed meanwhile.
    const bomb = await promisify(gzip)(Buffer.alloc(100 * 1024 * 1024, " "));
    const answer = await push(server.url, jeton, bomb, { "content-encoding": "gzip" });
    expect([answer.status, answer.body]).toEqual([
      413,
      { error: "Request Entity Too Large", message: "request entity too large" },
    ]);
    expect((await push(server.url, jeton, " ".repeat(11 * 1024 * 1024))).status).toBe(413);
    expect((await push(server.url, jeton, Buffer.from("x"), { "content-encoding": "gzip" })).status).toBe(400);
    const small = await push(server.url, jeton, gzipSync(JSON.stringify([validSource(1)])), {
      "content-encoding": "gzip",
    });
    expect(small.status).toBe(200);
  });

  it("trois cents appels sans clé qui vaille depuis une adresse : 429, et quand revenir", async () => {
    const headers = { "x-adresse": "203.0.113.99" };
    for (let n = 0; n < 300; n++) await push(server.url, "faux", "[]", headers);
    const answer = await push(server.url, "faux", "[]", headers);
    expect([answer.status, answer.body.message]).toEqual([429, "Trop de requêtes, veuillez réessayer plus tard."]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.headers.get("ratelimit-remaining")).toBe("0");
  });

  it("en IPv6, où chacun a des milliards d'adresses, c'est son réseau qui est compté", async () => {
    const from = (n: number) => ({ "x-adresse": `2001:db8:7:9::${n.toString(16)}` });
    for (let n = 0; n < 300; n++) await push(server.url, "faux", "[]", from(n));
    expect((await push(server.url, "faux", "[]", from(300))).status).toBe(429);
    expect((await push(server.url, "faux", "[]", { "x-adresse": "2001:db8:7:a::1" })).status).toBe(403);
  });

  it("des valeurs étranges ne font jamais de 500 : clés de prototype, demi-caractères, nombres sans fin, identifiant d'un mégaoctet", async () => {
    const { jeton, id } = await cfaWithJeton(database.db);
    const odd = [
      `{"__proto__":{"nom_apprenant":"x"},"constructor":1}`,
      JSON.stringify({ ...validSource(1), nom_apprenant: "a\ud800\u0000b" }),
      JSON.stringify(validSource(2)).replace("{", `{"annee_formation":1e999,"nom_apprenant":"double",`),
      JSON.stringify({ ...validSource(3), id_erp_apprenant: "9".repeat(1024 * 1024) }),
      JSON.stringify({ ...validSource(4), adresse_apprenant: { a: [1] }, custom_statut_apprenant: [[1]] }),
      // Fifty such names on a page took gigabytes of the server.
      JSON.stringify({ ...validSource(5), nom_apprenant: "A".repeat(10_001) }),
      JSON.stringify({ ...validSource(6), prenom_apprenant: { a: "A".repeat(10_001) } }),
      JSON.stringify({ ...validSource(7), nom_apprenant: "A".repeat(10_000) }),
    ];
    const { status, body } = await push(server.url, jeton, `[${odd.join(",")}]`);
    expect(status).toBe(200);
    expect(body.data).toHaveLength(8);
    expect(body.data[3].has_error).toBe(true);
    expect(body.data[5].passerelle.non_repris).toMatch(/^Ce champ dépasse 10\s000 caractères/);
    expect(body.data[6].passerelle.non_repris).toMatch(/^Ce champ dépasse/);
    expect((await stored(id)).length).toBe(4);
  });
});
