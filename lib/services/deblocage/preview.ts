import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { readApart } from "@/db/read-apart";
import { dossiers } from "@/db/schema/dossiers";
import type { Anomalie } from "@/lib/domain/anomalie";
import { effectiveValues } from "@/lib/domain/corrections";
import type { EtatDossierValue } from "@/lib/domain/etat";
import { isOtherDossier, tbaKeyOf } from "@/lib/domain/left-behind";
import { prepare, validityGained } from "@/lib/domain/prepare";
import { ServiceError } from "@/lib/errors";
import { type CorrectedDossier, idIn } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import type { Change } from "@/lib/services/dossiers/corrections/new-corrections";
import { type DossierContexts, getContextsByIds } from "@/lib/services/preparation/dossier-contexts";
import { payloadFingerprint } from "@/lib/services/preparation/prepared-columns";
import type { EtatChange, Preview } from "./deblocage.types";
import { type Before, type Evaluated, evaluateChanges, readDossiers } from "./evaluate-changes";

const MAX_CHANGES = 100;
const MAX_SENTENCES = 5;
/** Read by the database while the ones before are prepared; few at first, which nothing is prepared beside. */
const FIRST_READING = 500;
const PER_READING = 2500;

/** As `ETAT_SQL` (columns-sql.ts) says it of a dossier that is written, or will when it is. */
function etatOf(blocked: boolean, fingerprint: () => string, { sent, refused }: Before): EtatDossierValue {
  if (blocked) return "invalide";
  if (sent === null && refused === null) return "a-transmettre";
  const own = fingerprint();
  if (refused === own) return "refuse";
  return sent === own ? "transmis" : "a-transmettre";
}

const keyOf = ({ code, champs }: Anomalie) => `${code} ${champs.join(" ")}`;

/** Adds the sentences of anomalies that dossiers did not have. What they had is read of those alone that will have some. */
async function addAppeared(db: Db, evaluated: readonly Evaluated[], appeared: Map<string, number>): Promise<void> {
  const ids = evaluated.flatMap(({ before, after }) => (after.anomalies.length > 0 ? [before.id] : []));
  if (ids.length === 0) return;
  const found = await db.select({ id: dossiers.id, anomalies: dossiers.anomalies }).from(dossiers).where(idIn(ids));
  const already = new Map(found.map(({ id, anomalies }) => [id, new Set(anomalies.map(keyOf))]));
  for (const { before, after } of evaluated) {
    for (const anomalie of after.anomalies) {
      if (already.get(before.id)?.has(keyOf(anomalie)) ?? true) continue;
      appeared.set(anomalie.sentence, (appeared.get(anomalie.sentence) ?? 0) + 1);
    }
  }
}

type Touched = { corrected: CorrectedDossier } & Pick<EtatChange, "before" | "after">;

/** What is said of the effect, added up. */
type Effect = {
  corrected: number;
  gained: number;
  stillInvalid: number;
  moved: number;
  touched: Touched[];
  appeared: Map<string, number>;
};

const KEY = ["annee_scolaire", "etablissement_formateur_uai", "etablissement_formateur_siret"] as const;

/** True for a dossier that the TBA has and would have twice. Of a couple that it does not know, it has nothing. */
function isMoved({ before, after, corrected: { dossier, corrections } }: Evaluated, ctx: DossierContexts): boolean {
  if (before.sent === null || after.blocked) return false;
  if (KEY.every((champ) => corrections[champ] === dossier.corrections[champ])) return false;
  const values = effectiveValues(dossier.source, dossier.corrections);
  const had = tbaKeyOf(before.sentPayload === null ? values : JSON.parse(before.sentPayload));
  const { unknownCouples } = ctx.around(dossier);
  return isOtherDossier(had, tbaKeyOf(after.payload)) && unknownCouples?.has(`${had.uai}:${had.siret}`) !== true;
}

function addEffect(effect: Effect, evaluated: readonly Evaluated[], ctx: DossierContexts): void {
  effect.corrected += evaluated.length;
  for (const { before, after, corrected } of evaluated) {
    effect.gained += validityGained(before, after);
    effect.stillInvalid += after.blocked ? 1 : 0;
    effect.moved += isMoved({ before, after, corrected }, ctx) ? 1 : 0;
    const was = etatOf(before.blocked, () => before.fingerprint, before);
    const will = etatOf(after.blocked, () => payloadFingerprint(JSON.stringify(after.payload)), before);
    if (will !== was) effect.touched.push({ corrected, before: was, after: will });
  }
}

async function computeEffect(db: Db, etablissementId: string, changes: readonly Change[]): Promise<Effect> {
  const byDossier = new Map<string, Change[]>();
  for (const change of changes) byDossier.set(change.dossierId, [...(byDossier.get(change.dossierId) ?? []), change]);
  const ids = [...byDossier.keys()];
  const effect: Effect = { corrected: 0, gained: 0, stillInvalid: 0, moved: 0, touched: [], appeared: new Map() };
  const appearing: Promise<void>[] = [];
  const contexts = getContextsByIds(db, etablissementId, ids);
  // An error waits for its turn, here or below.
  contexts.catch(() => {});
  let reading = readApart(() => readDossiers(db, etablissementId, ids.slice(0, FIRST_READING)));
  for (let end = FIRST_READING; end < ids.length + PER_READING; end += PER_READING) {
    const read = await reading;
    reading = readDossiers(db, etablissementId, ids.slice(end, end + PER_READING));
    reading.catch(() => {});
    const own = read.flatMap(({ id }) => byDossier.get(id) ?? []);
    const ctx = await contexts;
    const evaluated = await evaluateChanges({ db, etablissementId }, read, own, ctx);
    addEffect(effect, evaluated, ctx);
    const adding = addAppeared(db, evaluated, effect.appeared);
    adding.catch(() => {});
    appearing.push(adding);
  }
  await Promise.all(appearing);
  return effect;
}

/** A change of state as it is shown: the names may be what was corrected. */
function describe({ corrected: { dossier, corrections }, before, after }: Touched): EtatChange {
  const { apprenant, formation } = prepare(dossier.source, corrections).columns;
  return { id: dossier.id, numero: dossier.numero ?? 0, apprenant, formation, before, after };
}

/**
 * What changes would do, by the very pipeline that would apply them; nothing is written. Throws INVALID_INPUT when nothing would change, or when
 * two dossiers would have one year (refuseSharedYear).
 */
export async function preview(db: Db, etablissementId: string, changes: readonly Change[]): Promise<Preview> {
  const apprentices = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true));
  const [effect, validBefore] = await Promise.all([
    computeEffect(db, etablissementId, changes),
    db.$count(dossiers, and(apprentices, eq(dossiers.blocked, false))),
  ]);
  const { corrected, gained, stillInvalid, moved, touched, appeared } = effect;
  if (corrected === 0) {
    throw new ServiceError("INVALID_INPUT", "Cette valeur ne change rien : c'est celle qui est déjà là.");
  }
  return {
    corrected,
    validBefore,
    validAfter: validBefore + gained,
    changes: touched
      .sort((a, b) => (a.corrected.dossier.numero ?? 0) - (b.corrected.dossier.numero ?? 0))
      .slice(0, MAX_CHANGES)
      .map(describe),
    changeCount: touched.length,
    stillInvalid,
    moved,
    appeared: [...appeared]
      .map(([sentence, n]) => ({ sentence, dossiers: n }))
      .sort((a, b) => b.dossiers - a.dossiers || (a.sentence < b.sentence ? -1 : 1))
      .slice(0, MAX_SENTENCES),
  };
}
