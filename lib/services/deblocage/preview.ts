import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { EtatDossierValue } from "@/lib/domain/etat";
import { ServiceError } from "@/lib/errors";
import { getCorrectables, idIn, prepareCorrected } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { type Change, newCorrections } from "@/lib/services/dossiers/corrections/new-corrections";
import type { PreparedColumns } from "@/lib/services/preparation/prepared-columns";
import { ETAT_SQL } from "@/lib/services/rapport/columns-sql";
import type { EtatChange, Preview } from "./deblocage.types";

const MAX_CHANGES = 100;
const MAX_SENTENCES = 5;

function getBefore(db: Db, etablissementId: string, ids: readonly string[]) {
  return db
    .select({
      id: dossiers.id,
      numero: dossiers.numero,
      formation: dossiers.formation,
      etat: ETAT_SQL,
      apprenti: dossiers.apprenti,
      blocked: dossiers.blocked,
      anomalies: dossiers.anomalies,
      sent: submissions.sentFingerprint,
      refused: submissions.refusedFingerprint,
    })
    .from(dossiers)
    .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .where(and(eq(dossiers.etablissementId, etablissementId), idIn(ids)));
}

type Before = Awaited<ReturnType<typeof getBefore>>[number];

/** As `ETAT_SQL` (columns-sql.ts) would say it once the dossier is written. */
function etatAfter({ blocked, fingerprint }: PreparedColumns, { sent, refused }: Before): EtatDossierValue {
  if (blocked) return "invalide";
  if (refused === fingerprint) return "refuse";
  return sent === fingerprint ? "transmis" : "a-transmettre";
}

const valid = ({ apprenti, blocked }: { apprenti: boolean; blocked: boolean }) => (apprenti && !blocked ? 1 : 0);
const keyOf = ({ code, champs }: Anomalie) => `${code} ${champs.join(" ")}`;

/**
 * What changes would do, by the very pipeline that would apply them; nothing is written. Throws INVALID_INPUT when nothing would change.
 */
export async function preview(db: Db, etablissementId: string, changes: readonly Change[]): Promise<Preview> {
  const ids = [...new Set(changes.map(({ dossierId }) => dossierId))];
  const apprentices = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true));
  const [correctables, found, validBefore] = await Promise.all([
    getCorrectables(db, etablissementId, ids),
    getBefore(db, etablissementId, ids),
    db.$count(dossiers, and(apprentices, eq(dossiers.blocked, false))),
  ]);
  const { corrected } = newCorrections(correctables, changes);
  if (corrected.length === 0) {
    throw new ServiceError("INVALID_INPUT", "Cette valeur ne change rien : c'est celle qui est déjà là.");
  }
  const prepared = await prepareCorrected(db, corrected);
  const befores = new Map(found.map((before) => [before.id, before]));
  const summary = { gained: 0, stillInvalid: 0 };
  const touched: EtatChange[] = [];
  const appeared = new Map<string, number>();
  for (const { dossier, columns } of prepared) {
    const before = befores.get(dossier.id);
    if (before === undefined) continue;
    summary.gained += valid(columns) - valid(before);
    summary.stillInvalid += columns.blocked ? 1 : 0;
    const already = new Set(before.anomalies.map(keyOf));
    for (const anomalie of columns.anomalies) {
      if (!already.has(keyOf(anomalie))) appeared.set(anomalie.sentence, (appeared.get(anomalie.sentence) ?? 0) + 1);
    }
    const after = etatAfter(columns, before);
    if (after === before.etat) continue;
    const { apprenant, formation } = columns;
    touched.push({ id: dossier.id, numero: before.numero ?? 0, apprenant, formation, before: before.etat, after });
  }
  return {
    corrected: prepared.length,
    validBefore,
    validAfter: validBefore + summary.gained,
    changes: touched.sort((a, b) => a.numero - b.numero).slice(0, MAX_CHANGES),
    changeCount: touched.length,
    stillInvalid: summary.stillInvalid,
    appeared: [...appeared]
      .map(([sentence, n]) => ({ sentence, dossiers: n }))
      .sort((a, b) => b.dossiers - a.dossiers)
      .slice(0, MAX_SENTENCES),
  };
}
