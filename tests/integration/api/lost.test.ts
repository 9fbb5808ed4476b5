import { describe, expect, it } from "vitest";
import { validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const server = softwareServer(database);

type Item = { has_error: boolean; passerelle?: { ne_part_pas?: string[] } };

describe("Un dossier que le TBA accepterait, puis perdrait sans le dire", () => {
  it("a le verdict du TBA, et la raison pour laquelle il ne part pas, à l'envoi comme à l'essai, la première fois comme la suivante", async () => {
    const cfa = await cfaWithJeton(database.db);
    const call = [
      { ...validSource(1), contrat_date_debut_2: undefined, cause_rupture_contrat_2: "démission" },
      { ...validSource(2), date_entree_formation: "2026-09-02", date_fin_formation: "2026-09-01" },
      validSource(3),
      { ...validSource(4), date_entree_formation: "2026-09-02", date_fin_formation: "2026-09-01", nom_apprenant: "" },
    ];
    const reasons = [
      [expect.stringMatching(/^La date de début du deuxième contrat manque alors que /)],
      [expect.stringMatching(/^La formation finit le 01\/09\/2026, avant d'avoir commencé/)],
      undefined,
      // Refused: that is why it does not leave.
      undefined,
    ];
    for (const path of ["/essai", "", ""] as const) {
      const { body } = await push(server.url, cfa.jeton, call, {}, path);
      expect(body.data.map(({ has_error }: Item) => has_error)).toEqual([false, false, false, true]);
      expect(body.data.map(({ passerelle }: Item) => passerelle?.ne_part_pas)).toEqual(reasons);
    }
  });
});
