import { describe, expect, it } from "vitest";
import { loadTransmission } from "@/lib/services/transmissions/queries";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();

/** Neither can be stored: a null character, and half of an emoji. */
const UNSTORABLE = "Valeur \u0000 refusée \ud83d";

const newCfa = (count: number) =>
  testCfa(
    database.db,
    simulator,
    Array.from({ length: count }, (_, n) => validSource(n)),
  );
type Cfa = Awaited<ReturnType<typeof newCfa>>;

const messagesOf = async (cfa: Cfa, transmissionId: string) => {
  const { dossiers } = await within(cfa.ctx, cfa.uai, loadTransmission, transmissionId, { call: null, page: 1 });
  return dossiers.rows.map(({ messages }) => messages).filter((messages) => messages.length > 0);
};

describe("Ce que le TBA dit d'un dossier", () => {
  it("se garde et se montre quels que soient ses mots, et ne retient pas les autres dossiers", async () => {
    const cfa = await newCfa(3);
    // A call goes in the order of the rows, not of the names.
    const order = [...(await storedDossiers(database.db, cfa.id)).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const errors = [
      Array.from({ length: 5000 }, () => ({ message: `${UNSTORABLE}${"x".repeat(500)}`, path: ["nom_apprenant"] })),
      [],
      [],
    ];
    const data = order.map(({ idErpApprenant, anneeScolaire }, rank) => ({
      ...{ id_erp_apprenant: idErpApprenant, annee_scolaire: anneeScolaire },
      ...{ has_error: rank < 2, validation_errors: errors[rank] },
    }));
    await cfa.fault({ type: "statut", statut: 200, corps: { status: "OK", message: "Queued", data } });
    const { summary, next } = await cfa.send();
    expect(summary).toMatchObject({ status: "completed", accepted: 1, refused: 2, notSent: 0 });
    expect(next).toBe("none");
    const said = await messagesOf(cfa, summary.id);
    expect(said.find((messages) => messages.length > 1)?.[0]).toMatch(/Valeur refusée \ufffdx{200,}$/);
    expect(said.find((messages) => messages.length > 1)).toHaveLength(100);
    expect(said).toContainEqual(["Le TBA refuse ce dossier sans dire pourquoi."]);
  });

  it("en refusant l'appel entier se garde de même, fût-il coupé au milieu d'un emoji", async () => {
    const cfa = await newCfa(3);
    const message = `${UNSTORABLE}${"x".repeat(299 - UNSTORABLE.length)}😀`;
    await cfa.fault({ type: "statut", statut: 400, corps: { message } });
    expect((await cfa.send({ perCall: 1 })).summary).toMatchObject({ status: "completed", accepted: 2, refused: 1 });
  });
});
