import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { isObject, type Json } from "@/lib/domain/json";
import type { Fault } from "./faults";
import { errorResponse, htmlResponse, jsonResponse, type SimulatedResponse, send, withHeaders } from "./response";

const INVALID_KEY = "La clé API n'est pas valide";

/** In milliseconds: a reset overtakes what the caller has not read yet. */
const TIME_TO_ARRIVE = 200;

/** Cuts with a TCP reset, as a machine that falls does. */
function cut(output: ServerResponse): null {
  output.socket?.resetAndDestroy();
  return null;
}

/** An answer that ends as one byte a second, for as long as the caller stays. */
function sendDripping(output: ServerResponse, { status, headers, body }: SimulatedResponse): void {
  const bytes = Buffer.from(body);
  output.writeHead(status, { ...headers, "Content-Length": String(bytes.length) });
  let sent = 0;
  const clock = setInterval(() => {
    output.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent === bytes.length) output.end();
  }, 1000);
  output.flushHeaders();
  output.on("close", () => clearInterval(clock));
}

function cutInTheMiddle(output: ServerResponse, { status, headers, body }: SimulatedResponse): void {
  const bytes = Buffer.from(body);
  output.writeHead(status, { ...headers, "Content-Length": String(bytes.length) });
  output.write(bytes.subarray(0, bytes.length >> 1), () => {
    setTimeout(() => cut(output), TIME_TO_ARRIVE);
  });
}

function faultPage(status: number): string {
  return `<html>\n<head><title>${status}</title></head>\n<body><center><h1>${status}</h1></center><hr><center>nginx</center></body>\n</html>\n`;
}

function anyStatus(status: number, body: Json | undefined): SimulatedResponse {
  if (body === undefined) return htmlResponse(status, faultPage(status));
  return typeof body === "string" ? htmlResponse(status, body) : jsonResponse(status, body);
}

type Variant = Extract<Fault, { type: "autres-dossiers" }>["variante"];

function forOtherDossiers(body: unknown, variant: Variant): SimulatedResponse {
  const sent = Array.isArray(body) ? body.map((dossier) => (isObject(dossier) ? dossier : {})) : [];
  const accepted = { has_nir: false, validation_errors: [], has_error: false, source: "ERP", api_version: "v3" };
  const data = sent.map(({ id_erp_apprenant, annee_scolaire }) => ({
    id_erp_apprenant,
    annee_scolaire,
    ...accepted,
  }));
  const answers: Record<Variant, () => object[]> = {
    autres: () => data.map((dossier) => ({ ...dossier, id_erp_apprenant: `autre-${dossier.id_erp_apprenant}` })),
    "autre-annee": () => data.map((dossier) => ({ ...dossier, annee_scolaire: "1999-2000" })),
    moins: () => data.slice(0, -1),
    plus: () => [...data, { ...accepted, id_erp_apprenant: "en-trop", annee_scolaire: "1999-2000" }],
    desordre: () => [...data].reverse(),
  };
  return jsonResponse(200, { status: "OK", message: "Queued", data: answers[variant]() });
}

function excess(retryAfter: string | number | undefined): SimulatedResponse {
  const response = errorResponse(429, "Trop de requêtes, veuillez réessayer plus tard.");
  return retryAfter === undefined ? response : withHeaders(response, { "Retry-After": String(retryAfter) });
}

function faultResponse(fault: Fault, body: unknown, handle: () => SimulatedResponse): SimulatedResponse | null {
  switch (fault.type) {
    case "statut":
      return anyStatus(fault.statut, fault.corps);
    case "429":
      return excess(fault.retryAfter);
    case "403":
    case "cle-revoquee":
      return errorResponse(403, INVALID_KEY);
    case "413":
      return errorResponse(413, "request entity too large");
    case "400-dossier":
      return jsonResponse(400, { status: "ERROR", message: "Document failed validation", details: null });
    case "vide":
      return { status: 200, headers: { "Content-Type": "application/json; charset=utf-8" }, body: "" };
    case "autres-dossiers":
      return forOtherDossiers(body, fault.variante);
    case "json-tronque": {
      const whole = handle();
      return { ...whole, body: whole.body.slice(0, whole.body.length >> 1) };
    }
    default:
      return null;
  }
}

export type SpoiltCall = {
  body: unknown;
  /** Does what the TBA would have done, and gives its answer. */
  handle: () => SimulatedResponse;
  /** Ends when the call is released; false when nobody is there any more to answer to. */
  hold: () => Promise<boolean>;
};

/** Answers a call as its fault wants. Returns the status that left, null when none did. */
export async function respondWithFault(
  fault: Fault,
  output: ServerResponse,
  { body, handle, hold }: SpoiltCall,
): Promise<number | null> {
  const response = faultResponse(fault, body, handle);
  if (response !== null) {
    send(output, response);
    return response.status;
  }
  if (fault.type === "jamais") return null;
  if (fault.type === "reset-avant") return cut(output);
  const normal = handle();
  if (fault.type === "lent") await pause(fault.millisecondes, undefined, { ref: false });
  if (fault.type === "retenu" && !(await hold())) return null;
  if (fault.type === "reset-apres") return cut(output);
  if (fault.type === "reset-pendant") cutInTheMiddle(output, normal);
  else if (fault.type === "goutte") sendDripping(output, normal);
  else send(output, normal);
  return normal.status;
}
