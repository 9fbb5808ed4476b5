import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { identityOf } from "@/lib/domain/identity-fields";
import { type SpooledRows, withSpool } from "@/lib/services/imports/reading/spool-rows";
import type { RecognisedRow } from "@/lib/services/imports/recognize-rows";
import type { RowReading } from "@/lib/spreadsheet/reading.types";

const reading = (row: number, name: string, id = `E-${row}`): RowReading => ({
  sheet: "A",
  row,
  source: { id_erp_apprenant: id, nom_apprenant: name, email_contact: `${row}@exemple.fr`, sexe_apprenant: null },
  doubts: [],
});

/** As the sandbox says them. */
async function* batchesOf(...batches: RowReading[][]) {
  for (const rows of batches) {
    const identities = rows.map(({ sheet, row, source }) => ({ sheet, row, source: identityOf(source) }));
    yield { identities, bytes: Buffer.from(JSON.stringify({ kind: "rows", rows })) };
  }
}

const spooled = <T>(batches: RowReading[][], use: (rows: SpooledRows) => Promise<T>): Promise<T> =>
  withSpool(async ({ take, rows }) => {
    await take(batchesOf(...batches), async () => {});
    return use(rows);
  });

const asked = (...ranks: number[]) =>
  ranks.map(
    (rank): RecognisedRow => ({
      ...{ rank, sheet: "A", row: rank, source: {}, answer: null },
      ...{ dossierId: null, idErpApprenant: "", anneeScolaire: "" },
    }),
  );

describe("Les lignes d'un fichier qui vient d'être lu", () => {
  const batches = [
    [reading(1, "Un"), reading(2, "Deux")],
    [reading(3, "Trois")],
    [reading(4, "Quatre"), reading(5, "É")],
  ];

  it("sont rendues entières, dans l'ordre du fichier, même s'il en manque, et de nouveau depuis le début", async () => {
    await spooled(batches, async ({ load }) => {
      const names = async (...ranks: number[]) =>
        (await load(asked(...ranks))).map(({ source }) => source.nom_apprenant);
      expect(await names(1)).toEqual(["Un"]);
      expect(await names(2, 5)).toEqual(["Deux", "É"]);
      expect(await names(1, 2, 3, 4, 5)).toEqual(["Un", "Deux", "Trois", "Quatre", "É"]);
      await expect(names(6)).rejects.toThrow();
    });
  });

  it("ne gardent en mémoire que ce qui dit de qui elles sont : plus d'indices sans identifiant", async () => {
    const received = await spooled([[reading(1, "Un"), reading(2, "Deux", "")]], async (rows) => rows.received);
    expect(received.map(({ rank, row, answer }) => [rank, row, answer])).toEqual([
      [1, 1, null],
      [2, 2, null],
    ]);
    expect(received[0]?.source).toEqual({ id_erp_apprenant: "E-1", nom_apprenant: "Un" });
    expect(received[1]?.source).toEqual({ id_erp_apprenant: "", nom_apprenant: "Deux", email_contact: "2@exemple.fr" });
  });

  it("perdent ce qu'aucune base ne garde", async () => {
    await spooled([[reading(1, "Ma\u0000rtin\uD800")]], async ({ received, load }) => {
      expect(received[0]?.source.nom_apprenant).toBe("Martin\uFFFD");
      expect((await load(asked(1)))[0]?.source.nom_apprenant).toBe("Martin\uFFFD");
    });
  });

  it("sont refusées quand ce ne sont pas celles qui étaient annoncées", async () => {
    const one = { kind: "rows", rows: [reading(1, "Un")] };
    async function* batch() {
      yield { identities: [reading(1, "Un"), reading(2, "Deux")], bytes: Buffer.from(JSON.stringify(one)) };
    }
    await withSpool(async ({ take, rows: { load } }) => {
      await take(batch(), async () => {});
      await expect(load(asked(1))).rejects.toThrow();
    });
  });

  it("n'ont pas de nom sur le disque, même pendant qu'on les lit : elles s'en vont avec le processus", async () => {
    const folder = mkdtempSync(join(tmpdir(), "essai-lignes-"));
    vi.stubEnv("TMPDIR", folder);
    await spooled(batches, async () => expect(readdirSync(folder)).toEqual([]));
    const failing = spooled(batches, () => Promise.reject(new Error("essai")));
    await expect(failing).rejects.toThrow("essai");
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
});
