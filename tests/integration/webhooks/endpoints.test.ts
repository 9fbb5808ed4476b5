import { describe, expect, it } from "vitest";
import { listAudit } from "@/lib/services/audit/list-audit";
import { createEndpoint } from "@/lib/services/webhooks/create-endpoint";
import { listEndpoints } from "@/lib/services/webhooks/list-endpoints";
import { removeEndpoint, rotateSecret, setEndpointActive } from "@/lib/services/webhooks/manage-endpoint";
import { resendDelivery } from "@/lib/services/webhooks/resend-delivery";
import { testEndpoint } from "@/lib/services/webhooks/test-endpoint";
import { sendWebhook } from "@/lib/webhooks/send-webhook";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { newEndpoint, onlyEndpoint } from "@/tests/factories/webhooks";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { toldSoftware } from "@/tests/helpers/told-software";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const software = toldSoftware();
const NO_FILTER = { personId: "", action: null, from: null, to: null, address: "", page: 1 };

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  return { ...etablissement, ctx: await person(database.db, etablissement.id, "administrateur") };
}

describe("Les adresses prévenues d'un établissement", () => {
  it("se créent, se suspendent, se reprennent, se retirent ; le journal le dit par le nom du site, sans l'adresse entière", async () => {
    const { ctx, uai } = await cfa();
    const { id, secret } = await newEndpoint(ctx, uai, software.url("/tba?jeton=prive"));
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify(await within(ctx, uai, listEndpoints))).not.toContain(secret.slice(6));
    expect(await within(ctx, uai, setEndpointActive, id, false)).toBe("127.0.0.1");
    await expect(within(ctx, uai, testEndpoint, id)).rejects.toMatchObject({ code: "CONFLICT" });
    await within(ctx, uai, setEndpointActive, id, true);
    expect(await within(ctx, uai, rotateSecret, id)).not.toBe(secret);
    expect((await onlyEndpoint(ctx, uai)).previousUntil).not.toBeNull();
    await within(ctx, uai, removeEndpoint, id);
    expect(await within(ctx, uai, listEndpoints)).toEqual([]);
    const { lines } = await within(ctx, uai, listAudit, NO_FILTER);
    expect(lines.map(({ sentence }) => sentence.split(" : ")[1])).toEqual(Array(5).fill("127.0.0.1"));
    expect(JSON.stringify(lines)).not.toContain("jeton=");
  });

  it("l'essai part aussitôt, une fois, et dit comment il s'est passé", async () => {
    const { ctx, uai } = await cfa();
    const { id, secret } = await newEndpoint(ctx, uai, software.url("/essai"));
    const good = await within(ctx, uai, testEndpoint, id);
    expect(good).toEqual({ delivered: true, sentence: "L'essai est arrivé : le logiciel a répondu 204." });
    expect(software.told("/essai", secret)).toMatchObject([{ message: { type: "essai", data: { uai } } }]);
    software.answer("/essai", 302);
    const bad = await within({ ...ctx, now: new Date() }, uai, testEndpoint, id);
    expect(bad).toMatchObject({ delivered: false, sentence: expect.stringContaining("(réponse 302)") });
    expect((await onlyEndpoint(ctx, uai)).deliveries.map(({ state }) => state)).toEqual(["failed", "done"]);
  });

  it("l'essai dont le processus est mort n'attend pas pour toujours : il est dit interrompu", async () => {
    const { ctx, uai } = await cfa();
    const { id } = await newEndpoint(ctx, uai, software.url("/mort"));
    const dies = () => Promise.reject(new Error("tué"));
    await expect(within(ctx, uai, testEndpoint, id, dies)).rejects.toThrow();
    expect((await onlyEndpoint(ctx, uai)).deliveries).toMatchObject([{ state: "waiting" }]);
    const later = { ...ctx, now: new Date(Date.now() + 3 * 60_000) };
    expect((await onlyEndpoint(later, uai)).deliveries).toMatchObject([
      { type: "essai", state: "failed", failure: "stopped", nextAttemptAt: null },
    ]);
  });

  it("l'essai n'appelle pas le réseau de l'hébergeur quand celui-ci ne l'ouvre pas", async () => {
    const { ctx, uai } = await cfa();
    const { id } = await newEndpoint(ctx, uai, software.url("/prive"));
    const closed = await within(ctx, uai, testEndpoint, id, (message) => sendWebhook(message, { toPrivate: false }));
    expect(closed).toMatchObject({ delivered: false, sentence: expect.stringContaining("adresse privée") });
    expect(software.count("/prive")).toBe(0);
  });

  it("dit ce qui manque, champ par champ ; dix adresses au plus, trente envois à la main par heure", async () => {
    const { ctx, uai } = await cfa();
    await expect(within(ctx, uai, createEndpoint, { url: "ftp://a", events: ["autre"] })).rejects.toMatchObject({
      fields: { url: expect.any(String), events: expect.any(String) },
    });
    for (let n = 0; n < 10; n++) await newEndpoint(ctx, uai, software.url(`/dix/${n}`));
    const eleventh = { url: software.url("/onze"), events: ["cle.refusee"] };
    await expect(within(ctx, uai, createEndpoint, eleventh)).rejects.toMatchObject({ code: "CONFLICT" });
    const unknown = "00000000-0000-4000-8000-000000000000";
    const code = () => within(ctx, uai, testEndpoint, unknown).catch((error) => error.code);
    for (let n = 0; n < 30; n++) expect(await code()).toBe("NOT_FOUND");
    expect(await code()).toBe("TOO_MANY_ATTEMPTS");
  });

  it("un autre établissement n'y touche pas, un gestionnaire non plus", async () => {
    const [mine, other] = [await cfa(), await cfa()];
    const { id } = await newEndpoint(mine.ctx, mine.uai, software.url("/mur"));
    await within(mine.ctx, mine.uai, testEndpoint, id);
    const delivery = (await onlyEndpoint(mine.ctx, mine.uai)).deliveries[0]?.id ?? "";
    const acts = (ctx: typeof mine.ctx, uai: string) => [
      within(ctx, uai, rotateSecret, id),
      within(ctx, uai, setEndpointActive, id, false),
      within(ctx, uai, testEndpoint, id),
      within(ctx, uai, resendDelivery, outbox.boss, delivery),
      within(ctx, uai, removeEndpoint, id),
    ];
    const codes = async (acts: Promise<unknown>[]) =>
      (await Promise.allSettled(acts)).map((act) => (act.status === "rejected" ? act.reason.code : "passe"));
    expect(await codes(acts(other.ctx, other.uai))).toEqual(Array(5).fill("NOT_FOUND"));
    expect(await within(other.ctx, other.uai, listEndpoints)).toEqual([]);
    const gestionnaire = await person(database.db, mine.id, "gestionnaire");
    expect(await codes(acts(gestionnaire, mine.uai))).toEqual(Array(5).fill("FORBIDDEN"));
    expect(await onlyEndpoint(mine.ctx, mine.uai)).toMatchObject({ active: true, deliveries: [{ state: "done" }] });
  });
});
