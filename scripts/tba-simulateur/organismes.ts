import { isObject } from "@/lib/domain/json";
import type { Couple, SimulatorConfiguration } from "./configuration";
import { stableIdentifier } from "./identifier";
import { errorResponse, jsonResponse, type SimulatedResponse } from "./response";

type Problem = { code: string; path: string[]; message: string; [detail: string]: unknown };

const jsonType = (value: unknown): string => {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
};

function problems(body: unknown): Problem[] {
  if (!isObject(body)) {
    return [
      { code: "invalid_type", expected: "object", received: jsonType(body), path: [], message: "Object attendu" },
    ];
  }
  const matches: Problem[] = [];
  for (const champ of ["uai", "siret"]) {
    const value = body[champ];
    if (typeof value === "string" || (champ === "uai" && value === null)) continue;
    matches.push({
      code: "invalid_type",
      expected: "string",
      received: jsonType(value),
      path: [champ],
      message: "String attendu",
    });
  }
  const keys = Object.keys(body).filter((key) => key !== "uai" && key !== "siret");
  if (keys.length > 0) {
    const message = `Unrecognized key(s) in object: ${keys.map((key) => `'${key}'`).join(", ")}`;
    matches.push({ code: "unrecognized_keys", keys, path: [], message });
  }
  return matches;
}

/** The name that the simulated TBA gives to a couple. */
export function organismeName(uai: string): string {
  return `CFA simulé ${uai}`;
}

export const NATURE = "responsable_formateur";

type Known = Pick<SimulatorConfiguration, "unknownCouples" | "closedOrganismes">;

/** True of an organisme that the configuration says is closed. */
export function isClosed(closed: readonly Couple[], uai: unknown, siret: unknown): boolean {
  return closed.some((couple) => couple.uai === uai && couple.siret === siret);
}

/** `get-by-uai-siret`: every couple of the right form is known, but those that the configuration names. */
export function findOrganisme(body: unknown, { unknownCouples, closedOrganismes }: Known): SimulatedResponse {
  const issues = problems(body);
  const [first] = issues;
  if (first !== undefined || !isObject(body)) {
    return errorResponse(400, "Erreur de validation", { details: first?.message, issues });
  }
  const { uai, siret } = body;
  const known =
    typeof uai === "string" &&
    /^[0-9]{7}[A-Z]$/.test(uai) &&
    /^[0-9]{14}$/.test(String(siret)) &&
    !unknownCouples.some((couple) => couple.uai === uai && couple.siret === siret);
  if (!known) return errorResponse(400, "Aucun organisme trouvé");
  return jsonResponse(200, {
    _id: stableIdentifier(`${uai}:${siret}`),
    uai,
    siret,
    enseigne: organismeName(uai),
    raison_sociale: organismeName(uai).toUpperCase(),
    nature: NATURE,
    ferme: isClosed(closedOrganismes, uai, siret),
    adresse: { departement: uai.slice(1, 3) },
  });
}
