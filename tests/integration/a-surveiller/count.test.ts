import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { submissions } from "@/db/schema/dossiers";
import { heldPushes, pushSightings } from "@/db/schema/pushes";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { declareDepart, undoDepart } from "@/lib/services/a-surveiller/declare-depart";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { fileRow, HEADINGS } from "@/tests/factories/importing-cfa";
import { storeHeldPush, storeSighting } from "@/tests/factories/pushes";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const unreachable = { findOrganisme: async () => ({ kind: "unreachable" as const, reason: "essai" }) };

async function cfa() {
  const { id: etablissementId, uai } = await newEtablissement(database.db);
  const secretary = await person(database.db, etablissementId, "gestionnaire");
  let day = 1;
  const tomorrow = () => ({ ...secretary, now: new Date(Date.UTC(2026, 9, day++, 3)) });
  const onImport = (...rows: string[]) => {
    const file = { name: "a.csv", bytes: new TextEncoder().encode([HEADINGS, ...rows].join("\n")) };
    return within(tomorrow(), uai, importBytes, file, unreachable);
  };
  const allSent = () => {
    const sent = { receivedAt: new Date(), sentAt: new Date() };
    return database.db.update(submissions).set(sent).where(eq(submissions.etablissementId, etablissementId));
  };
  const idOf = async (identifier: string) =>
    (await storedDossiers(database.db, etablissementId)).get(identifier)?.id ?? "";
  const count = () => within({ ...secretary, now: new Date("2026-10-20T09:00:00Z") }, uai, countToWatch);
  return { etablissementId, uai, tomorrow, onImport, allSent, idOf, count };
}

describe("Ce que le menu compte d'« À surveiller »", () => {
  it("suit aussitôt chaque fichier, et chaque départ dit ou repris", async () => {
    const { uai, tomorrow, onImport, allSent, idOf, count } = await cfa();
    const [one, two, three] = [fileRow("A", "Aubry"), fileRow("B", "Berger"), fileRow("C", "Colin")] as const;
    await onImport(one, two, three);
    await allSent();
    expect(await count()).toBe(0);
    await onImport(one, two);
    expect(await count()).toBe(1);
    const gone = await idOf("C");
    await within(tomorrow(), uai, declareDepart, gone, { reason: "erreur", date: "", cause: "" });
    expect(await count()).toBe(0);
    await within(tomorrow(), uai, undoDepart, gone);
    expect(await count()).toBe(1);
    await onImport(one, two, three);
    expect(await count()).toBe(0);
  });

  it("suit aussitôt ce qu'un logiciel envoie, n'envoie plus, et ce qui attend une réponse", async () => {
    const { etablissementId, allSent, idOf, count } = await cfa();
    await storeDossiers(database.db, etablissementId, [validSource(1), validSource(2)]);
    await allSent();
    expect(await count()).toBe(0);
    const held = { etablissementId, dossierId: await idOf("E-1"), idErpApprenant: "E-1", source: validSource(3) };
    await storeHeldPush(database.db, held);
    expect(await count()).toBe(1);
    await database.db.delete(heldPushes).where(eq(heldPushes.etablissementId, etablissementId));
    expect(await count()).toBe(0);

    const [before, since] = [new Date("2026-10-01T02:00:00Z"), new Date("2026-10-19T02:00:00Z")];
    await storeSighting(database.db, etablissementId, "E-2", before);
    expect(await count()).toBe(0);
    await storeSighting(database.db, etablissementId, "E-1", since);
    expect(await count()).toBe(1);
    const sighting = eq(pushSightings.dossierId, await idOf("E-2"));
    await database.db.update(pushSightings).set({ at: since }).where(sighting);
    expect(await count()).toBe(0);
    await database.db.update(pushSightings).set({ at: before }).where(sighting);
    expect(await count()).toBe(1);
    await database.db.delete(pushSightings).where(sighting);
    expect(await count()).toBe(0);
  });
});
