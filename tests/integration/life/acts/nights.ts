import { and, eq, isNull } from "drizzle-orm";
import { expect } from "vitest";
import { alertes } from "@/db/schema/alertes";
import { type RunEnd, runTransmission } from "@/lib/night/run/run";
import { actorId } from "@/lib/services/context";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { getSummary } from "@/lib/services/transmissions/queries";
import { testRetryPolicy } from "@/tests/helpers/test-retry-policy";
import { wholeRapport } from "../pages";
import { toldOf } from "../promises/told-software";
import { type Snapshot, snapshotOf } from "../stored";
import type { Cfa } from "../world";
import { type Send, WAYS } from "./ways-to-send";

/** What the TBA may do to the next calls, besides answering. */
const FAULTS = [
  { type: "statut", statut: 500 },
  { type: "statut", statut: 503, nombre: null },
  { type: "statut", statut: 403 },
  { type: "statut", statut: 302 },
  { type: "429", retryAfter: 1 },
  { type: "reset-avant" },
  { type: "reset-pendant" },
  { type: "reset-apres" },
  { type: "reset-apres", nombre: null, apres: 1 },
  { type: "json-tronque" },
  { type: "vide" },
  { type: "autres-dossiers", variante: "autre-annee" },
  { type: "autres-dossiers", variante: "moins" },
  { type: "413", auDela: 1, nombre: 3 },
  { type: "lent", millisecondes: 30 },
  { type: "cle-revoquee" },
] as const;

async function makeFault({ chances, keys, school, tools }: Cfa): Promise<string> {
  const cle = keys.at(-1);
  if (chances.chance(0.6)) return "";
  const id_erp_apprenant = chances.pick(school.pupils).id_erp_apprenant;
  const fault = chances.chance(0.2) ? { type: "400-dossier", id_erp_apprenant } : chances.pick(FAULTS);
  await tools.simulator.fault({ ...fault, cle });
  return `${fault.type}${"statut" in fault ? ` ${fault.statut}` : ""}`;
}

/** A run that went through without a fault left nothing that was valid and stayed as it was. */
async function allLeft(cfa: Cfa, before: Snapshot): Promise<void> {
  const after = await snapshotOf(cfa.tools.database.db, cfa.id);
  const left = (await wholeRapport(cfa)).rows.filter(({ id, etat }) => {
    const [was, is] = [before.get(id), after.get(id)];
    return etat === "a-transmettre" && was?.blocked === false && was.payload === is?.payload;
  });
  expect(left, "valide et pas transmis").toEqual([]);
}

/** The open alerts that only a run that did not end opens. */
async function openAlertes({ id, tools }: Cfa): Promise<string[]> {
  const found = await tools.database.db
    .select()
    .from(alertes)
    .where(and(eq(alertes.etablissementId, id), isNull(alertes.closedAt)));
  return found.flatMap(({ kind }) => (kind === "transmission-failed" || kind === "key-refused" ? [kind] : []));
}

/** A software that is told of it learns the counts of a run, once nothing takes it up by itself. */
async function toldOfEnd(cfa: Cfa, { transmissionId, nextStep }: RunEnd): Promise<void> {
  const { eligibles, accepted, refused, notSent } = await getSummary(cfa.tools.database.db, transmissionId);
  const counts = { id: transmissionId, eligibles, acceptes: accepted, refuses: refused, non_envoyes: notSent };
  const told = (await toldOf(cfa, "transmission.terminee")).map(({ data }) => data.transmission as { id: string });
  expect(
    told.filter(({ id }) => id === transmissionId),
    "fin d'une transmission",
  ).toMatchObject(cfa.endpoint !== null && nextStep === "none" ? [counts] : []);
}

/** A night, or «Transmettre maintenant» by somebody. */
function sendBy(cfa: Cfa, resume: boolean): Send {
  const { chances, id, tools } = cfa;
  const [perCall, retry] = [1 + chances.below(4), testRetryPolicy()];
  const person = chances.chance(0.5) ? cfa.ctx() : null;
  const clock = { db: tools.database.db, actor: { kind: "clock" as const }, now: new Date() };
  const asked =
    person === null
      ? { trigger: "clock" as const, by: null }
      : { trigger: "manual" as const, by: actorId(person.actor) };
  return (deps) =>
    runTransmission(
      person ?? clock,
      id,
      { ...asked, nightId: null, resume },
      { outbox: NO_OUTBOX, retry, perCall, ...deps },
    );
}

/** A transmission, with the TBA as it may be: whole, stopped, disturbed, or taken over by another process. */
export async function transmit(cfa: Cfa): Promise<string> {
  const { chances, id, keys, tools } = cfa;
  const { db } = tools.database;
  const before = await snapshotOf(db, id);
  const fault = await makeFault(cfa);
  const way = chances.pick(["entière", "entière", "arrêtée", "dérangée", "dérangée", "reprise"] as const);
  const resume = chances.chance(0.3);
  await tools.simulator.forgetCalls();
  const end = await WAYS[way](cfa, sendBy(cfa, resume));
  for (const key of keys) await tools.simulator.restore(key);
  await toldOfEnd(cfa, end);
  const { status, accepted, refused, notSent } = await getSummary(db, end.transmissionId);
  const open = await openAlertes(cfa);
  if (status === "completed" && accepted > 0) expect(open, "alertes d'une transmission finie").toEqual([]);
  if (status === "failed" && end.nextStep === "none") expect(open, "clé refusée").toContain("key-refused");
  if (status === "completed" && fault === "" && !resume) await allLeft(cfa, before);
  // Of twins that were never sent, a run that is cut leaves both to the next one (preparation/newcomer-waits.test.ts).
  if (status !== "completed") await reprepareOutdated(db, id);
  return `${way} ${fault} ${status}, ${accepted} acceptés, ${refused} refusés, ${notSent} non envoyés`;
}
