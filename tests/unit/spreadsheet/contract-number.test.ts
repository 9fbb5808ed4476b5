import { describe, expect, it } from "vitest";
import { interpretCsv } from "@/tests/helpers/interpret";

describe("Le « N° de dossier »", () => {
  const file = (...beside: string[]) =>
    interpretCsv([
      ["N° de dossier", ...beside, "Nom", "Prénom", "Né le"],
      ["D-1", ...beside.map(() => "x"), "Martin", "Zoé", "28/03/2008"],
    ]);

  it("à côté d'un numéro d'OPCO ou de DECA est celui d'un contrat : il n'est pas pris pour l'identifiant de l'apprenant, et c'est dit", async () => {
    for (const beside of ["N° DECA", "N° dossier OPCO", "Statut du dossier OPCO"]) {
      const { sources, notices, reading } = await file(beside);
      expect(sources.map((s) => s.id_erp_apprenant)).toEqual([undefined]);
      expect(notices).toContain("sans doute le numéro d'un contrat");
      const column = reading.columns.find(({ heading }) => heading === "N° de dossier");
      expect([column?.proposed, column?.unasked]).toEqual([null, undefined]);
    }
  });

  it("d'un logiciel d'école reste l'identifiant, et celui qui dit l'être du logiciel l'est toujours", async () => {
    for (const beside of ["Classe", "OPCO de rattachement"]) {
      expect((await file(beside)).sources.map((s) => s.id_erp_apprenant)).toEqual(["D-1"]);
    }
    const { sources } = await interpretCsv([
      ["N° dossier logiciel", "N° DECA", "Nom", "Prénom", "Né le"],
      ["D-1", "0123", "Martin", "Zoé", "28/03/2008"],
    ]);
    expect(sources.map((s) => s.id_erp_apprenant)).toEqual(["D-1"]);
  });

  it("choisi par une personne est pris, quoi qu'il y ait à côté", async () => {
    const rows = [
      ["N° de dossier", "N° DECA", "Nom", "Prénom", "Né le"],
      ["D-1", "0123", "Martin", "Zoé", "28/03/2008"],
    ];
    const { sources } = await interpretCsv(rows, { columns: { "N° de dossier": "id_erp_apprenant" } });
    expect(sources.map((s) => s.id_erp_apprenant)).toEqual(["D-1"]);
  });
});
