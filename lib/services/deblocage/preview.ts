import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { EtatDossierValue } from "@/lib/domain/etat";
import { ServiceError } from "@/lib/errors";
import {
  getCorrectables,
  idIn,
  type PreparedDossier,
  prepareCorrected,
} from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { type Change, newCorrections } from "@/lib/services/dossiers/corrections/new-corrections";
import type { PreparedColumns } from "@/lib/services/preparation/prepared-columns";
import type { EtatChange, Preview } from "./deblocage.types";

const MAX_CHANGES = 100;
const MAX_SENTENCES = 5;
/** Read by the database while the ones before are prepared. */
const PER_READING = 1000;

function getBefore(db: Db, etablissementId: string, ids: readonly string[]) {
  return db
    .select({
      id: dossiers.id,
      apprenti: dossiers.apprenti,
      blocked: dossiers.blocked,
      fingerprint: dossiers.fingerprint,
      sent: submissions.sentFingerprint,
      refused: submissions.refusedFingerprint,
    })
    .from(dossiers)
    .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .where(and(eq(dossiers.etablissementId, etablissementId), idIn(ids)));
}

type Before = Awaited<ReturnType<typeof getBefore>>[number];

async function readDossiers(db: Db, etablissementId: string, ids: readonly string[]) {
  if (ids.length === 0) return { correctables: [], found: [] };
  const [correctables, found] = await Promise.all([
    getCorrectables(db, etablissementId, ids),
    getBefore(db, etablissementId, ids),
  ]);
  return { correctables, found };
}

/** As `ETAT_SQL` (columns-sql.ts) says it of a dossier that is written, or will when it is. */
function etatOf(
  { blocked, fingerprint }: Pick<PreparedColumns, "blocked" | "fingerprint">,
  { sent, refused }: Pick<Before, "sent" | "refused">,
): EtatDossierValue {
  if (blocked) return "invalide";
  if (refused === fingerprint) return "refuse";
  return sent === fingerprint ? "transmis" : "a-transmettre";
}

const valid = ({ apprenti, blocked }: { apprenti: boolean; blocked: boolean }) => (apprenti && !blocked ? 1 : 0);
const keyOf = ({ code, champs }: Anomalie) => `${code} ${champs.join(" ")}`;

/** Adds the sentences of anomalies that dossiers did not have. What they had is read of those alone that will have some. */
async function addAppeared(db: Db, prepared: readonly PreparedDossier[], appeared: Map<string, number>): Promise<void> {
  const ids = prepared.flatMap(({ dossier, columns }) => (columns.anomalies.length > 0 ? [dossier.id] : []));
  if (ids.length === 0) return;
  const found = await db.select({ id: dossiers.id, anomalies: dossiers.anomalies }).from(dossiers).where(idIn(ids));
  const already = new Map(found.map(({ id, anomalies }) => [id, new Set(anomalies.map(keyOf))]));
  for (const { dossier, columns } of prepared) {
    for (const anomalie of columns.anomalies) {
      if (already.get(dossier.id)?.has(keyOf(anomalie)) ?? true) continue;
      appeared.set(anomalie.sentence, (appeared.get(anomalie.sentence) ?? 0) + 1);
    }
  }
}

/** What is said of the effect, added up. */
type Effect = {
  corrected: number;
  gained: number;
  stillInvalid: number;
  touched: EtatChange[];
  appeared: Map<string, number>;
};

function addEffect(effect: Effect, prepared: readonly PreparedDossier[], found: readonly Before[]): void {
  const befores = new Map(found.map((before) => [before.id, before]));
  effect.corrected += prepared.length;
  for (const { dossier, columns } of prepared) {
    const before = befores.get(dossier.id);
    if (before === undefined) continue;
    effect.gained += valid(columns) - valid(before);
    effect.stillInvalid += columns.blocked ? 1 : 0;
    const [etat, after] = [etatOf(before, before), etatOf(columns, before)];
    if (after === etat) continue;
    const { apprenant, formation } = columns;
    effect.touched.push({ id: dossier.id, numero: dossier.numero ?? 0, apprenant, formation, before: etat, after });
  }
}

async function computeEffect(db: Db, etablissementId: string, changes: readonly Change[]): Promise<Effect> {
  const ids = [...new Set(changes.map(({ dossierId }) => dossierId))];
  const effect: Effect = { corrected: 0, gained: 0, stillInvalid: 0, touched: [], appeared: new Map() };
  let reading = readDossiers(db, etablissementId, ids.slice(0, PER_READING));
  for (let start = 0; start < ids.length; start += PER_READING) {
    const { correctables, found } = await reading;
    reading = readDossiers(db, etablissementId, ids.slice(start + PER_READING, start + 2 * PER_READING));
    // An error waits for its turn.
    reading.catch(() => {});
    const prepared = await prepareCorrected(db, newCorrections(correctables, changes).corrected);
    addEffect(effect, prepared, found);
    await addAppeared(db, prepared, effect.appeared);
  }
  return effect;
}

/**
 * What changes would do, by the very pipeline that would apply them; nothing is written. Throws INVALID_INPUT when nothing would change.
 */
export async function preview(db: Db, etablissementId: string, changes: readonly Change[]): Promise<Preview> {
  const apprentices = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true));
  const [effect, validBefore] = await Promise.all([
    computeEffect(db, etablissementId, changes),
    db.$count(dossiers, and(apprentices, eq(dossiers.blocked, false))),
  ]);
  const { corrected, gained, stillInvalid, touched, appeared } = effect;
  if (corrected === 0) {
    throw new ServiceError("INVALID_INPUT", "Cette valeur ne change rien : c'est celle qui est déjà là.");
  }
  return {
    corrected,
    validBefore,
    validAfter: validBefore + gained,
    changes: touched.sort((a, b) => a.numero - b.numero).slice(0, MAX_CHANGES),
    changeCount: touched.length,
    stillInvalid,
    appeared: [...appeared]
      .map(([sentence, n]) => ({ sentence, dossiers: n }))
      .sort((a, b) => b.dossiers - a.dossiers)
      .slice(0, MAX_SENTENCES),
  };
}
