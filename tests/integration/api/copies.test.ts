import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const server = softwareServer(database);

type Item = { has_error: boolean; passerelle?: { non_repris?: string } };

describe("Un logiciel envoie deux fois la même ligne dans un appel", () => {
  it("n'a pas d'erreur, comme au TBA : tout ce qu'elle dit est repris, une fois", async () => {
    const cfa = await cfaWithJeton(database.db);
    const other = { ...validSource(1), adresse_apprenant: "ailleurs" };
    const call = [validSource(1), validSource(2), validSource(1), other, validSource(1)];
    const { body } = await push(server.url, cfa.jeton, call);
    expect(body.data.map(({ has_error }: Item) => has_error)).toEqual([false, false, false, true, false]);
    expect(body.data[3].passerelle.non_repris).toContain("dossier n° 1");
    const kept = await database.db
      .select({ source: dossiers.source })
      .from(dossiers)
      .where(eq(dossiers.etablissementId, cfa.id));
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain("ailleurs");
  });

  it("et ce qui est dit de la première l'est de sa copie", async () => {
    const cfa = await cfaWithJeton(database.db);
    await push(server.url, cfa.jeton, [validSource(1)]);
    const somebodyElse = {
      ...validSource(2),
      id_erp_apprenant: validSource(1).id_erp_apprenant,
      nom_apprenant: "Autre",
      prenom_apprenant: "Personne",
      date_de_naissance_apprenant: "2001-01-01",
      ine_apprenant: "0123456789A",
    };
    const { body } = await push(server.url, cfa.jeton, [somebodyElse, somebodyElse]);
    expect(body.data.map(({ passerelle }: Item) => passerelle?.non_repris)).toEqual([
      expect.stringContaining("autre personne"),
      expect.stringContaining("autre personne"),
    ]);
    const copies = [validSource(3), validSource(3)];
    const tried = await push(server.url, cfa.jeton, copies, {}, "/essai");
    const forecasts = JSON.stringify(tried.body.data).match(/"effet":"nouveau"/g);
    expect(forecasts).toHaveLength(2);
  });
});
