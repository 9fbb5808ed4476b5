import { describe, expect, it } from "vitest";
import { parseTransmission } from "@/lib/tba/parse-transmission";
import { EMPTY_ANSWER, OTHER_ANSWER, UNREADABLE_ANSWER } from "@/lib/tba/reasons";

const SENT = [
  '{"id_erp_apprenant":12,"annee_scolaire":"2026-2027"}',
  '{"id_erp_apprenant":"b","nom_apprenant":"\\"annee_scolaire\\":\\"2025-2026\\"","annee_scolaire":"2026-2027"}',
].map((text) => Buffer.from(text));
const accepted = (id: unknown, year: unknown = "2026-2027") => ({
  id_erp_apprenant: id,
  annee_scolaire: year,
  validation_errors: [] as unknown[],
});
const read = (body: unknown, httpStatus = 200) =>
  parseTransmission(
    { httpStatus, body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)), waitSeconds: null },
    SENT,
  );
const ok = (...data: unknown[]) => read({ status: "OK", message: "Queued", data });
const unavailable = (reason: string, httpStatus = 200) => ({ kind: "unavailable", httpStatus, reason });

describe("La réponse à une transmission", () => {
  it("donne le verdict de chaque dossier, dans l'ordre de l'envoi", () => {
    const refused = {
      ...accepted("b"),
      validation_errors: [{ message: "Email non valide", path: ["email_contact"] }],
      has_error: true,
    };
    expect(ok(accepted("12"), refused)).toEqual({
      kind: "answer",
      httpStatus: 200,
      results: [
        { accepted: true },
        { accepted: false, messages: [{ champ: "email_contact", message: "Email non valide" }] },
      ],
    });
  });

  it("compare les identifiants comme du texte : 12 et « 12 » sont le même dossier", () => {
    expect(ok(accepted(12), accepted("b")).kind).toBe("answer");
  });

  it("ne prend pas pour accepté un dossier que le TBA dit en erreur sans dire pourquoi", () => {
    const response = ok(accepted(12), { ...accepted("b"), has_error: true });
    expect(response).toMatchObject({ results: [{ accepted: true }, { accepted: false, messages: [] }] });
  });

  it.each([
    ["moins de dossiers", [accepted(12)]],
    ["plus de dossiers", [accepted(12), accepted("b"), accepted("c")]],
    ["un autre dossier", [accepted(12), accepted("c")]],
    ["les dossiers dans un autre ordre", [accepted("b"), accepted(12)]],
    ["une autre année scolaire", [accepted(12), accepted("b", "2025-2026")]],
    ["un dossier dont le numéro commence pareil", [accepted(1), accepted("b")]],
    ["un dossier sans identifiant", [accepted(12), accepted(undefined)]],
  ])("ne compte pas quand elle porte sur %s", (_scenario, data) => {
    expect(ok(...data)).toEqual(unavailable(OTHER_ANSWER));
  });

  it.each([
    ["une page HTML", "<html>Bonjour</html>"],
    ["un JSON tronqué", '{"status":"OK","data":[{"id_erp'],
    ["un JSON sans dossiers", { status: "OK" }],
    ["un autre statut que OK", { status: "ERROR", data: [accepted(12), accepted("b")] }],
    [
      "un dossier sans verdict",
      { status: "OK", data: [accepted(12), { id_erp_apprenant: "b", annee_scolaire: "2026-2027" }] },
    ],
  ])("ne compte pas quand c'est %s", (_scenario, body) => {
    expect(read(body)).toEqual(unavailable(UNREADABLE_ANSWER));
  });

  it("ne compte pas quand elle est vide", () => {
    expect(read(" \n")).toEqual(unavailable(EMPTY_ANSWER));
  });

  it("garde le message du TBA quand il refuse l'appel entier, sans s'étendre", () => {
    expect(read({ error: "Bad Request", message: "Unexpected token" }, 400)).toEqual({
      kind: "request-refused",
      httpStatus: 400,
      message: "Unexpected token",
    });
    expect(read({ message: "x".repeat(5000) }, 400)).toMatchObject({ message: "x".repeat(300) });
    expect(read("<html></html>", 400)).toMatchObject({ kind: "request-refused", message: "" });
  });

  it("dit l'appel trop gros, pour qu'il soit coupé, et non refusé", () => {
    expect(read({ error: "Request Entity Too Large", message: "request entity too large" }, 413)).toEqual({
      kind: "too-big",
    });
  });

  it.each([204, 301, 401, 404, 500, 502, 503, 504])("est une indisponibilité pour le statut %i", (statut) => {
    expect(read({ status: "OK", data: [accepted(12), accepted("b")] }, statut)).toMatchObject({
      kind: "unavailable",
      httpStatus: statut,
    });
  });

  it("refuse la clé quand c'est le TBA qui le dit, et non un pare-feu devant lui", () => {
    const forbidden = { error: "Forbidden", message: "La clé API n'est pas valide" };
    expect(read(forbidden, 403)).toEqual({ kind: "key-refused" });
    for (const body of [
      "<html>Forbidden</html>",
      "",
      "Forbidden",
      { message: "Forbidden" },
      { error: "Access denied" },
    ]) {
      expect(read(body, 403), JSON.stringify(body)).toMatchObject({ kind: "unavailable", httpStatus: 403 });
    }
  });
});
