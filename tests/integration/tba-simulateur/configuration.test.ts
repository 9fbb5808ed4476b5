import { describe, expect, it } from "vitest";
import { ConfigurationError, DEMO_KEY, parseConfiguration } from "@/scripts/tba-simulateur/configuration";

describe("La configuration du TBA simulé", () => {
  it("se passe de toute variable : port 4010, cette machine seulement, clé de démonstration", () => {
    const fault = {
      port: 4010,
      host: "127.0.0.1",
      keys: [{ key: DEMO_KEY, organisme: null }],
      unknownCouples: [],
      closedOrganismes: [],
      forgets: false,
      dossiersPerSecond: null,
    };
    expect(parseConfiguration({})).toEqual(fault);
    expect(parseConfiguration({ PORT: "", HOST: " ", TBA_SIMULATEUR_CLES: "" })).toEqual(fault);
  });

  it("prend plusieurs clés, chacune avec son organisme si on le donne, et des couples inconnus", () => {
    const { keys, unknownCouples } = parseConfiguration({
      TBA_SIMULATEUR_CLES: "une, deux@0352660b:77764444100018",
      TBA_SIMULATEUR_COUPLES_INCONNUS: "0111111a:11111111111111",
    });
    expect(keys).toEqual([
      { key: "une", organisme: null },
      { key: "deux", organisme: { uai: "0352660B", siret: "77764444100018" } },
    ]);
    expect(unknownCouples).toEqual([{ uai: "0111111A", siret: "11111111111111" }]);
  });

  it.each([
    [{ PORT: "65536" }, /^PORT : « 65536 »/],
    [{ PORT: "-1" }, /^PORT : « -1 »/],
    [{ TBA_SIMULATEUR_COUPLES_INCONNUS: "0352660B:1" }, /^TBA_SIMULATEUR_COUPLES_INCONNUS : « 0352660B:1 »/],
    [{ TBA_SIMULATEUR_CLES: "une@0352660B" }, /^TBA_SIMULATEUR_CLES : « 0352660B »/],
    [{ TBA_SIMULATEUR_DEBIT: "2 100" }, /^TBA_SIMULATEUR_DEBIT : « 2 100 »/],
    [{ TBA_SIMULATEUR_DEBIT: "0" }, /^TBA_SIMULATEUR_DEBIT : « 0 »/],
    [{ TBA_SIMULATEUR_CLES: "une,,deux" }, /^TBA_SIMULATEUR_CLES doit être une liste/],
    [{ TBA_SIMULATEUR_CLES: "clé" }, /^TBA_SIMULATEUR_CLES doit être une liste/],
    [{ TBA_SIMULATEUR_CLES: "une,une" }, /^TBA_SIMULATEUR_CLES contient deux fois la même clé\.$/],
  ])("refuse %j par une phrase", (env, sentence) => {
    expect(() => parseConfiguration(env)).toThrow(ConfigurationError);
    expect(() => parseConfiguration(env)).toThrow(sentence);
  });
});
