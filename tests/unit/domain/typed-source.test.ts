import { describe, expect, it } from "vitest";
import { effectiveValues, rebaseCorrections } from "@/lib/domain/corrections";
import type { JsonObject } from "@/lib/domain/json";
import { asTyped, isTyped, typedAsCorrections, typedBeside, valuesOf } from "@/lib/domain/typed-source";

const WHO = { id_erp_apprenant: "E-1", annee_scolaire: "2026-2027", nom_apprenant: "Martin" };
const typed = (values: JsonObject) => asTyped({ ...WHO, ...values });
const rebased = (values: JsonObject, received: JsonObject, corrections = {}) => {
  const source = typed(values);
  return rebaseCorrections(typedAsCorrections(source, corrections, { ...WHO, ...received }), { ...WHO, ...received });
};

describe("Ce qui fut saisi d'un dossier à la main", () => {
  it("se reconnaît, et n'est pas une valeur", () => {
    const source = typed({ email_contact: "lea@ex.fr" });
    expect([isTyped(source), isTyped(WHO)]).toEqual([true, false]);
    expect(valuesOf(source)).toEqual({ ...WHO, email_contact: "lea@ex.fr" });
  });

  it("tient où le logiciel se tait, et cède en le disant où il dit autre chose", () => {
    const outcome = rebased({ email_contact: "lea@ex.fr", adresse_apprenant: "1 rue" }, { adresse_apprenant: "2 rue" });
    expect(outcome).toEqual({
      corrections: { email_contact: { value: "lea@ex.fr", source: null } },
      kept: ["email_contact"],
      settled: [],
      overridden: ["adresse_apprenant"],
    });
  });

  it("reste tel quel où le logiciel ne l'écrit qu'autrement, corrigé ou non", () => {
    const birth = { date_de_naissance_apprenant: "2008-02-29" };
    const said = { date_de_naissance_apprenant: "29/02/2008" };
    const stands = { date_de_naissance_apprenant: { value: "2008-02-29", source: "29/02/2008" } };
    expect(rebased(birth, said)).toMatchObject({ corrections: stands, overridden: [] });
    const corrected = { date_de_naissance_apprenant: { value: "2008-03-01", source: "2008-02-29" } };
    expect(rebased(birth, said, corrected).corrections).toEqual({
      date_de_naissance_apprenant: { value: "2008-03-01", source: "29/02/2008" },
    });
    expect(rebased(birth, { date_de_naissance_apprenant: "01/03/2008" }, corrected).corrections).toEqual({
      date_de_naissance_apprenant: { value: "2008-03-01", source: "01/03/2008" },
    });
    expect(rebased({}, { nom_apprenant: "MARTIN" })).toMatchObject({ corrections: {}, overridden: [] });
    // What the TBA refuses of a software («Oui», where it wants a true) does not take the place of the same, well typed.
    const well = { rqth_apprenant: true, tel_apprenant: "0612345678" };
    const ill = { rqth_apprenant: "Oui", tel_apprenant: "06 12.34-56 78" };
    const outcome = rebased(well, ill);
    expect(outcome.overridden).toEqual([]);
    expect(effectiveValues(ill, outcome.corrections)).toMatchObject(well);
  });

  it("ne se corrige pas de ce à quoi le logiciel l'a reconnu, quelle qu'en soit l'écriture", () => {
    const source = asTyped({ ...WHO, id_erp_apprenant: "12" });
    expect(typedAsCorrections(source, {}, { id_erp_apprenant: 12, annee_scolaire: "2026/2027" })).toEqual({
      nom_apprenant: { value: "Martin", source: null },
    });
    expect(
      typedBeside(source, {}, { id_erp_apprenant: 12, nom_apprenant: "Martin", email_contact: "a@ex.fr" }),
    ).toEqual({
      id_erp_apprenant: 12,
      nom_apprenant: "Martin",
    });
    // A software that says no year is not asked which.
    expect(typedAsCorrections(source, {}, { id_erp_apprenant: "12" })).toHaveProperty(
      "annee_scolaire.value",
      "2026-2027",
    );
  });

  it("complète un contrat qui commence le même jour, et n'en complète pas un autre", () => {
    const contract = { contrat_date_debut_2: "2026-09-01", contrat_date_fin_2: "2028-08-31" };
    expect(rebased(contract, { contrat_date_debut_2: "01/09/2026" })).toMatchObject({
      kept: expect.arrayContaining(["contrat_date_fin_2"]),
      overridden: [],
    });
    expect(rebased(contract, { contrat_date_debut_2: "2026-11-02" }).overridden).toEqual([
      "contrat_date_debut_2",
      "contrat_date_fin_2",
    ]);
    // Nor what was added to it since; and the preview says what goes.
    const added = { siret_employeur_2: { value: "59904711500010", source: null } };
    expect(rebased(contract, { contrat_date_debut_2: "2026-11-02" }, added).overridden).toContain("siret_employeur_2");
    expect(typedBeside(typed(contract), {}, { ...WHO, contrat_date_debut_2: "2026-11-02" })).toEqual({
      ...WHO,
      ...contract,
    });
    expect(rebased({ siret_employeur: "59904711500010" }, { contrat_date_debut: "2026-11-02" }).kept).toEqual([
      "siret_employeur",
    ]);
    const corrected = { contrat_date_debut_2: { value: "2026-11-02", source: "2026-09-01" } };
    expect(rebased(contract, { contrat_date_debut_2: "2026-11-02" }, corrected)).toMatchObject({
      settled: ["contrat_date_debut_2"],
      kept: expect.arrayContaining(["contrat_date_fin_2"]),
    });
  });
});
