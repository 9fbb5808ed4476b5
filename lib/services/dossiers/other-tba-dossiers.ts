import type { Db } from "@/db/database";
import type { dossiers, submissions } from "@/db/schema/dossiers";
import { isOtherDossier, keptBeside, type OtherTbaDossiers, type TbaKey, tbaKeyOf } from "@/lib/domain/left-behind";
import { getUnknownCouples } from "@/lib/services/preparation/dossier-contexts";

type Written = Pick<typeof dossiers.$inferSelect, "payload" | "blocked" | "apprenti">;

/** What the TBA has of a dossier under another identifier, school year or formateur. Of a couple that it does not know, it kept nothing. */
export async function otherTbaDossiers(
  db: Db,
  { payload, blocked, apprenti }: Written,
  submission: Pick<typeof submissions.$inferSelect, "leftBehind" | "sentPayload"> | null,
): Promise<OtherTbaDossiers> {
  const now = tbaKeyOf(JSON.parse(payload));
  const has = submission?.sentPayload == null ? now : tbaKeyOf(JSON.parse(submission.sentPayload));
  const known = keptBeside(submission?.leftBehind ?? [], has);
  const moves = apprenti && !blocked && isOtherDossier(has, now);
  if (known.length === 0 && !moves) return { now, has, left: [], leaving: null };
  const unknown = await getUnknownCouples(db);
  const isKept = ({ uai, siret }: TbaKey) => !unknown.has(`${uai}:${siret}`);
  return { now, has, left: known.filter(isKept), leaving: moves && isKept(has) ? has : null };
}
