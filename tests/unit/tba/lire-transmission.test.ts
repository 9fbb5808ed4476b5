import { describe, expect, it } from "vitest";
import { lireTransmission } from "@/lib/tba/lire-transmission";
import { REPONSE_AUTRE, REPONSE_ILLISIBLE, REPONSE_VIDE } from "@/lib/tba/raisons";

const ENVOYES = [
  '{"id_erp_apprenant":12,"annee_scolaire":"2026-2027"}',
  '{"id_erp_apprenant":"b","nom_apprenant":"\\"annee_scolaire\\":\\"2025-2026\\"","annee_scolaire":"2026-2027"}',
];
const accepte = (id: unknown, annee: unknown = "2026-2027") => ({
  id_erp_apprenant: id,
  annee_scolaire: annee,
  validation_errors: [] as unknown[],
});
const lire = (corps: unknown, statutHttp = 200) =>
  lireTransmission(
    { statutHttp, texte: typeof corps === "string" ? corps : JSON.stringify(corps), attendreSecondes: null },
    ENVOYES,
  );
const ok = (...data: unknown[]) => lire({ status: "OK", message: "Queued", data });
const indisponible = (raison: string, statutHttp = 200) => ({ genre: "indisponible", statutHttp, raison });

describe("La réponse à une transmission", () => {
  it("donne le verdict de chaque dossier, dans l'ordre de l'envoi", () => {
    const refuse = {
      ...accepte("b"),
      validation_errors: [{ message: "Email non valide", path: ["email_contact"] }],
      has_error: true,
    };
    expect(ok(accepte("12"), refuse)).toEqual({
      genre: "reponse",
      statutHttp: 200,
      resultats: [
        { accepte: true },
        { accepte: false, messages: [{ champ: "email_contact", message: "Email non valide" }] },
      ],
    });
  });

  it("compare les identifiants comme du texte : 12 et « 12 » sont le même dossier", () => {
    expect(ok(accepte(12), accepte("b")).genre).toBe("reponse");
  });

  it("ne prend pas pour accepté un dossier que le TBA dit en erreur sans dire pourquoi", () => {
    const reponse = ok(accepte(12), { ...accepte("b"), has_error: true });
    expect(reponse).toMatchObject({ resultats: [{ accepte: true }, { accepte: false, messages: [] }] });
  });

  it.each([
    ["moins de dossiers", [accepte(12)]],
    ["plus de dossiers", [accepte(12), accepte("b"), accepte("c")]],
    ["un autre dossier", [accepte(12), accepte("c")]],
    ["les dossiers dans un autre ordre", [accepte("b"), accepte(12)]],
    ["une autre année scolaire", [accepte(12), accepte("b", "2025-2026")]],
    ["un dossier dont le numéro commence pareil", [accepte(1), accepte("b")]],
    ["un dossier sans identifiant", [accepte(12), accepte(undefined)]],
  ])("ne compte pas quand elle porte sur %s", (_cas, data) => {
    expect(ok(...data)).toEqual(indisponible(REPONSE_AUTRE));
  });

  it.each([
    ["une page HTML", "<html>Bonjour</html>"],
    ["un JSON tronqué", '{"status":"OK","data":[{"id_erp'],
    ["un JSON sans dossiers", { status: "OK" }],
    ["un autre statut que OK", { status: "ERROR", data: [accepte(12), accepte("b")] }],
    [
      "un dossier sans verdict",
      { status: "OK", data: [accepte(12), { id_erp_apprenant: "b", annee_scolaire: "2026-2027" }] },
    ],
  ])("ne compte pas quand c'est %s", (_cas, corps) => {
    expect(lire(corps)).toEqual(indisponible(REPONSE_ILLISIBLE));
  });

  it("ne compte pas quand elle est vide", () => {
    expect(lire(" \n")).toEqual(indisponible(REPONSE_VIDE));
  });

  it("garde le message du TBA quand il refuse l'appel entier, sans s'étendre", () => {
    expect(lire({ error: "Bad Request", message: "Unexpected token" }, 400)).toEqual({
      genre: "requete-refusee",
      statutHttp: 400,
      message: "Unexpected token",
    });
    expect(lire({ message: "x".repeat(5000) }, 400)).toMatchObject({ message: "x".repeat(300) });
    expect(lire("<html></html>", 400)).toMatchObject({ genre: "requete-refusee", message: "" });
  });

  it.each([204, 301, 401, 404, 500, 502, 503, 504])("est une indisponibilité pour le statut %i", (statut) => {
    expect(lire({ status: "OK", data: [accepte(12), accepte("b")] }, statut)).toMatchObject({
      genre: "indisponible",
      statutHttp: statut,
    });
  });
});
