import { expect, it } from "vitest";
import { weeksOfEtablissements } from "@/lib/services/alertes/weekly/weeks-of-etablissements";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

it("Une nuit qui passe minuit est du même jour au rapport et dans le résumé de la semaine : celui où elle a commencé", async () => {
  const { id, uai } = await newEtablissement(database.db);
  // From 23:58 to 00:01 in Paris.
  const night = { startedAt: new Date("2027-03-27T22:58:00Z"), endedAt: new Date("2027-03-27T23:01:00Z") };
  await storeTransmission(database.db, { etablissementId: id, ...night, accepted: 57 });
  const now = new Date("2027-03-28T08:00:00Z");
  const reader = { ...(await person(database.db, id, "lecteur")), now };
  const { last } = await within(reader, uai, loadRapport, parseFilters({}));
  const week = (await weeksOfEtablissements(database.db, now)).get(id);
  expect([last.transmission, week?.last?.day]).toEqual(["2027-03-27", "2027-03-27"]);
});
