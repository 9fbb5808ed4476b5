import { describe, expect, it } from "vitest";
import { createTbaClient, type TbaClient } from "@/lib/tba/client";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";

const database = testDatabase();
const simulator = testSimulator();
/** `npm run test:faults` runs the long version: also the faults that must be waited for, again and again. */
const LONG = process.env.FAULTS === "long";

const DOSSIERS = 12;
const PER_CALL = 4;
/** Calls that go well before the fault: it strikes the first, the second or the third of the three. */
const MOMENTS = [
  ["au premier appel", 0],
  ["à un appel du milieu", 1],
  ["au dernier appel", 2],
] as const;

const hurried = () => createTbaClient({ baseUrl: `${simulator.url}/api`, timeouts: { headers: 2000, body: 500 } });
const nowhere = createTbaClient({ baseUrl: "http://127.0.0.1:9/api" });

/** What can go wrong and come right by itself. `slow`: each attempt must be waited for. */
const TRANSIENT: readonly { name: string; fault: object; slow?: true }[] = [
  { name: "une erreur 500", fault: { type: "statut", statut: 500, corps: { error: "Internal Server Error" } } },
  { name: "un 502 en HTML", fault: { type: "statut", statut: 502 } },
  { name: "un 403 en HTML, d'un pare-feu", fault: { type: "statut", statut: 403 } },
  { name: "un 429 avec Retry-After", fault: { type: "429", retryAfter: 3 } },
  { name: "un 429 sans Retry-After", fault: { type: "429" } },
  { name: "une coupure avant la demande", fault: { type: "reset-avant" } },
  { name: "une coupure au milieu de la réponse", fault: { type: "reset-pendant" } },
  { name: "une coupure après la demande", fault: { type: "reset-apres" } },
  { name: "une réponse tronquée", fault: { type: "json-tronque" } },
  { name: "un 200 vide", fault: { type: "vide" } },
  { name: "un 200 pour d'autres dossiers", fault: { type: "autres-dossiers", variante: "autres" } },
  { name: "un 200 pour moins de dossiers", fault: { type: "autres-dossiers", variante: "moins" } },
  { name: "un 200 pour plus de dossiers", fault: { type: "autres-dossiers", variante: "plus" } },
  { name: "un 200 dans le désordre", fault: { type: "autres-dossiers", variante: "desordre" } },
  { name: "un 200 pour une autre année", fault: { type: "autres-dossiers", variante: "autre-annee" } },
  { name: "une réponse qui ne vient jamais", fault: { type: "jamais" }, slow: true },
  { name: "une réponse à un octet par seconde", fault: { type: "goutte" }, slow: true },
];

const newCfa = () =>
  testCfa(
    database.db,
    simulator,
    Array.from({ length: DOSSIERS }, (_, n) => validSource(n)),
  );
type Cfa = Awaited<ReturnType<typeof newCfa>>;

const truth = (cfa: Cfa) => checkTruth(database.db, simulator, cfa);
const all = { status: "completed", eligibles: DOSSIERS, accepted: DOSSIERS, refused: 0, notSent: 0 };

/** A client that leaves its calls of some ranks to another one. */
function clientWith(other: TbaClient, leaves: (rank: number) => boolean): TbaClient {
  let rank = 0;
  return {
    ...simulator.tba,
    transmit: (key, texts) => (leaves(rank++) ? other : simulator.tba).transmit(key, texts),
  };
}

/** What must be waited for is waited for two seconds, and only that: all other calls have all the time they need. */
const onlyAsLong = (slow: true | undefined, leaves: (rank: number) => boolean) =>
  slow ? { tba: clientWith(hurried(), leaves) } : {};

describe.each(MOMENTS)("Une panne qui passe, %s", (_, after) => {
  it.each(TRANSIENT)("$name : tout part, rien de faux", async ({ fault, slow }) => {
    const cfa = await newCfa();
    await cfa.fault({ ...fault, apres: after });
    const { summary, next } = await cfa.send({ perCall: PER_CALL, ...onlyAsLong(slow, (rank) => rank === after) });
    expect(summary).toMatchObject(all);
    expect(next).toBe("none");
    expect(await cfa.calls(summary.id)).toHaveLength(4);
    expect(await truth(cfa)).toBe(DOSSIERS);
  });

  it("une connexion refusée : tout part, rien de faux", async () => {
    const cfa = await newCfa();
    const { summary } = await cfa.send({ perCall: PER_CALL, tba: clientWith(nowhere, (rank) => rank === after) });
    expect(summary).toMatchObject(all);
    expect(await truth(cfa)).toBe(DOSSIERS);
  });
});

/** Then the night after: what was left leaves, and only that. */
async function repair(cfa: Cfa, sent: number): Promise<void> {
  await simulator.restore(cfa.key);
  const { summary } = await cfa.send({ perCall: PER_CALL, resume: true });
  expect(summary).toMatchObject({ status: "completed", eligibles: DOSSIERS - sent, accepted: DOSSIERS - sent });
  expect(await truth(cfa)).toBe(DOSSIERS);
}

