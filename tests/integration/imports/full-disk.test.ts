import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { imports } from "@/db/schema/imports";
import { answerError } from "@/lib/actions/answer-error";
import { receiveFile } from "@/lib/actions/receive-file";
import { keepFile, withKeptFile } from "@/lib/services/imports/kept-file";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { canLimitFiles, withFilesUpTo } from "@/tests/helpers/file-size-limit";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { withFileOf } from "@/tests/helpers/with-file-of";

const database = testDatabase();
const queue = testImports(database);
const KEYS = new Map([[1, Buffer.alloc(32, 1)]]);
const LIMIT = 100_000;
const KIB = 1024;

const refused = async (work: Promise<unknown>) => answerError(await work.then(() => null).catch((error) => error));
const NO_SPACE = { httpStatus: 503, code: "BUSY", message: expect.stringMatching(/^Le serveur n'a plus de place/) };

function sent(bytes: number): Request {
  const form = new FormData();
  form.append("fichier", new Blob([new Uint8Array(bytes).fill(65)]), "apprenants.csv");
  return new Request("http://localhost/", { method: "POST", body: form });
}

describe.skipIf(!canLimitFiles())("Quand le disque est plein", () => {
  it("un fichier qui arrive est refusé avec une phrase, sans faire attendre pour rien", async () => {
    const received = (bytes: number) => receiveFile(sent(bytes), 10_000_000, ({ path }) => readFile(path));
    expect(await withFilesUpTo(LIMIT, () => refused(received(3 * LIMIT)))).toMatchObject(NO_SPACE);
    expect((await received(3 * LIMIT)).length).toBe(3 * LIMIT);
  });

  it("un fichier que l'on ne peut plus lire n'est pas dit illisible", async () => {
    const { id, uai } = await newEtablissement(database.db);
    const ctx = await person(database.db, id, "gestionnaire");
    const bytes = new TextEncoder().encode(`nom;prénom\n${"Martin;Léa\n".repeat(30_000)}`);
    const { id: importId } = await queue.receive(ctx, uai, "a.csv", bytes);
    await withFilesUpTo(LIMIT, () => queue.work());
    const [found] = await database.db.select().from(imports).where(eq(imports.id, importId));
    expect([found?.state, found?.attempt]).toEqual(["refused", 1]);
    expect(found?.refusal).toMatch(/^Le serveur n'a plus de place pour lire ce fichier/);
  });

  it("un fichier gardé n'est jamais lu coupé", async () => {
    const { id: etablissementId } = await newEtablissement(database.db);
    const counts = {
      rows: 0,
      created: 0,
      modified: 0,
      unchanged: 0,
      nonApprentis: 0,
      setAside: [],
      ignoredColumns: [],
    };
    const row = { etablissementId, file: "f.csv", at: new Date(), ...counts };
    const [{ id: importId } = { id: "" }] = await database.db.insert(imports).values(row).returning();
    await withFileOf(Buffer.alloc(1536 * KIB, "a"), (path) =>
      keepFile(database.db, { importId, etablissementId, path }, KEYS),
    );
    const read = () => withKeptFile(database.db, importId, KEYS, (file) => readFile(file));
    expect(await withFilesUpTo(1200 * KIB, () => refused(read()))).toMatchObject(NO_SPACE);
    expect((await read()).length).toBe(1536 * KIB);
  });
});
