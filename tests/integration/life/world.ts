import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { type Db, rows } from "@/db/database";
import { ServiceError } from "@/lib/errors";
import type { Scope } from "@/lib/services/etablissements/scope";
import { createJeton } from "@/lib/services/jetons/create-jeton";
import { giveKey, person, type TestEtablissement } from "@/tests/factories/etablissement";
import { newReseau } from "@/tests/factories/reseau";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";
import type { Chances } from "./chances";
import { CLOSED, schoolSoftware, UAIS, UNKNOWN } from "./school-software";
import { digestOf, type Snapshot, touched } from "./stored";

const BEGINNING = new Date("2026-08-20T08:00:00Z");

/** What a life stands on: its own clock, a real database, the simulated TBA and the routes of softwares over HTTP. */
export function livingTools() {
  // First, so that nothing starts at an hour to which the life would have to go back.
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: BEGINNING });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  const database = testDatabase();
  const couples = (siret: string) => UAIS.map((uai) => ({ uai, siret }));
  return {
    database,
    queue: testImports(database),
    simulator: testSimulator(couples(UNKNOWN), couples(CLOSED)),
    server: softwareServer(database),
  };
}
export type Tools = ReturnType<typeof livingTools>;

type Service<A extends unknown[], R> = (scope: Scope, ...args: A) => Promise<R> | R;

/** What the journal of an établissement says, by id. */
async function auditOf(db: Db, etablissementId: string): Promise<Map<string, string>> {
  const found = await rows<{ id: string; action: string }>(
    db,
    sql`select id, action from audit_log where etablissement_id = ${etablissementId}::uuid`,
  );
  return new Map(found.map(({ id, action }) => [id, action]));
}

/** A departure that gives a date corrects a field too: the journal says both. */
const BESIDE_ANOTHER = ["correction", "correction-undone"];

/** A CFA of a life: its people, its softwares, its key, and what the player remembers of it. */
async function newCfa(tools: Tools, etablissement: TestEtablissement, chances: Chances, rank: number, letters: string) {
  const { db } = tools.database;
  const { id, uai } = etablissement;
  const key = tools.simulator.newKey();
  await giveKey(db, id, key);
  const somebody = await person(db, id, "administrateur");
  const ctx = () => ({ ...somebody, now: new Date() });
  const ask = <A extends unknown[], R>(service: Service<A, R>, ...args: A): Promise<R> =>
    within(ctx(), uai, service, ...args);
  const newJeton = (name: string) => ask(createJeton, { name, rights: ["send", "read"], days: "" });
  return {
    ...etablissement,
    tools,
    chances,
    rank: rank + 1,
    ctx,
    school: schoolSoftware(chances, {
      uai: UAIS[rank] ?? UAIS[0],
      family: `Zq${rank === 0 ? "a" : "o"}${letters}x`,
    }),
    jetons: [await newJeton("Logiciel"), await newJeton("Autre logiciel")] as const,
    /** All that it had, the one in use last: the TBA keeps what each sent. */
    keys: [key],
    /** The last import, what was there before it (null when it taught us something of couples too) and after it. */
    lastImport: null as { id: string; before: Snapshot | null; after: Snapshot } | null,
    changeSets: [] as string[],
    /** The imports that wait at their preview. */
    previews: [] as string[],
    reports: [] as Uint8Array[],
    /** The dossiers that were invalid when notifications were last looked at, and whether somebody is told. */
    invalid: new Set<string>(),
    endpoint: null as string | null,
    /** Some results of past runs went with the people whom they were about. */
    forgot: false,
    /** Reads as a person does. */
    ask,
    /** Does what a person does: one line of the journal says it, and what is refused leaves nothing. */
    act: async <A extends unknown[], R>(service: Service<A, R>, ...args: A): Promise<R> => {
      const [before, known] = [await digestOf(db, [id]), await auditOf(db, id)];
      try {
        const done = await ask(service, ...args);
        const lines = [...(await auditOf(db, id))].flatMap(([line, action]) => (known.has(line) ? [] : [action]));
        const acts = lines.length < 2 ? lines : lines.filter((action) => !BESIDE_ANOTHER.includes(action));
        expect(acts, `journal de ${service.name}`).toHaveLength(1);
        return done;
      } catch (error) {
        if (error instanceof ServiceError)
          expect(touched(before, await digestOf(db, [id])), `refus de ${service.name}`).toEqual([]);
        throw error;
      }
    },
  };
}
export type Cfa = Awaited<ReturnType<typeof newCfa>>;

/** Two CFAs of one réseau, side by side, and their superviseur. */
export async function newWorld(tools: Tools, chances: Chances, seed: number) {
  const reseau = await newReseau(tools.database.db, 2);
  const letters = String(seed).replaceAll(/\d/g, (digit) => "bcdfghjklm"[Number(digit)] ?? "");
  const cfas: Cfa[] = [];
  for (const [rank, etablissement] of reseau.etablissements.entries()) {
    cfas.push(await newCfa(tools, etablissement, chances, rank, letters));
  }
  return { tools, chances, cfas, superviseur: reseau.superviseur, bornAt: new Date() };
}
export type World = Awaited<ReturnType<typeof newWorld>>;
