import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parsedRows } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { calls, transmissions } from "@/db/schema/transmissions";
import { EMPTY_CONTEXT } from "@/lib/domain/anomalies/context";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";

const database = testDatabase();
const simulator = testSimulator();
const COUNT = 6;
const PER_CALL = 2;

const newCfa = () =>
  testCfa(
    database.db,
    simulator,
    Array.from({ length: COUNT }, (_, n) => validSource(n + 1)),
  );
type Cfa = Awaited<ReturnType<typeof newCfa>>;

/** Which version of each row the base holds: a row written again has another. */
const versions = (cfa: Cfa) =>
  parsedRows(
    database.db,
    z.object({ id: z.string(), version: z.string() }),
    sql`select dossier_id as id, xmin::text || ' ' || ctid::text as version from submissions
      where etablissement_id = ${cfa.id}::uuid order by dossier_id`,
  );
const digests = async (cfa: Cfa) =>
  (await database.db.select().from(calls).where(eq(calls.etablissementId, cfa.id)).orderBy(calls.requestedAt)).map(
    ({ digest }) => digest !== null,
  );
const all = { status: "completed", eligibles: COUNT, accepted: COUNT, refused: 0, notSent: 0 };
const send = async (cfa: Cfa) => (await cfa.send({ perCall: PER_CALL })).summary;

/** The dossier's first name becomes another, as a correction would make it. */
async function rename(cfa: Cfa, name: string, prenom: string): Promise<void> {
  const columns = preparedColumns(
    validSource(1, { id_erp_apprenant: name, prenom_apprenant: prenom }),
    {},
    EMPTY_CONTEXT,
  );
  const stored = (await storedDossiers(database.db, cfa.id)).get(name);
  const { payload, fingerprint } = columns;
  await database.db
    .update(dossiers)
    .set({ payload, fingerprint })
    .where(eq(dossiers.id, stored?.id ?? ""));
}

const transmis = Object.fromEntries(Array.from({ length: COUNT }, (_, n) => [n + 1, "transmis"]));

describe("Une nuit où rien n'a changé", () => {
  it("n'écrit rien des dossiers : une ligne par appel, et tout est dit pourtant", async () => {
    const cfa = await newCfa();
    expect(await send(cfa)).toMatchObject(all);
    const before = await versions(cfa);
    expect(await digests(cfa)).toEqual([true, true, true]);
    const again = await send(cfa);
    expect(again).toMatchObject(all);
    expect(await versions(cfa)).toEqual(before);
    expect(await cfa.calls(again.id)).toMatchObject(
      Array.from({ length: 3 }, () => ({
        kind: "answer",
        httpStatus: 200,
        accepted: PER_CALL,
        refused: 0,
        digest: null,
      })),
    );
    expect(await cfa.etats()).toEqual(transmis);
    expect(await checkTruth(database.db, simulator, cfa)).toBe(COUNT);
  });

  it("ne garde pas deux fois la liste de ce qui est parti : les appels la disent", async () => {
    const cfa = await newCfa();
    const { id } = await send(cfa);
    const [run] = await database.db.select().from(transmissions).where(eq(transmissions.id, id));
    expect(run).toMatchObject({ eligibles: COUNT, eligibleIds: [] });
    const sent = (await cfa.calls(id)).flatMap(({ dossierIds }) => dossierIds);
    expect(new Set(sent).size).toBe(COUNT);
  });

  it("n'est pas celle où un dossier a changé, ni celle où il redevient comme avant", async () => {
    const cfa = await newCfa();
    await rename(cfa, "E-3", "Anne");
    await send(cfa);
    for (const prenom of ["Berthe", "Anne", "Berthe"]) {
      await rename(cfa, "E-3", prenom);
      expect((await cfa.etats())[3]).toBe("a-transmettre");
      expect(await send(cfa)).toMatchObject(all);
      expect(await cfa.etats()).toEqual(transmis);
      expect(await checkTruth(database.db, simulator, cfa)).toBe(COUNT);
      const before = await versions(cfa);
      expect(await send(cfa)).toMatchObject(all);
      expect(await versions(cfa)).toEqual(before);
    }
  });

  it("n'est pas celle qui suit un refus : le même texte, accepté de nouveau, n'est plus refusé", async () => {
    const cfa = await newCfa();
    await send(cfa);
    await cfa.fault({ type: "400-dossier", id_erp_apprenant: "E-2" });
    expect(await send(cfa)).toMatchObject({ status: "completed", accepted: COUNT - 1, refused: 1 });
    expect((await cfa.etats())[2]).toBe("refuse");
    await simulator.restore(cfa.key);
    expect(await send(cfa)).toMatchObject(all);
    expect(await cfa.etats()).toEqual(transmis);
    expect(await checkTruth(database.db, simulator, cfa)).toBe(COUNT);
  });

  it("ne se fie plus à un appel d'avant dès que quiconque écrit autre chose d'un dossier", async () => {
    const cfa = await newCfa();
    await send(cfa);
    const [one] = (await storedDossiers(database.db, cfa.id)).values();
    await database.db
      .update(submissions)
      .set({ seenAt: new Date() })
      .where(eq(submissions.dossierId, one?.id ?? ""));
    expect(await digests(cfa)).toEqual([true, true, true]);
    await database.db
      .update(submissions)
      .set({ sentFingerprint: "autre" })
      .where(eq(submissions.dossierId, one?.id ?? ""));
    expect(await digests(cfa)).toEqual([false, false, false]);
    expect(await send(cfa)).toMatchObject(all);
    expect(await cfa.etats()).toEqual(transmis);
    expect((await digests(cfa)).slice(3)).toEqual([true, true, true]);
  });

  it("chez un établissement ne dit rien de celle d'un autre, qui enverrait les mêmes textes", async () => {
    const [one, other] = [await newCfa(), await newCfa()];
    await send(one);
    const before = await versions(other);
    expect(await send(other)).toMatchObject(all);
    expect(await versions(other)).not.toEqual(before);
    expect(await other.etats()).toEqual(transmis);
  });
});
