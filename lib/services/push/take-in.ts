import type { Db } from "@/db/database";
import type { JsonObject } from "@/lib/domain/json";
import type { PushNote } from "@/lib/domain/push-notes";
import { describeDossierAside, describeRowAside, missingFields } from "@/lib/domain/set-aside-reason";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { type ClassifiedRows, classifyReceived } from "@/lib/services/imports/classify/classify-rows";
import type { JudgedRow } from "@/lib/services/imports/classify/judge-row";
import type { ReceivedRow } from "@/lib/services/imports/recognize/recognize.types";
import type { Entered } from "@/lib/services/jetons/open-jeton";
import { holdPushes } from "./hold-pushes";
import { noteStopped } from "./note-stopped";
import { doubtsOf } from "./received-dossier";
import { recordSightings } from "./record-sightings";
import { writePush } from "./write-push";

/** A dossier of a call and its place in it, from 0. */
export type PushedDossier = { index: number; source: JsonObject };
export type Noted = (index: number, note: PushNote) => void;
/** Told what each dossier of a call does, once it is known whose it is. */
export type Judged = (row: JudgedRow) => void;

const SHEET = "";
const UNANSWERED =
  "Cet identifiant est déjà celui d'une autre personne : rien de ce dossier n'est repris tant que le secrétariat n'a pas répondu (« À surveiller »). Envoyez-le sous un identifiant à lui.";

function noteLeftOut({ setAside, held }: ClassifiedRows, noted: Noted): { row: number; reason: string }[] {
  for (const { row, reason } of setAside) {
    const champ = reason.kind === "moved" ? "annee_scolaire" : (missingFields(row.source)[0] ?? "id_erp_apprenant");
    noted(row.rank, { left: { champ, sentence: describeDossierAside(reason) } });
  }
  for (const { row } of held) noted(row.rank, { left: { champ: "id_erp_apprenant", sentence: UNANSWERED } });
  return [
    ...setAside.map(({ row, reason }) => ({ row: row.row, reason: describeRowAside(reason, row) })),
    ...held.map(({ row: { row } }) => ({ row, reason: `Ligne ${row} : ${UNANSWERED}` })),
  ].sort((a, b) => a.row - b.row);
}

/**
 * Takes the dossiers of a call into an établissement that the transaction holds: the same path as a file's rows, all the dossiers that they
 * do not name left as they are. What nobody can settle without a person is noted, and held for them. A call that changes nothing leaves no
 * trace but that these dossiers were seen.
 */
export async function takeIn(
  tx: Db,
  ctx: Pick<ServiceContext, "now" | "address">,
  etablissement: Entered,
  name: string,
  dossiers: readonly PushedDossier[],
  { noted, judged }: { noted: Noted; judged: Judged },
): Promise<void> {
  const { id: etablissementId, jetonId } = etablissement;
  const received = dossiers.map(
    ({ index, source }): ReceivedRow => ({ rank: index, sheet: SHEET, row: index + 1, source, answer: null }),
  );
  const classified = await classifyReceived(tx, etablissementId, received, async (rows) =>
    rows.map((row) => ({ ...row, doubts: doubtsOf(row.source), confirmed: [] })),
  );
  const setAside = noteLeftOut(classified, noted);
  const written = new Map<string, number>();
  const seen: string[] = [];
  const push = { etablissementId, jetonId, file: name, at: ctx.now, by: null, rows: dossiers.length };
  const summary = await writePush(tx, push, classified, setAside, (row) => {
    written.set(JSON.stringify([row.idErpApprenant, row.anneeScolaire]), row.rank);
    const id = row.toRecord?.id ?? row.dossierId;
    if (id !== null) seen.push(id);
    judged(row);
  });
  await noteStopped(tx, etablissementId, written, noted);
  const sources = dossiers.map(({ source }) => source);
  await holdPushes(tx, etablissement, ctx.now, sources, classified);
  await recordSightings(tx, etablissement, ctx.now, seen);
  if (summary.written === 0 && setAside.length === 0) return;
  const { created, modified, unchanged } = summary.counts;
  const actor = { kind: "software" as const, jetonId, name };
  const details = { dossiers: dossiers.length, created, modified, unchanged, setAside: setAside.length };
  await recordAudit({ ...ctx, db: tx, actor }, etablissementId, "push", details);
}
