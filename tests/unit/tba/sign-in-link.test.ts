import { describe, expect, it } from "vitest";
import { apiSignInLink, keyConfirmationLink } from "@/lib/tba/sign-in-link";

const connection = {
  site: "https://cfas.apprentissage.beta.gouv.fr",
  siret: "77764444100018",
  uai: "0352660B",
  erp: "passerelle tba & co",
};

describe("Le lien de la clé bleue", () => {
  it("mène à la page de connexion du TBA avec le SIRET, l'UAI et le logiciel", () => {
    expect(apiSignInLink(connection)).toBe(
      "https://cfas.apprentissage.beta.gouv.fr/connexion-api?siret=77764444100018&uai=0352660B&erp=passerelle+tba+%26+co",
    );
  });

  it("supporte une barre à la fin de l'adresse du site", () => {
    expect(apiSignInLink({ ...connection, site: "http://localhost:4010/" })).toMatch(
      /^http:\/\/localhost:4010\/connexion-api\?siret=/,
    );
  });

  it("ne porte la clé que dans le lien de confirmation", () => {
    expect(apiSignInLink(connection)).not.toContain("api_key");
    const confirmation = new URL(keyConfirmationLink(connection, "une-clé+secrète"));
    expect(confirmation.searchParams.get("api_key")).toBe("une-clé+secrète");
    expect(confirmation.searchParams.get("uai")).toBe("0352660B");
  });
});
