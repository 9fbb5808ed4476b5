import { describe, expect, it } from "vitest";
import { lastDays } from "@/lib/services/rapport/load-rapport";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { storeSighting } from "@/tests/factories/pushes";
import { storeFile, storeOwnReport, storePush } from "@/tests/factories/stored-file";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

async function cfaWithFile(at: string): Promise<string> {
  const { id } = await newEtablissement(database.db);
  await storeFile(database.db, id, new Date(at));
  return id;
}

describe("Le rapport dit de quand datent les dossiers et leur transmission", () => {
  it("ne dit rien avant les premiers, ni rien du voisin", async () => {
    const { id } = await newEtablissement(database.db);
    await cfaWithFile("2026-11-02T10:00:00Z");
    expect(await lastDays(database.db, id)).toEqual({ transmission: null, received: null });
  });

  it("le dernier fichier appliqué compte, au jour de Paris, non celui qui attend, qu'on a refusé ou annulé", async () => {
    const id = await cfaWithFile("2026-11-02T23:30:00Z");
    for (const state of ["preview", "refused", "undone", "cancelled"] as const)
      await storeFile(database.db, id, new Date("2026-11-09T10:00:00Z"), state);
    expect((await lastDays(database.db, id)).received).toBe("2026-11-03");
  });

  it("un envoi de logiciel qui ne change rien compte, quand le fichier est plus ancien, et l'inverse", async () => {
    const id = await cfaWithFile("2026-11-02T10:00:00Z");
    await storeDossiers(database.db, id, [validSource(1)]);
    await storeSighting(database.db, id, "E-1", new Date("2026-11-20T02:00:00Z"));
    expect((await lastDays(database.db, id)).received).toBe("2026-11-20");
    await storeFile(database.db, id, new Date("2026-11-21T10:00:00Z"));
    expect((await lastDays(database.db, id)).received).toBe("2026-11-21");
  });

  it("un fichier dont tout a été écarté n'en apporte aucun", async () => {
    const id = await cfaWithFile("2026-11-02T10:00:00Z");
    await storeFile(database.db, id, new Date("2026-11-20T10:00:00Z"), "applied", 0);
    expect((await lastDays(database.db, id)).received).toBe("2026-11-02");
  });

  it("un envoi de logiciel tout mis de côté n'en apporte aucun, ni la réponse donnée plus tard sur l'un d'eux", async () => {
    const id = await cfaWithFile("2026-11-02T10:00:00Z");
    const { actor } = await person(database.db, id, "gestionnaire");
    await storePush(database.db, id, new Date("2026-11-20T10:00:00Z"), 0);
    await storePush(database.db, id, new Date("2026-11-21T10:00:00Z"), 1, actor.kind === "person" ? actor.id : null);
    expect((await lastDays(database.db, id)).received).toBe("2026-11-02");
    await storePush(database.db, id, new Date("2026-11-19T10:00:00Z"), 1);
    expect((await lastDays(database.db, id)).received).toBe("2026-11-19");
  });

  it("notre propre rapport, corrigé puis rendu, n'est pas des dossiers reçus", async () => {
    const id = await cfaWithFile("2026-11-02T10:00:00Z");
    await storeOwnReport(database.db, id, new Date("2026-11-20T10:00:00Z"));
    expect((await lastDays(database.db, id)).received).toBe("2026-11-02");
  });

  it("seule une transmission allée à son terme compte", async () => {
    const id = await cfaWithFile("2026-11-02T10:00:00Z");
    const run = (startedAt: string, status: "completed" | "failed") =>
      storeTransmission(database.db, { etablissementId: id, startedAt: new Date(startedAt), status }, null);
    await run("2026-11-03T01:00:00Z", "completed");
    await run("2026-11-04T01:00:00Z", "failed");
    expect(await lastDays(database.db, id)).toEqual({ transmission: "2026-11-03", received: "2026-11-02" });
  });
});
