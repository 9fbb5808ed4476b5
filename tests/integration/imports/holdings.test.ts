import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { submissions } from "@/db/schema/dossiers";
import { importChanges } from "@/db/schema/import-staging";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { applyCorrections } from "@/lib/services/dossiers/corrections/apply-corrections";
import { lastAuthor } from "@/lib/services/dossiers/dossier-version";
import { undoImport } from "@/lib/services/imports/undo-import";
import { importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);

async function cfa() {
  const own = await importingCfa(database, queue);
  let files = 0;
  const receive = async (...lines: string[]) => {
    // An empty line more each time: the very same file again would wait for somebody to want it.
    files += 1;
    const id = await own.csv(...lines, ...Array<string>(files).fill(""));
    await own.apply(id);
    return id;
  };
  /** By the software's identifier, the place of each dossier's row in its table: it moves when it is written. */
  const places = async () => {
    const found = await rows<{ key: string; place: string }>(
      database.db,
      sql`select id_erp_apprenant as key, ctid::text as place from dossiers where etablissement_id = ${own.id}::uuid`,
    );
    return new Map(found.map(({ key, place }) => [key, place]));
  };
  const holders = async () => new Map([...(await own.stored())].map(([key, { importId }]) => [key, importId]));
  return { ...own, receive, places, holders };
}

describe("Ce qu'un fichier porte sans le changer", () => {
  it("n'est pas écrit : aucun dossier ne bouge, aucune ligne n'est gardée pour chacun", async () => {
    const { receive, places, holders } = await cfa();
    await receive(row("E-1", "Martin"), row("E-2", "Durand"));
    const before = await places();
    const second = await receive(row("E-1", "Martin"), row("E-2", "Durand"));
    expect(await places()).toEqual(before);
    expect(await database.db.$count(importChanges, eq(importChanges.importId, second))).toBe(0);
    expect([...(await holders()).values()]).toEqual([second, second]);
  });

  it("dit qui n'est plus dans le logiciel : absents de l'aperçu, puis d'« À surveiller »", async () => {
    const { id, ctx, uai, receive, csv, apply, importRow, holders, stored } = await cfa();
    const lines = [row("E-1", "Martin"), row("E-2", "Durand"), row("E-3", "Petit")];
    await receive(...lines);
    const second = await receive(...lines);
    await database.db
      .update(submissions)
      .set({ sentAt: new Date(), sentFingerprint: "a" })
      .where(eq(submissions.etablissementId, id));
    const third = await csv(row("E-1", "Martin"), row("E-3", "Petite"));
    expect(await importRow(third)).toMatchObject({ unchanged: 1, modified: 1, effect: { absents: 1 } });
    await apply(third);
    const watched = await within(ctx, uai, loadToWatch);
    expect(watched.absents.map(({ apprenant }) => apprenant)).toEqual(["DURAND Léa"]);
    expect([...(await holders())].sort()).toEqual([
      ["E-1", third],
      ["E-2", second],
      ["E-3", third],
    ]);
    // And those that a fourth one does not change again.
    const fourth = await receive(row("E-1", "Martin"), row("E-3", "Petite"));
    expect((await within(ctx, uai, loadToWatch)).absents).toHaveLength(1);
    expect((await holders()).get("E-2")).toBe(second);
    expect((await holders()).get("E-1")).toBe(fourth);
    expect((await stored()).size).toBe(3);
  });

  it("revient au fichier d'avant quand le dernier est annulé, qui ne s'annule plus", async () => {
    const { ctx, uai, receive, csv, importRow, holders, stored } = await cfa();
    await receive(row("E-1", "Martin"), row("E-2", "Durand"));
    const second = await receive(row("E-1", "Martin"), row("E-2", "Durand"));
    const third = await receive(row("E-1", "Martin"), row("E-2", "Dupond"), row("E-3", "Petit"));
    expect(await within(ctx, uai, undoImport, third)).toMatchObject({ removed: 1, restored: 1 });
    expect([...(await holders())].sort()).toEqual([
      ["E-1", second],
      ["E-2", second],
    ]);
    expect((await stored()).get("E-2")).toMatchObject({ apprenant: "DURAND Léa" });
    await expect(within(ctx, uai, undoImport, second)).rejects.toMatchObject({ code: "CONFLICT" });
    const fourth = await csv(row("E-1", "Martin"));
    expect(await importRow(fourth)).toMatchObject({ unchanged: 1, effect: { absents: 1 } });
  });

  it("s'annule aussi quand rien n'a changé", async () => {
    const { ctx, uai, receive, holders } = await cfa();
    const first = await receive(row("E-1", "Martin"));
    const second = await receive(row("E-1", "Martin"));
    expect(await within(ctx, uai, undoImport, second)).toMatchObject({ removed: 0, restored: 0 });
    expect((await holders()).get("E-1")).toBe(first);
  });

  it("est du logiciel : qui a corrigé avant ce fichier n'est plus le dernier à avoir dit la valeur", async () => {
    const { id: etablissementId, ctx, receive, stored } = await cfa();
    await receive(row("E-1", "Martin"));
    const dossierId = (await stored()).get("E-1")?.id ?? "";
    const act = { kind: "dossier" as const, title: "Essai" };
    const changes = [{ dossierId, champ: "email_contact" as const, value: "lea@exemple.fr" }];
    await database.db.transaction((tx) =>
      applyCorrections(tx, { ...ctx, now: new Date() }, etablissementId, act, changes),
    );
    expect(await lastAuthor(database.db, dossierId, "email_contact")).not.toBe("le logiciel");
    await receive(row("E-1", "Martin"));
    expect(await lastAuthor(database.db, dossierId, "email_contact")).toBe("le logiciel");
  });
});
