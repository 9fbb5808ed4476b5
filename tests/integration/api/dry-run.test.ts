import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const server = softwareServer(database);

const everything = () =>
  rows(
    database.db,
    sql`select to_jsonb(d)::text as row from dossiers d union all select to_jsonb(i)::text from imports i
      union all select to_jsonb(a)::text from audit_log a order by 1`,
  );

describe("Un envoi à l'essai", () => {
  it("dit ce que chaque dossier deviendrait, ce qui change, et n'écrit rien", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    await push(server.url, jeton, [validSource(1), validSource(2)]);
    const before = await everything();
    const { contrat_date_debut: _, ...withoutStart } = validSource(3);
    const call = [validSource(1), { ...validSource(2), formation_cfd: "40025215" }, withoutStart, {}];
    const { status, body } = await push(server.url, jeton, call, {}, "/essai");
    expect([status, body.message]).toEqual([200, "Rien n'est enregistré"]);
    const [same, changed, lost, nobody] = body.data;
    expect(same.essai).toMatchObject({ effet: "inchange", changements: [], etat: { code: "a-transmettre" } });
    expect(changed.essai).toMatchObject({
      effet: "modifie",
      changements: [{ champ: "formation_cfd", avant: validSource(2).formation_cfd, apres: "40025215" }],
    });
    // The second stage loses it, the first does not see it.
    expect(lost.has_error).toBe(false);
    expect(lost.essai).toMatchObject({ effet: "nouveau", etat: { code: "invalide" } });
    expect(lost.essai.anomalies.map(({ code }: { code: string }) => code)).toContain("CONTRAT_SANS_DEBUT");
    expect(same.essai.parcours[0]).toEqual({ date: expect.any(String), statut: expect.any(String) });
    expect([nobody.has_error, nobody.essai]).toEqual([true, null]);
    expect(await everything()).toEqual(before);
  });
});
