import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { reseaux } from "@/db/schema/etablissements";
import { jetons } from "@/db/schema/jetons";
import { listAudit } from "@/lib/services/audit/list-audit";
import type { ServiceContext } from "@/lib/services/context";
import { createJeton, createJetonFromHost } from "@/lib/services/jetons/create-jeton";
import { listJetons } from "@/lib/services/jetons/list-jetons";
import { openJeton } from "@/lib/services/jetons/open-jeton";
import { revokeJeton } from "@/lib/services/jetons/revoke-jeton";
import { validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const server = softwareServer(database);
const INPUT = { name: "Logiciel d'essai", rights: ["send", "read"], days: "90" };
const NO_FILTER = { personId: "", action: null, from: null, to: null, address: "", page: 1 };

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "administrateur");
  return { ...etablissement, ctx };
}

const enter = (secret: string, change: Partial<ServiceContext> = {}) =>
  openJeton({ db: database.db, now: new Date(), address: "203.0.113.7", ...change }, secret);

describe("Les jetons des logiciels", () => {
  it("un jeton entre dans son établissement, avec ses droits, et son dernier usage se lit", async () => {
    const { ctx, uai, id } = await cfa();
    const secret = await within(ctx, uai, createJeton, INPUT);
    expect(await enter(secret)).toMatchObject({
      name: INPUT.name,
      rights: ["send", "read"],
      etablissements: [{ id, uai }],
    });
    const [jeton] = await within(ctx, uai, listJetons);
    expect(jeton).toMatchObject({ state: "active", shared: false, lastAddress: "203.0.113.7" });
    expect(jeton?.lastUsedAt).not.toBeNull();
  });

  it("le secret n'est nulle part dans la base, ni dans le journal", async () => {
    const { ctx, uai } = await cfa();
    const secret = await within(ctx, uai, createJeton, INPUT);
    const kept = await rows(
      database.db,
      sql`select to_jsonb(j)::text || (select coalesce(jsonb_agg(a), '[]')::text from audit_log a) as t from jetons j`,
    );
    expect(JSON.stringify(kept)).not.toContain(secret.slice(5));
    const { lines } = await within(ctx, uai, listAudit, NO_FILTER);
    expect(lines[0]?.sentence).toBe("a créé le jeton d'un logiciel : Logiciel d'essai");
  });

  it("un jeton révoqué, fini, ou inconnu n'ouvre rien, dès l'appel d'après", async () => {
    const { ctx, uai } = await cfa();
    const secret = await within(ctx, uai, createJeton, INPUT);
    expect(await enter(secret, { now: new Date(Date.now() + 91 * 24 * 3600_000) })).toBeNull();
    const [jeton] = await within(ctx, uai, listJetons);
    expect(await within(ctx, uai, revokeJeton, jeton?.id ?? "")).toBe(INPUT.name);
    expect(await enter(secret)).toBeNull();
    expect(await enter(`${secret}x`)).toBeNull();
    expect(await enter("")).toBeNull();
  });

  it("la liste marque celui qui expire bientôt, puis ne vaut plus, et ne prête à personne celui de qui n'a plus de compte", async () => {
    const { ctx, uai } = await cfa();
    await within(ctx, uai, createJeton, INPUT);
    const DAY = 24 * 3600_000;
    const stateIn = async (days: number) => {
      const later = { ...ctx, now: new Date(ctx.now.getTime() + days * DAY) };
      return (await within(later, uai, listJetons))[0]?.state;
    };
    expect([await stateIn(0), await stateIn(59), await stateIn(61), await stateIn(90)]).toEqual([
      "active",
      "active",
      "ending",
      "over",
    ]);
    await database.db.update(jetons).set({ createdBy: null });
    const [orphan] = await within(ctx, uai, listJetons);
    expect(orphan?.by).toBe("l'hébergeur, ou une personne partie depuis");
  });

  it("un autre établissement ne le voit ni ne le révoque, et un gestionnaire n'y touche pas", async () => {
    const [mine, other] = [await cfa(), await cfa()];
    const secret = await within(mine.ctx, mine.uai, createJeton, INPUT);
    const [jeton] = await within(mine.ctx, mine.uai, listJetons);
    expect(await within(other.ctx, other.uai, listJetons)).toEqual([]);
    await expect(within(other.ctx, other.uai, revokeJeton, jeton?.id ?? "")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const gestionnaire = await person(database.db, mine.id, "gestionnaire");
    await expect(within(gestionnaire, mine.uai, createJeton, INPUT)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await enter(secret)).not.toBeNull();
  });

  it("le jeton d'un éditeur entre dans plusieurs établissements ; l'un le révoque pour lui seul", async () => {
    const [one, two] = [await cfa(), await cfa()];
    const host = { db: database.db, actor: { kind: "clock" as const }, now: new Date() };
    const secret = await createJetonFromHost(host, { ...INPUT, uais: [one.uai, two.uai], reseau: "" });
    expect((await enter(secret))?.etablissements.map(({ uai }) => uai).sort()).toEqual([one.uai, two.uai].sort());
    const [jeton] = await within(one.ctx, one.uai, listJetons);
    expect(jeton).toMatchObject({ shared: true, by: "l'hébergeur" });
    await within(one.ctx, one.uai, revokeJeton, jeton?.id ?? "");
    expect((await enter(secret))?.etablissements.map(({ uai }) => uai)).toEqual([two.uai]);
    const { lines } = await within(two.ctx, two.uai, listAudit, NO_FILTER);
    expect(lines[0]?.by).toBe("L'hébergeur");
  });

  it("le jeton d'un réseau entre chez ses membres d'aujourd'hui, et jamais au-delà : ni un autre réseau, ni un membre d'après, ni là où il est révoqué", async () => {
    const reseauOf = async () => {
      const [row] = await database.db
        .insert(reseaux)
        .values({ name: `Réseau ${randomUUID()}` })
        .returning();
      if (row === undefined) throw new Error("Préparation manquée");
      return row;
    };
    const [own, foreign] = [await reseauOf(), await reseauOf()];
    const memberOf = (id: string | null) => newEtablissement(database.db, id);
    const [one, two] = [await memberOf(own.id), await memberOf(own.id)];
    const outside = [await memberOf(foreign.id), await memberOf(null)];
    const host = { db: database.db, actor: { kind: "clock" as const }, now: new Date() };
    const secret = await createJetonFromHost(host, { ...INPUT, uais: [], reseau: own.name });
    outside.push(await memberOf(own.id));
    const of = (uai: string, n: number) => ({ ...validSource(n), etablissement_formateur_uai: uai });
    const items = [one, two, ...outside].map(({ uai }, n) => of(uai, n));
    const { body } = await push(server.url, secret, items);
    const refused = (answer: typeof body) => answer.data.map(({ has_error }: { has_error: boolean }) => has_error);
    expect(refused(body)).toEqual([false, false, true, true, true]);
    expect(body.data[2].validation_errors[0].message).toContain("n'ouvre pas cet établissement");
    for (const { uai } of outside) {
      const named = await push(server.url, secret, [of(one.uai, 9)], { "x-etablissement-uai": uai });
      expect(named.status).toBe(403);
    }
    const administrateur = await person(database.db, two.id, "administrateur");
    const [jeton] = await within(administrateur, two.uai, listJetons);
    expect(jeton).toMatchObject({ shared: true, by: "l'hébergeur" });
    await within(administrateur, two.uai, revokeJeton, jeton?.id ?? "");
    // One établissement is left: the dossiers of the one that ended it do not go there instead.
    expect(refused((await push(server.url, secret, [of(two.uai, 20), of(one.uai, 22)])).body)).toEqual([true, false]);
    const beyond = await push(server.url, secret, [of(two.uai, 21)], { "x-etablissement-uai": two.uai });
    expect(beyond.status).toBe(403);
    const counts = [];
    for (const { id } of [one, two, ...outside]) {
      counts.push(await database.db.$count(dossiers, eq(dossiers.etablissementId, id)));
    }
    expect(counts).toEqual([2, 1, 0, 0, 0]);
  });

  it("dit ce qui manque, champ par champ", async () => {
    const { ctx, uai } = await cfa();
    await expect(within(ctx, uai, createJeton, { name: " ", rights: [], days: "7" })).rejects.toMatchObject({
      fields: { name: expect.any(String), rights: expect.any(String), days: expect.any(String) },
    });
  });
});
