import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { alertes } from "@/db/schema/alertes";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { transmissions } from "@/db/schema/transmissions";
import { TRIGGERS } from "@/db/schema/triggers";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

async function dossier() {
  const { id } = await newEtablissement(database.db);
  await storeDossiers(database.db, id, [validSource(1)]);
  const [stored] = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, id));
  if (stored === undefined) throw new Error("Préparation manquée");
  const sent = async () =>
    (await database.db.select().from(submissions).where(eq(submissions.dossierId, stored.id)))[0];
  return { stored, sent };
}

describe("Ce que la base fait d'elle-même", () => {
  it("porte les noms que le schéma donne", async () => {
    const found = await rows<{ name: string; table: string }>(
      database.db,
      sql`select tgname as name, tgrelid::regclass::text as table from pg_trigger
        where not tgisinternal and tgrelid::regclass::text not like 'pgboss.%' order by tgname`,
    );
    expect(Object.fromEntries(found.map((t) => [t.name, t.table]))).toEqual(TRIGGERS);
  });

  it("ouvre, avec chaque dossier, la ligne de ce que le TBA en a", async () => {
    const { sent } = await dossier();
    expect(await sent()).toMatchObject({ sentFingerprint: null, sentPayload: null, tbaMessages: [] });
  });

  it("garde ce qui fut envoyé ou refusé quand le dossier change, et une seule fois", async () => {
    const { stored, sent } = await dossier();
    const { fingerprint, payload } = stored;
    const change = (n: number) =>
      database.db
        .update(dossiers)
        .set({ payload: `{"n":${n}}`, fingerprint: `f${n}` })
        .where(eq(dossiers.id, stored.id));
    await database.db
      .update(submissions)
      .set({ sentFingerprint: fingerprint, refusedFingerprint: "f1" })
      .where(eq(submissions.dossierId, stored.id));
    await change(1);
    expect(await sent()).toMatchObject({ sentPayload: payload, refusedPayload: null });
    await change(2);
    expect(await sent()).toMatchObject({ sentPayload: payload, refusedPayload: '{"n":1}' });
  });

  it("refuse une valeur qui n'est pas de la liste", async () => {
    const { id: etablissementId } = await newEtablissement(database.db);
    const instant = new Date();
    const run = { etablissementId, startedAt: instant, heartbeatAt: instant, trigger: "clock", status: "perdue" };
    const alerte = { etablissementId, openedAt: instant, kind: "inconnue" };
    await expect(database.db.insert(transmissions).values(run as never)).rejects.toThrow();
    await expect(database.db.insert(alertes).values(alerte as never)).rejects.toThrow();
  });
});
