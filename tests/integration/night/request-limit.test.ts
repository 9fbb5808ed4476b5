import { describe, expect, it } from "vitest";
import { ServiceError } from "@/lib/errors";
import { saveKey } from "@/lib/services/settings/tba-key";
import { requestTransmission } from "@/lib/services/transmissions/queue/request-transmission";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const NOW = new Date("2026-11-24T09:10:00Z");

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const member = async () => ({ ...(await person(database.db, etablissement.id, "administrateur")), now: NOW });
  const first = await member();
  await within(first, etablissement.uai, saveKey, "cle-de-la-limite-0000");
  const ask = (ctx: typeof first) =>
    within(ctx, etablissement.uai, requestTransmission, outbox.boss, { resume: false }).then(
      () => "demandée",
      (error: unknown) => (error instanceof ServiceError ? error.message : error),
    );
  return { first, member, ask };
}

describe("« Transmettre maintenant », cliqué sans fin", () => {
  it("s'arrête à vingt fois par heure pour une personne, et le dit", async () => {
    const { first, member, ask } = await cfa();
    for (let n = 0; n < 20; n++) expect(await ask(first)).toBe("demandée");
    expect(await ask(first)).toBe("Vous avez déjà demandé 20 transmissions en une heure : réessayez dans 50 minutes.");
    expect(await ask(await member())).toBe("demandée");
    expect(await ask({ ...first, now: new Date(NOW.getTime() + 3600_000) })).toBe("demandée");
  });

  it("s'arrête à trente fois par heure pour un établissement, quel que soit le nombre de personnes", async () => {
    const { first, member, ask } = await cfa();
    const second = await member();
    for (let n = 0; n < 30; n++) expect(await ask(n % 2 ? first : second)).toBe("demandée");
    expect(await ask(first)).toBe(
      "Cet établissement a déjà demandé 30 transmissions en une heure : réessayez dans 50 minutes.",
    );
    const other = await cfa();
    expect(await other.ask(other.first)).toBe("demandée");
  });
});
