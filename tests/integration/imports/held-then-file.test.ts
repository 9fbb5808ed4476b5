import { describe, expect, it } from "vitest";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { push, vendorJeton } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const server = softwareServer(database);

const ANA = row("2806", "Premier", "Ana", "06/03/2008", "123456789AB");
const KARIM = row("2806", "Second", "Karim", "11/11/2006", "987654321CD");
const KARIM_PUSHED = {
  ...{ nom_apprenant: "Second", prenom_apprenant: "Karim", date_de_naissance_apprenant: "2006-11-11" },
  ...{ ine_apprenant: "987654321CD", libelle_court_formation: "Ancien titre" },
};

/** A CFA where a software sent Karim under Ana's identifier: nobody answered yet. */
async function asked() {
  const one = await importingCfa(database, queue);
  await one.apply(await one.csv(ANA));
  const source = (await one.stored()).get("2806")?.source ?? {};
  const jeton = await vendorJeton(database.db, [one.uai]);
  expect((await push(server.url, jeton, [{ ...source, ...KARIM_PUSHED }])).status).toBe(200);
  const waiting = async () => (await within(one.ctx, one.uai, loadToWatch)).held.map(({ sent }) => sent.name);
  expect(await waiting()).toEqual(["Second Karim"]);
  return { ...one, waiting };
}

describe("Un dossier envoyé sous l'identifiant d'une autre personne", () => {
  it.each(["same", "other"] as const)("n'est plus demandé quand un fichier l'a dit (%s)", async (answer) => {
    const { ctx, uai, csv, apply, stored, waiting } = await asked();
    const id = await csv(KARIM);
    await within(ctx, uai, answerRows, id, [1], answer);
    expect(await apply(id)).toMatchObject({ state: "applied" });
    expect(await waiting()).toEqual([]);
    const karim = [...(await stored()).values()].find(({ apprenant }) => apprenant === "SECOND Karim");
    expect(karim?.source).toMatchObject({ libelle_court_formation: "BTS MCO" });
  });

  it("se demande encore quand le fichier ne parle que de l'autre personne, ou que sa ligne attend aussi", async () => {
    const { csv, apply, waiting } = await asked();
    await apply(await csv(ANA, row("E-2", "Durand")));
    expect(await waiting()).toEqual(["Second Karim"]);
    await apply(await csv(KARIM, row("E-3", "Petit")));
    expect(await waiting()).toEqual(["Second Karim"]);
  });
});
