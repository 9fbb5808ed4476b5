import { sql } from "drizzle-orm";
import { z } from "zod";
import { parsedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import { causeTitle } from "@/lib/domain/causes/find-causes";
import { isChampKey } from "@/lib/domain/champs";
import type { CauseFigure } from "@/lib/domain/reseau/cause-figure.types";
import type { ServiceContext } from "@/lib/services/context";
import { causeKey } from "@/lib/services/deblocage/list-causes";
import { openReseau } from "./open-reseau";
import type { SharedCause, SharedCausesPage } from "./reseau.types";
import { sharedMessage } from "./shared-message";

/** Past these, a cause is an établissement's own. */
const MAX_SHOWN = 100;

const champ = z.string().refine(isChampKey);
const CauseSchema: z.ZodType<CauseFigure> = z.object({
  identity: z.string(),
  code: z.string(),
  severity: z.enum(["bloquante", "avalee", "risque"]),
  actor: z.enum(["secretariat", "direction", "editeur", "carif-oref"]),
  champ,
  champs: z.array(champ),
  title: z.string(),
  dossiers: z.number(),
  unblocked: z.number(),
});
const RowSchema = z.object({
  uai: z.string(),
  name: z.string(),
  pending: z.boolean(),
  causes: z.array(CauseSchema),
});
type Row = z.infer<typeof RowSchema>;

/** Values that differ from one dossier to the next: how many differ is not the same from one établissement to the other. */
const isScattered = ({ identity }: CauseFigure) => identity.endsWith(',"*"]');

function share(members: readonly { row: Row; cause: CauseFigure }[]): SharedCause[] {
  const [first] = members;
  if (first === undefined) return [];
  const { code, champ: about, severity, actor, title } = first.cause;
  const champs = [...new Set(members.flatMap(({ cause }) => cause.champs))];
  const shared = {
    key: causeKey(first.cause),
    title: isScattered(first.cause) ? causeTitle(code, about, "valeurs différentes") : title,
    actor,
    severity,
    dossiers: members.reduce((total, { cause }) => total + cause.dossiers, 0),
    unblocked: members.reduce((total, { cause }) => total + cause.unblocked, 0),
    etablissements: members
      .map(({ row, cause }) => ({ uai: row.uai, name: row.name, dossiers: cause.dossiers, causeKey: causeKey(cause) }))
      .sort((a, b) => b.dossiers - a.dossiers || (a.name < b.name ? -1 : 1)),
  };
  return [{ ...shared, message: sharedMessage(shared, { champs }) }];
}

/**
 * The causes of all the établissements that the acting person supervises, the same one counted once: what blocks dossiers first, by how many
 * établissements have it, then by the dossiers that its repair makes valid. Throws NOT_SIGNED_IN, NOT_FOUND.
 */
export async function loadSharedCauses(ctx: ServiceContext): Promise<SharedCausesPage> {
  const { db, reseaux, etablissements } = await openReseau(ctx);
  const found = await parsedRows(
    db,
    RowSchema,
    sql`select e.uai, e.name, coalesce(f.causes, '[]'::jsonb) as causes, f.causes_at is null
        or exists (select 1 from figure_changes c where c.etablissement_id = e.id) as pending
      from etablissements e left join etablissement_figures f on f.etablissement_id = e.id
      where e.reseau_id = any(${uuidArray(reseaux.map(({ id }) => id))})`,
  );
  const byIdentity = new Map<string, { row: Row; cause: CauseFigure }[]>();
  for (const row of found) {
    for (const cause of row.causes) {
      const members = byIdentity.get(cause.identity);
      if (members === undefined) byIdentity.set(cause.identity, [{ row, cause }]);
      else members.push({ row, cause });
    }
  }
  const causes = [...byIdentity.values()]
    .flatMap(share)
    .sort(
      (a, b) =>
        Number(b.severity === "bloquante") - Number(a.severity === "bloquante") ||
        b.etablissements.length - a.etablissements.length ||
        b.unblocked - a.unblocked ||
        b.dossiers - a.dossiers ||
        (a.key < b.key ? -1 : 1),
    );
  return {
    causes: causes.slice(0, MAX_SHOWN),
    pending: found.filter(({ pending }) => pending).length,
    etablissements,
  };
}
