import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { answerError } from "@/lib/actions/answer-error";
import { identityOf } from "@/lib/domain/identity-fields";
import { type SpooledRows, withSpool } from "@/lib/services/imports/reading/spool-rows";
import type { RecognizedRow } from "@/lib/services/imports/recognize/recognize.types";
import type { FileRows, RowReading } from "@/lib/spreadsheet/reading.types";
import { canLimitFiles, withFilesUpTo } from "@/tests/helpers/file-size-limit";

const reading = (row: number, name: string, id = `E-${row}`): RowReading => ({
  sheet: "A",
  row,
  source: { id_erp_apprenant: id, nom_apprenant: name, email_contact: `${row}@exemple.fr`, sexe_apprenant: null },
  doubts: [],
});

const bytesOf = (rows: RowReading[]) => Buffer.from(JSON.stringify({ kind: "rows", rows }));
const identitiesOf = (rows: RowReading[]) =>
  rows.map(({ sheet, row, source }) => ({ sheet, row, source: identityOf(source) }));

/** As the sandbox says them. `coming`: the rows themselves, when they are not those that are announced. */
function fileRows(batches: RowReading[][], coming: () => AsyncIterable<Buffer> = () => inOrder(batches)): FileRows {
  async function* identities() {
    for (const rows of batches) yield identitiesOf(rows);
  }
  return { identities: identities(), batches: coming() };
}

async function* inOrder(batches: RowReading[][]) {
  for (const rows of batches) yield bytesOf(rows);
}

const spooled = <T>(batches: RowReading[][], use: (rows: SpooledRows) => Promise<T>): Promise<T> =>
  withSpool(({ take }) => take(fileRows(batches), use));

const asked = (...ranks: number[]) =>
  ranks.map(
    (rank): RecognizedRow => ({
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

  it("servent dès qu'on sait de qui elles sont, les premières avant que les dernières n'arrivent", async () => {
    const [first = [], ...others] = batches;
    let used = () => {};
    const firstUsed = new Promise<void>((resolve) => {
      used = resolve;
    });
    async function* coming() {
      yield bytesOf(first);
      await firstUsed;
      yield* inOrder(others);
    }
    const names = await withSpool(({ take }) =>
      take(fileRows(batches, coming), async ({ received, load }) => {
        const early = await load(asked(1));
        used();
        return [received.length, ...[...early, ...(await load(asked(4, 5)))].map(({ source }) => source.nom_apprenant)];
      }),
    );
    expect(names).toEqual([5, "Un", "Quatre", "É"]);
  });

  it("ne servent à rien quand toutes n'arrivent pas : la raison en est dite, à qui les attend aussi", async () => {
    const stopped = new Error("lecture arrêtée");
    let heard: unknown;
    async function* coming() {
      yield bytesOf(batches[0] ?? []);
      throw stopped;
    }
    const taken = withSpool(({ take }) =>
      take(fileRows(batches, coming), async ({ load }) => {
        await load(asked(3)).catch((error: unknown) => {
          heard = error;
        });
      }),
    );
    await expect(taken).rejects.toBe(stopped);
    expect(heard).toBe(stopped);
  });

  it.each([
    ["moins de lignes", [[reading(1, "Un")], [reading(3, "Trois")], [reading(4, "Quatre"), reading(5, "É")]]],
    ["moins de lots", batches.slice(0, 2)],
    ["plus de lots", [...batches, [reading(6, "Six")]]],
  ])("sont refusées quand ce ne sont pas celles qui étaient annoncées : %s", async (_, others) => {
    const taken = withSpool(({ take }) =>
      take(
        fileRows(batches, () => inOrder(others)),
        ({ load }) => load(asked(1, 2, 3, 4, 5)),
      ),
    );
    await expect(taken).rejects.toThrow();
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

  it.skipIf(!canLimitFiles())("ne sont jamais rendues coupées quand le disque est plein : c'est dit", async () => {
    const many = [1, 2, 3].map((n) => [reading(n, "é".repeat(20_000))]);
    const read = withFilesUpTo(100_000, () =>
      spooled(many, ({ load }) => load(asked(1, 2, 3))).catch((error) => answerError(error)),
    );
    expect(await read).toMatchObject({
      httpStatus: 503,
      message: expect.stringMatching(/^Le serveur n'a plus de place/),
    });
  });
});
