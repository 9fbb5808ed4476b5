import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import type { JsonObject } from "@/lib/domain/json";
import { createTbaClient } from "@/lib/tba/client";
import { cfaWithJeton, push } from "@/tests/factories/software";
import {
  applyDossierVector,
  applyVector,
  BASE,
  CONTRAT_VECTORS,
  type ContratVector,
  DOSSIER_VECTORS,
} from "@/tests/fixtures/vectors";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";

const database = testDatabase();
const simulator = testSimulator();
const server = softwareServer(database);

const UNLIKE = ["_id", "created_at", "updated_at", "processed_at", "source_organisme_id", "passerelle"];

/** An answer without what must differ: identifiers, times, our own words. */
function comparable(body: { data?: JsonObject[] }) {
  const data = body.data?.map((item) => ({
    ...Object.fromEntries(Object.entries(item).filter(([key]) => !UNLIKE.includes(key))),
    validation_errors: (item.validation_errors as JsonObject[]).map(({ conseil: _, ...error }) => error),
  }));
  return { ...body, data };
}

describe("La journée d'un éditeur", () => {
  it("le même logiciel change d'adresse et de clé, et reçoit les mêmes réponses, aux identifiants et aux heures près", async () => {
    const cfa = await cfaWithJeton(database.db);
    const items = [
      BASE,
      { ...BASE, id_erp_apprenant: "autre", nir_apprenant: "1", inconnu: 1, rqth_apprenant: null, nom_apprenant: "" },
      { ...BASE, id_erp_apprenant: 12, annee_scolaire: "2023", email_contact: "x" },
      {},
      null,
      "texte",
    ];
    const ours = await push(server.url, cfa.jeton, items);
    const theirs = await push(simulator.url, simulator.key, items);
    expect([ours.status, theirs.status]).toEqual([200, 200]);
    expect(comparable(ours.body)).toEqual(comparable(theirs.body));
    for (const { validation_errors } of ours.body.data) {
      for (const error of validation_errors) expect(error.conseil).toMatch(/^[LU].+\.$/);
    }
    for (const name of ["content-type", "ratelimit-limit", "ratelimit-policy"]) {
      expect(ours.headers.get(name)).toBe(theirs.headers.get(name));
    }
  });

  it("le même client comprend nos réponses comme celles du TBA : une clé bonne, une clé fausse", async () => {
    const cfa = await cfaWithJeton(database.db);
    const client = createTbaClient({ baseUrl: `${server.url}/api` });
    try {
      expect(await client.testKey(cfa.jeton)).toEqual({ kind: "accepted" });
      expect(await client.testKey("00000000-0000-4000-8000-000000000000")).toEqual({ kind: "refused" });
      const json = [JSON.stringify(BASE)];
      expect(await client.transmit(cfa.jeton, json)).toMatchObject({ kind: "answer" });
    } finally {
      await client.close();
    }
  });

  it("dit en UTF-8 ses réponses et ses erreurs, et lit un corps dont l'encodage annoncé est vide", async () => {
    const cfa = await cfaWithJeton(database.db);
    const refused = await push(server.url, "inconnu", []);
    expect(refused.headers.get("content-type")).toBe((await push(simulator.url, "x", [])).headers.get("content-type"));
    const ours = await push(server.url, cfa.jeton, {}, {}, "/essai");
    expect(ours.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    for (const [url, key] of [
      [server.url, cfa.jeton],
      [simulator.url, simulator.key],
    ] as const) {
      expect((await push(url, key, [], { "content-encoding": "" })).status).toBe(200);
    }
  });

  it("rend le verdict du TBA sur chaque vecteur du contrat, ses fautes dans le même ordre", async () => {
    const cfa = await cfaWithJeton(database.db);
    const wrong: unknown[] = [];
    const check = ({ id, accepted, errors = [] }: ContratVector, { validation_errors, has_error }: JsonObject) => {
      const found = (validation_errors as JsonObject[]).map(({ path, message }) => ({ path, message }));
      const expected = errors.map(({ path, message }) => ({ path, message }));
      const same = JSON.stringify(found) === JSON.stringify(expected);
      if (!same || has_error === accepted) wrong.push({ id, found, errors });
    };
    // Each is somebody of their own, in one call; those that are about who somebody is go alone.
    const touches = ({ set = {}, unset = [] }: ContratVector) =>
      ["id_erp_apprenant", "nom_apprenant"].some((champ) => champ in set || unset.includes(champ));
    const together = CONTRAT_VECTORS.filter((vector) => !touches(vector));
    const own = (n: number) => ({ id_erp_apprenant: `vecteur-${n}`, nom_apprenant: `Vecteur ${n}` });
    const sent = together.map((vector, n) => ({ ...applyVector(vector), ...own(n) }));
    const { body } = await push(server.url, cfa.jeton, sent);
    for (const [n, vector] of together.entries()) check(vector, body.data[n]);
    for (const vector of CONTRAT_VECTORS.filter(touches)) {
      check(vector, (await push(server.url, cfa.jeton, [applyVector(vector)])).body.data[0]);
    }
    expect(wrong).toEqual([]);
  });

  it("compte les dates à heures pour leur jour en temps universel, comme le TBA", async () => {
    const cfa = await cfaWithJeton(database.db);
    const sent = DOSSIER_VECTORS.map((vector, rank) => ({
      ...applyDossierVector(vector),
      id_erp_apprenant: `heures-${rank}`,
      nom_apprenant: `Nom ${rank}`,
    }));
    const { body } = await push(server.url, cfa.jeton, sent);
    expect(body.detail).toBeUndefined();
    const found = await database.db
      .select({ id: dossiers.idErpApprenant, parcours: dossiers.parcours })
      .from(dossiers)
      .where(and(eq(dossiers.etablissementId, cfa.id)));
    const byId = new Map(found.map(({ id, parcours }) => [id, parcours]));
    for (const [rank, { parcours }] of DOSSIER_VECTORS.entries()) expect(byId.get(`heures-${rank}`)).toEqual(parcours);
  });
});
