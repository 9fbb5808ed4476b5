import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { tbaKeys } from "@/db/schema/tba";
import { decryptKey, getKeyLink, loadKeyState, saveKey } from "@/lib/services/settings/tba-key";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const KEY = "c1e00000-1111-4222-8333-444444444444";

describe("La clé du TBA", () => {
  it("est chiffrée en base, absente du journal et de l'état montré, et se relit pour l'envoi", async () => {
    const cfa = await newEtablissement(database.db);
    const ctx = await person(database.db, cfa.id, "administrateur");
    expect(await within(ctx, cfa.uai, loadKeyState)).toMatchObject({ present: false });
    await within(ctx, cfa.uai, saveKey, `  ${KEY}\n`);
    const rows = await database.db.select().from(tbaKeys).where(eq(tbaKeys.etablissementId, cfa.id));
    const traces = await database.db.select().from(auditLog).where(eq(auditLog.etablissementId, cfa.id));
    const etat = await within(ctx, cfa.uai, loadKeyState);
    expect(JSON.stringify([rows, traces, etat])).not.toContain(KEY);
    expect(rows[0]?.ciphertext).toMatch(/^v1\./);
    expect(traces.map((t) => t.action)).toEqual(["key-saved"]);
    expect(etat).toMatchObject({ present: true, modifiedBy: "Personne d'essai", lastTest: null });
    expect(await decryptKey(database.db, cfa.id)).toBe(KEY);
  });

  it("refuse ce qui n'est pas une clé, sans répéter la saisie ni rien écrire", async () => {
    const cfa = await newEtablissement(database.db);
    const ctx = await person(database.db, cfa.id, "administrateur");
    for (const input of ["", "   ", "deux mots collés", "clé\nautre", "x".repeat(500), "éèà-éèà-éèà"]) {
      const error = await within(ctx, cfa.uai, saveKey, input).catch((e) => e);
      expect(error.code).toBe("INVALID_INPUT");
      if (input.trim() !== "") expect(error.message).not.toContain(input);
    }
    expect(await decryptKey(database.db, cfa.id)).toBeNull();
  });

  it("dit sa dernière utilisation : la dernière transmission, ou la clé enregistrée de nouveau depuis", async () => {
    const cfa = await newEtablissement(database.db);
    const on = async (day: string) => ({
      ...(await person(database.db, cfa.id, "administrateur")),
      now: new Date(`${day}T09:00:00Z`),
    });
    const use = async () => (await within(await on("2027-06-01"), cfa.uai, loadKeyState)).lastUse;
    expect(await use()).toBeNull();
    await within(await on("2026-02-28"), cfa.uai, saveKey, KEY);
    expect(await use()).toEqual({ day: "2026-02-28", limit: "2027-02-28", over: true, of: "key" });
    const run = { etablissementId: cfa.id, startedAt: new Date("2026-05-01T00:30:00Z") };
    await storeTransmission(database.db, { ...run, accepted: 0, refused: 0 });
    expect(await use()).toMatchObject({ of: "key" });
    await storeTransmission(database.db, {
      ...run,
      accepted: 3,
      eligibles: 3,
      endedAt: new Date("2026-05-01T00:31:00Z"),
    });
    expect(await use()).toEqual({ day: "2026-05-01", limit: "2027-05-01", over: true, of: "transmission" });
    await within(await on("2026-06-02"), cfa.uai, saveKey, KEY);
    expect(await use()).toEqual({ day: "2026-06-02", limit: "2027-06-02", over: false, of: "key" });
  });

  it("mène par la clé bleue à la page du TBA, avec le SIRET et l'UAI de l'établissement", async () => {
    const cfa = await newEtablissement(database.db);
    const url = new URL(await within(await person(database.db, cfa.id, "lecteur"), cfa.uai, getKeyLink));
    expect(url.pathname).toBe("/connexion-api");
    expect(Object.fromEntries(url.searchParams)).toEqual({ siret: cfa.siret, uai: cfa.uai, erp: "passerelle-tba" });
  });
});
