import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Day, existsInCalendar } from "@/lib/domain/day";
import { statutOnDay } from "@/lib/domain/statut";
import { readBody } from "./body";
import type { CallLog } from "./call-log";
import { today } from "./clock";
import type { SimulatorConfiguration } from "./configuration";
import { contratsOf, type Enrolment, type Enrolments, isContratChamp, parcoursOf } from "./enrolments";
import { type Faults, parseFaults } from "./faults";
import type { HeldCalls } from "./held-calls";
import { fileName, LISTS, writeList } from "./list-xlsx";
import { jsonResponse, notFoundResponse, send } from "./response";

export const PREFIX = "/_simulateur";

/** A request of the control routes that cannot be served: one French sentence, answered with a 400. */
class RefusedRequest extends Error {}

type Stores = {
  config: SimulatorConfiguration;
  enrolments: Enrolments;
  faults: Faults;
  heldCalls: HeldCalls;
  callLog: CallLog;
};

function parseKey(params: URLSearchParams, { config }: Stores): string | null {
  const key = params.get("cle");
  if (key !== null && !config.keys.some((known) => known.key === key)) {
    throw new RefusedRequest("Cette clé n'est pas une clé du TBA simulé.");
  }
  return key;
}

function parseDay(params: URLSearchParams): Day {
  const date = params.get("date") ?? today();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !existsInCalendar(date)) {
    throw new RefusedRequest("date doit être un jour du calendrier, au format AAAA-MM-JJ.");
  }
  return date;
}

function show(enrolment: Enrolment, day: Day): object {
  const parcours = parcoursOf(enrolment);
  const champs = Object.entries(enrolment.values).filter(([champ]) => !isContratChamp(champ));
  return {
    ...Object.fromEntries(champs),
    contrats: contratsOf(enrolment),
    statut: statutOnDay(parcours, day),
    parcours,
    ancien_modele_seul: enrolment.oldModelOnly,
    transmis_le: enrolment.sentAt,
  };
}

const ROWS_PER_CHUNK = 500;

/** The JSON array in pieces: a whole réseau does not fit in one string. */
function* inChunks(enrolments: Iterable<Enrolment>, day: Day): Generator<string> {
  let rows: string[] = [];
  let separator = "[";
  for (const enrolment of enrolments) {
    rows.push(JSON.stringify(show(enrolment, day)));
    if (rows.length < ROWS_PER_CHUNK) continue;
    yield separator + rows.join(",");
    rows = [];
    separator = ",";
  }
  if (rows.length > 0 || separator === "[") yield separator + rows.join(",");
  yield "]";
}

async function writeEnrolments(output: ServerResponse, enrolments: Iterable<Enrolment>, day: Day): Promise<void> {
  output.writeHead(200, { "Content-Type": "application/json; charset=utf-8" });
  await pipeline(Readable.from(inChunks(enrolments, day)), output);
}

async function sendList(output: ServerResponse, params: URLSearchParams, stores: Stores): Promise<void> {
  const type = params.get("type") ?? "apprenant";
  const statuts = Object.hasOwn(LISTS, type) ? LISTS[type] : undefined;
  if (statuts === undefined) throw new RefusedRequest(`type doit être l'un de : ${Object.keys(LISTS).join(", ")}.`);
  const day = parseDay(params);
  const key = parseKey(params, stores);
  output.writeHead(200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Content-Disposition": `attachment; filename="${fileName(type, day)}"`,
  });
  await writeList(output, stores.enrolments.list(key), { statuts, day, closed: stores.config.closedOrganismes });
}

/** A fault taken away holds nothing any more. */
function takeFaultsAway(key: string | null, { faults, heldCalls }: Stores): void {
  faults.drain(key);
  heldCalls.release(key);
}

async function addFaults(request: IncomingMessage, { faults }: Stores): Promise<void> {
  const body = await readBody(request, true);
  const parsed = body !== "interrompu" && body.ok ? parseFaults(body.value) : null;
  if (parsed === null) {
    throw new RefusedRequest("Panne inconnue ou mal décrite : voir scripts/tba-simulateur/faults.ts.");
  }
  faults.add(parsed);
}

/** The control routes, for tests and demonstrations: what the TBA holds, its named lists, the faults to come, the calls received. */
export async function serveSimulator(
  request: IncomingMessage,
  output: ServerResponse,
  url: URL,
  stores: Stores,
): Promise<void> {
  const { enrolments, faults, callLog } = stores;
  const params = url.searchParams;
  const route = `${request.method} ${url.pathname.slice(PREFIX.length)}`;
  try {
    switch (route) {
      case "GET /effectifs":
        return await writeEnrolments(output, enrolments.list(parseKey(params, stores)), parseDay(params));
      case "DELETE /effectifs":
        return send(output, jsonResponse(200, { retires: enrolments.drain(parseKey(params, stores)) }));
      case "POST /samedi":
        return send(output, jsonResponse(200, { recalcules: enrolments.recompute(parseKey(params, stores)) }));
      case "GET /liste.xlsx":
        return await sendList(output, params, stores);
      case "POST /pannes":
        await addFaults(request, stores);
        return send(output, jsonResponse(200, faults.list()));
      case "GET /pannes":
        return send(output, jsonResponse(200, faults.list()));
      case "DELETE /pannes":
        takeFaultsAway(params.get("cle"), stores);
        return send(output, jsonResponse(200, []));
      case "GET /appels":
        return send(output, jsonResponse(200, callLog.list()));
      case "DELETE /appels":
        callLog.drain();
        return send(output, jsonResponse(200, []));
      default:
        return send(output, notFoundResponse(request.method ?? "", url.pathname));
    }
  } catch (erreur) {
    if (!(erreur instanceof RefusedRequest)) throw erreur;
    send(output, jsonResponse(400, { erreur: erreur.message }));
  }
}
