import { describe, expect, it } from "vitest";
import { lienConfirmationCle, lienConnexionApi } from "@/lib/tba/lien-connexion";

const connexion = {
  site: "https://cfas.apprentissage.beta.gouv.fr",
  siret: "77764444100018",
  uai: "0352660B",
  erp: "passerelle tba & co",
};

describe("Le lien de la clé bleue", () => {
  it("mène à la page de connexion du TBA avec le SIRET, l'UAI et le logiciel", () => {
    expect(lienConnexionApi(connexion)).toBe(
      "https://cfas.apprentissage.beta.gouv.fr/connexion-api?siret=77764444100018&uai=0352660B&erp=passerelle+tba+%26+co",
    );
  });

  it("supporte une barre à la fin de l'adresse du site", () => {
    expect(lienConnexionApi({ ...connexion, site: "http://localhost:4010/" })).toMatch(
      /^http:\/\/localhost:4010\/connexion-api\?siret=/,
    );
  });

  it("ne porte la clé que dans le lien de confirmation", () => {
    expect(lienConnexionApi(connexion)).not.toContain("api_key");
    const confirmation = new URL(lienConfirmationCle(connexion, "une-clé+secrète"));
    expect(confirmation.searchParams.get("api_key")).toBe("une-clé+secrète");
    expect(confirmation.searchParams.get("uai")).toBe("0352660B");
  });
});