describe.each(MOMENTS)("Une panne qui dure, %s", (_, after) => {
  const sent = after * PER_CALL;
  const stopped = { status: "failed", eligibles: DOSSIERS, accepted: sent, refused: 0, notSent: DOSSIERS - sent };

  it.each(TRANSIENT.filter(({ slow }) => LONG || !slow))(
    "$name : la transmission s'arrête, et la suivante reprend le reste",
    async ({ fault, slow }) => {
      const cfa = await newCfa();
      await cfa.fault({ ...fault, apres: after, nombre: null });
      const { summary, next } = await cfa.send({ perCall: PER_CALL, ...onlyAsLong(slow, (rank) => rank >= after) });
      expect(summary).toMatchObject(stopped);
      expect(next).toBe("defer");
      expect(await truth(cfa)).toBe(sent);
      await repair(cfa, sent);
    },
  );

  it("une connexion refusée : la transmission s'arrête, et la suivante reprend le reste", async () => {
    const cfa = await newCfa();
    const { summary, next } = await cfa.send({ perCall: PER_CALL, tba: clientWith(nowhere, (rank) => rank >= after) });
    expect(summary).toMatchObject(stopped);
    expect(next).toBe("defer");
    await repair(cfa, sent);
  });

  it.each(["403", "cle-revoquee"])(
    "la clé est refusée (%s) : la transmission s'arrête aussitôt, sans insister",
    async (type) => {
      const cfa = await newCfa();
      await cfa.fault({ type, apres: after, nombre: null });
      const { summary, next } = await cfa.send({ perCall: PER_CALL });
      expect(summary).toMatchObject(stopped);
      expect(summary.error).toContain("refuse la clé");
      expect(next).toBe("none");
      expect(await cfa.calls(summary.id)).toHaveLength(after + 1);
      expect(await truth(cfa)).toBe(sent);
      await repair(cfa, sent);
    },
  );
});

describe("Un dossier que le TBA ne peut pas prendre", () => {
  it.each([
    ["le premier", 0],
    ["un du milieu", 6],
    ["le dernier", 11],
  ])("%s : les autres partent, lui est « Refusé par le TBA » avec la raison", async (_, rank) => {
    const cfa = await newCfa();
    // Calls go in the order of the rows, not of the names.
    const order = [...(await storedDossiers(database.db, cfa.id)).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    await cfa.fault({ type: "400-dossier", id_erp_apprenant: order[rank]?.idErpApprenant });
    const { summary } = await cfa.send({ perCall: PER_CALL });
    expect(summary).toMatchObject({ status: "completed", accepted: DOSSIERS - 1, refused: 1, notSent: 0 });
    expect(Object.values(await cfa.etats()).filter((etat) => etat === "refuse")).toHaveLength(1);
    expect(await truth(cfa)).toBe(DOSSIERS - 1);
    await simulator.restore(cfa.key);
    expect((await cfa.send()).summary).toMatchObject(all);
    expect(await truth(cfa)).toBe(DOSSIERS);
  });

  it.each([1, 2, 3])("un TBA qui ne prend pas plus de %i dossiers à la fois les reçoit tous", async (beyond) => {
    const cfa = await newCfa();
    await cfa.fault({ type: "413", auDela: beyond, nombre: null });
    expect((await cfa.send({ perCall: PER_CALL })).summary).toMatchObject(all);
    expect(await truth(cfa)).toBe(DOSSIERS);
  });

  it.each([
    ["413", { type: "413" }],
    ["400", { type: "statut", statut: 400, corps: { status: "ERROR", message: "La base ne répond pas" } }],
  ])("un TBA qui refuse tout, un par un (%s), est en panne : aucun dossier n'est dit refusé", async (_, fault) => {
    const cfa = await newCfa();
    await cfa.fault({ ...fault, nombre: null });
    const { summary, next } = await cfa.send({ perCall: PER_CALL });
    expect(summary).toMatchObject({ status: "failed", accepted: 0, refused: 0, notSent: DOSSIERS });
    expect(next).toBe("defer");
    await repair(cfa, 0);
  });

  it("un TBA qui prend les premiers puis refuse tout est en panne aussi, même s'il n'en restait que deux", async () => {
    const cfa = await newCfa();
    await cfa.fault({
      type: "statut",
      statut: 400,
      corps: { message: "La base ne répond pas" },
      apres: 1,
      nombre: null,
    });
    const { summary, next } = await cfa.send({ perCall: DOSSIERS - 2 });
    expect(summary).toMatchObject({ status: "failed", accepted: DOSSIERS - 2, refused: 0, notSent: 2 });
    expect(next).toBe("defer");
    await repair(cfa, DOSSIERS - 2);
  });
});
