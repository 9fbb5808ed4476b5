import { randomUUID } from "node:crypto";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";
import { parseInput } from "@/lib/domain/parse-input";
import { asTyped } from "@/lib/domain/typed-source";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getCommonContext } from "@/lib/services/preparation/dossier-contexts";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { recordDossiers } from "@/lib/services/preparation/record-dossiers";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { giveIdentifier, refuseDouble, refuseErased, refuseSomebodyElses, TO_FIX } from "./new-dossier-identity";

/** A field that the person filled, as typed. */
export type NewDossierInput = { champ: ChampKey; typed: string };

/** Without these nobody can tell whose dossier it is; the year tells which one it is. */
const REQUIRED: readonly ChampKey[] = [
  "nom_apprenant",
  "prenom_apprenant",
  "date_de_naissance_apprenant",
  "annee_scolaire",
];
const IDENTIFIER_LENGTH = 100;

const parseIdentifier = (typed: string): string =>
  typed.replaceAll("\u0000", "").toWellFormed().trim().slice(0, IDENTIFIER_LENGTH);

/** What was typed as a dossier's source, its identifier empty when none was. Throws INVALID_INPUT with a sentence by field. */
function sourceOf(inputs: readonly NewDossierInput[]): JsonObject {
  const source: JsonObject = {};
  const errors: Record<string, string> = {};
  for (const { champ, typed } of inputs) {
    if (typed.trim() === "" || champ === "id_erp_apprenant") continue;
    const parsed = parseInput(champ, typed);
    if ("error" in parsed) errors[champ] = parsed.error;
    else if (parsed.value !== null) source[champ] = parsed.value;
  }
  for (const champ of REQUIRED) {
    if (source[champ] === undefined)
      errors[champ] ??= `${champOf(champ).subject} manque : cette information est obligatoire, saisissez-la.`;
  }
  if (Object.keys(errors).length > 0) throw new ServiceError("INVALID_INPUT", TO_FIX, errors);
  const identifier = inputs.find(({ champ }) => champ === "id_erp_apprenant")?.typed ?? "";
  return { id_erp_apprenant: parseIdentifier(identifier), ...source };
}

/**
 * A dossier from nothing, for those who have no software: what is typed is its source, until a software sends it too (typed-source.ts), and what is
 * missing is said on its page. Answers its id. Throws FORBIDDEN, INVALID_INPUT with a sentence by field, CONFLICT when the person has one already for that year, or was erased.
 */
export async function createDossier(scope: Scope, inputs: readonly NewDossierInput[]): Promise<string> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const typed = sourceOf(inputs);
  return scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    const id_erp_apprenant = typed.id_erp_apprenant || (await giveIdentifier(tx, etablissementId, typed));
    const source = asTyped({ ...typed, id_erp_apprenant });
    const context = await getCommonContext(tx);
    const prepared = preparedColumns(source, {}, context);
    await refuseErased(tx, etablissementId, source);
    await refuseDouble(tx, etablissementId, source, prepared.person);
    await refuseSomebodyElses(tx, etablissementId, source);
    const [id, idErpApprenant, anneeScolaire] = [
      randomUUID(),
      String(source.id_erp_apprenant),
      String(source.annee_scolaire),
    ];
    await recordDossiers(tx, etablissementId, [
      { id, isNew: true, idErpApprenant, anneeScolaire, doubts: [], confirmed: [], ...prepared },
    ]);
    await reprepareOutdated(tx, etablissementId, "wait");
    await recordAudit({ ...scope, db: tx }, etablissementId, "dossier-created", { dossierId: id });
    return id;
  });
}
