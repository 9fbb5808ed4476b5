import { eq, sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { extractPerson } from "@/lib/services/rgpd/extract/extract-person";
import { deliverWebhooks } from "@/lib/services/webhooks/deliver-webhooks";
import { rotateSecret } from "@/lib/services/webhooks/manage-endpoint";
import { recordEvent } from "@/lib/services/webhooks/record-event";
import { recordValidityEvents } from "@/lib/services/webhooks/validity-events";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { newEndpoint, onlyEndpoint } from "@/tests/factories/webhooks";
import { softwareServer } from "@/tests/helpers/software-server";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { toldSoftware } from "@/tests/helpers/told-software";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const simulator = testSimulator();
const server = softwareServer(database);
const software = toldSoftware();

const round = () => deliverWebhooks({ db: database.db, boss: outbox.boss });
const happen = (etablissementId: string) =>
  recordEvent(database.db, etablissementId, "cle.refusee", new Date(), () => ({ path: "/parametrage", data: {} }));

describe("Ce qu'un logiciel apprend", () => {
  it("la fin d'une transmission, avec ses comptes et le lien, sans le nom de personne", async () => {
    const cfa = await testCfa(database.db, simulator, [validSource(1), validSource(2, { formation_cfd: "x" })]);
    const { secret } = await newEndpoint(cfa.ctx, cfa.uai, software.url("/fin"));
    const { summary } = await cfa.send();
    await round();
    const [told, ...others] = software.told("/fin", secret);
    expect(others).toEqual([]);
    expect(told?.message).toMatchObject({
      type: "transmission.terminee",
      data: {
        uai: cfa.uai,
        transmission: { id: summary.id, etat: "terminee", eligibles: 1, acceptes: 1, refuses: 0, invalides: 1 },
        lien: `http://localhost:3000/${cfa.uai}/transmissions/${summary.id}`,
      },
    });
    expect((await onlyEndpoint(cfa.ctx, cfa.uai)).deliveries).toMatchObject([
      { state: "done", attempts: 1, httpStatus: 204, failure: null, eventId: told?.id },
    ]);
    await round();
    expect(software.count("/fin")).toBe(1);
  });

  it("une clé refusée, une fois, et la transmission qui échoue par elle", async () => {
    const cfa = await testCfa(database.db, simulator, [validSource(1)], "cle-que-le-tba-ne-connait-pas");
    const { secret } = await newEndpoint(cfa.ctx, cfa.uai, software.url("/cle"));
    await cfa.send();
    await cfa.send();
    await round();
    const types = software.told("/cle", secret).map(({ message }) => message.type);
    expect(types.sort()).toEqual(["cle.refusee", "transmission.terminee", "transmission.terminee"]);
  });

  it("les dossiers devenus invalides, ensemble et par leur identifiant ; ni ceux qui le restent, ni ceux qui ne le sont plus", async () => {
    const cfa = await cfaWithJeton(database.db);
    await push(server.url, cfa.jeton, [validSource(1), validSource(2), { ...validSource(3), formation_cfd: "x" }]);
    const { secret } = await newEndpoint(cfa.ctx, cfa.uai, software.url("/invalides"));
    const broken = (n: number) => ({ ...validSource(n), formation_cfd: "x" });
    await push(server.url, cfa.jeton, [
      broken(1),
      broken(2),
      { ...broken(3), email_contact: "n@example.org" },
      broken(4),
    ]);
    // One comes back before anybody looked.
    await push(server.url, cfa.jeton, [validSource(2)]);
    await round();
    const [told, ...others] = software.told("/invalides", secret);
    expect(others).toEqual([]);
    expect(told?.message).toMatchObject({ type: "dossier.invalide", data: { nombre: 2, tronque: false } });
    expect(told?.message.data.dossiers).toEqual([
      { id_erp_apprenant: "E-1", annee_scolaire: validSource(1).annee_scolaire, anomalies: ["CFD_INVALIDE"] },
      { id_erp_apprenant: "E-4", annee_scolaire: validSource(4).annee_scolaire, anomalies: ["CFD_INVALIDE"] },
    ]);
    expect(JSON.stringify(told?.message)).not.toContain("Nom");
    expect(await rows(database.db, sql`select 1 from validity_changes`)).toEqual([]);
  });

  it("une personne effacée sort de ce qui lui fut dit, ou va l'être ; le reste du message demeure", async () => {
    const cfa = await cfaWithJeton(database.db);
    const { secret } = await newEndpoint(cfa.ctx, cfa.uai, software.url("/efface"));
    await push(
      server.url,
      cfa.jeton,
      [1, 2].map((n) => ({ ...validSource(n), formation_cfd: "x" })),
    );
    await recordValidityEvents(database.db, new Date());
    const gone = (await storedDossiers(database.db, cfa.id)).get("E-1");
    const { bytes } = await within(cfa.ctx, cfa.uai, extractPerson, gone?.id ?? "");
    const held = JSON.parse(strFromU8(unzipSync(bytes)["donnees.json"] ?? new Uint8Array()));
    expect(held["notifications aux logiciels"]).toHaveLength(1);
    await within(cfa.ctx, cfa.uai, erasePerson, gone?.id ?? "", gone?.apprenant ?? "");
    await round();
    const [told] = software.told("/efface", secret);
    expect(told?.message.data.dossiers).toMatchObject([{ id_erp_apprenant: "E-2" }]);
  });

  it("rien de ce qui est annulé avec la transaction, ni de ce qu'il n'a pas demandé", async () => {
    const cfa = await cfaWithJeton(database.db);
    await newEndpoint(cfa.ctx, cfa.uai, software.url("/rien"), ["transmission.terminee"]);
    await push(server.url, cfa.jeton, [{ ...validSource(1), formation_cfd: "x" }]);
    await happen(cfa.id);
    await newEndpoint(cfa.ctx, cfa.uai, software.url("/rien-2"), ["dossier.invalide"]);
    await push(server.url, cfa.jeton, [{ ...validSource(2), formation_cfd: "x" }], {}, "/essai");
    await round();
    expect([software.count("/rien"), software.count("/rien-2")]).toEqual([0, 0]);
  });

  it("jamais ce qui est d'un autre établissement", async () => {
    const [mine, other] = [await cfaWithJeton(database.db), await cfaWithJeton(database.db)];
    await newEndpoint(mine.ctx, mine.uai, software.url("/mien"));
    await happen(other.id);
    await database.db.update(dossiers).set({ blocked: true }).where(eq(dossiers.etablissementId, other.id));
    await round();
    expect(software.count("/mien")).toBe(0);
  });
});

describe("Le secret d'une adresse", () => {
  it("changé, l'ancien signe encore un jour à côté du nouveau, puis plus", async () => {
    const cfa = await cfaWithJeton(database.db);
    const { id, secret } = await newEndpoint(cfa.ctx, cfa.uai, software.url("/secret"));
    const newer = await within(cfa.ctx, cfa.uai, rotateSecret, id);
    await happen(cfa.id);
    await round();
    for (const each of [secret, newer]) expect(software.told("/secret", each)).toMatchObject([{ signatures: 2 }]);
    await database.db
      .update(webhookEndpoints)
      .set({ previousUntil: new Date(Date.now() - 1000) })
      .where(eq(webhookEndpoints.id, id));
    await happen(cfa.id);
    await round();
    expect(software.told("/secret", newer).map(({ signatures }) => signatures)).toEqual([2, 1]);
    expect(() => software.told("/secret", secret)).toThrow();
    const kept = await rows(database.db, sql`select to_jsonb(e)::text as t from webhook_endpoints e`);
    for (const each of [secret, newer]) expect(JSON.stringify(kept)).not.toContain(each.slice(6, 30));
  });
});
