import { describe, expect, it } from "vitest";
import { nights, transmissions } from "@/db/schema/transmissions";
import { loadMetrics } from "@/lib/services/metrics/load-metrics";
import { renderMetrics } from "@/lib/services/metrics/render-metrics";
import { openQueue, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const NOW = new Date();
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

/** The lines of one gauge, without its help. */
const linesOf = (text: string, name: string) =>
  text.split("\n").filter((line) => line.startsWith(`passerelle_${name}{`) || line.startsWith(`passerelle_${name} `));

describe("Les métriques", () => {
  it("disent la dernière nuit, les appels, la file et les durées, sans nommer personne ni aucun établissement", async () => {
    const own = await newEtablissement(database.db);
    await storeDossiers(database.db, own.id, [validSource(1, { nom_apprenant: "Secrète" })]);
    const [night] = await database.db
      .insert(nights)
      .values({ startedAt: minutesAgo(60), etablissements: 1 })
      .returning({ id: nights.id });
    const run = await storeTransmission(database.db, { etablissementId: own.id, startedAt: minutesAgo(60) });
    await database.db.update(transmissions).set({
      ...{ nightId: night?.id ?? null, status: "completed", endedAt: minutesAgo(58) },
      ...{ accepted: 12, refused: 3, notSent: 2, invalides: 4 },
    });
    const boss = await openQueue(database.database);
    try {
      await boss.send(TRANSMISSION_QUEUE, {}, { startAfter: new Date("2030-01-01T00:00:00Z"), singletonKey: run });
      const { text, contentType } = await renderMetrics(await loadMetrics(database.db, NOW));
      expect(contentType).toContain("text/plain");
      expect(linesOf(text, "last_night_dossiers")).toEqual([
        'passerelle_last_night_dossiers{outcome="accepted"} 12',
        'passerelle_last_night_dossiers{outcome="refused"} 3',
        'passerelle_last_night_dossiers{outcome="not_sent"} 2',
        'passerelle_last_night_dossiers{outcome="invalid"} 4',
      ]);
      expect(linesOf(text, "last_night_duration_seconds")).toEqual(["passerelle_last_night_duration_seconds 120"]);
      expect(linesOf(text, "last_night_runs")).toEqual(['passerelle_last_night_runs{status="completed"} 1']);
      expect(linesOf(text, "jobs")).toContain('passerelle_jobs{queue="transmission",state="pending"} 1');
      expect(linesOf(text, "tba_calls").length).toBeGreaterThan(0);
      for (const line of text.split("\n"))
        expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[^{}]*\})? [\d.e+-]+)?$/);
      for (const secret of ["Secrète", own.uai, own.id]) expect(text).not.toContain(secret);
    } finally {
      await boss.stop({ graceful: false });
    }
  });

  it("sont vides, et non fausses, avant la première nuit et sans file", async () => {
    await database.db.delete(nights);
    const { text } = await renderMetrics(await loadMetrics(database.db, NOW));
    expect(linesOf(text, "last_night_timestamp_seconds")).toEqual([]);
    expect(linesOf(text, "dossiers")).toHaveLength(2);
  });
});
