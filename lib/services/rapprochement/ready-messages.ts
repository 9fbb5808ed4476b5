import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { rapprochementEntries } from "@/db/schema/rapprochements";
import { plural } from "@/lib/domain/plural";
import type { CauseMessage } from "@/lib/services/deblocage/deblocage.types";
import type { AuthorizedEtablissement } from "@/lib/services/etablissements/scope";
import { vendorMessage } from "./vendor-message";

/** More would not be read: they are said by their number. */
const LISTED = 200;

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

/** The software's identifiers of the dossiers of an actor, each once: they tell the TBA's support enough, and name nobody. */
async function identifiers(
  db: Db,
  rapprochementId: string,
  category: "not-seen" | "twice",
  actor: "tba",
): Promise<string[]> {
  const entries = rapprochementEntries;
  const found = await db
    .selectDistinct({ id: dossiers.idErpApprenant })
    .from(entries)
    .innerJoin(dossiers, eq(dossiers.id, entries.dossierId))
    .where(and(eq(entries.rapprochementId, rapprochementId), eq(entries.category, category), eq(entries.actor, actor)))
    .orderBy(asc(dossiers.idErpApprenant));
  return found.map(({ id }) => id);
}

function listed(identifiers: readonly string[]): string {
  const rest = identifiers.length - LISTED;
  return list([...identifiers.slice(0, LISTED), ...(rest > 0 ? [`et ${plural(rest, "autre", "autres")}`] : [])]);
}

function forSupport({ name, uai, siret }: AuthorizedEtablissement, absent: string[], twice: string[]): CauseMessage {
  const parts = [
    ...(absent.length === 0
      ? []
      : [`L'API a accepté ces dossiers, qui ne sont dans aucune de nos listes :\n\n${listed(absent)}`]),
    ...(twice.length === 0
      ? []
      : [`Ces apprenants sont deux fois dans nos listes ; pouvez-vous retirer le doublon ?\n\n${listed(twice)}`]),
  ];
  return {
    recipient: "l'assistance du Tableau de bord de l'apprentissage",
    subject: `Écarts dans nos listes nominatives (UAI ${uai})`,
    body: `Bonjour,

Notre établissement (${name}, UAI ${uai}, SIRET ${siret}) a comparé ses dossiers aux listes nominatives du Tableau de bord de l'apprentissage. Les dossiers sont dits par leur id_erp_apprenant.

${parts.join("\n\n")}

Merci d'avance.`,
  };
}

async function couplesToCheck(db: Db, rapprochementId: string): Promise<string[]> {
  const entries = rapprochementEntries;
  const found = await db
    .select({ payload: dossiers.payload })
    .from(entries)
    .innerJoin(dossiers, eq(dossiers.id, entries.dossierId))
    .where(
      and(
        eq(entries.rapprochementId, rapprochementId),
        inArray(entries.category, ["not-seen"]),
        eq(entries.actor, "carif-oref"),
        isNotNull(entries.dossierId),
      ),
    );
  const couples = found.map(({ payload }) => {
    const values: Record<string, unknown> = JSON.parse(payload);
    return `UAI ${values.etablissement_formateur_uai}, SIRET ${values.etablissement_formateur_siret}`;
  });
  return [...new Set(couples)].sort();
}

function forCarifOref({ name, uai }: AuthorizedEtablissement, couples: string[]): CauseMessage {
  return {
    recipient: "votre Carif-Oref",
    subject: "UAI et SIRET à vérifier au référentiel des organismes de formation",
    body: `Bonjour,

Notre établissement (${name}, UAI ${uai}) transmet ses apprentis au Tableau de bord de l'apprentissage, qui ne les affiche pas : il ne connaît pas ensemble

${list(couples)}

Pouvez-vous vérifier cette relation dans le référentiel des organismes de formation, et la corriger ou nous dire quels UAI et SIRET employer ?

Merci d'avance.`,
  };
}

/** What to send to those who can act when nobody of the house can. They name nobody, and hold no birth date. */
export async function readyMessages(
  db: Db,
  etablissement: AuthorizedEtablissement,
  rapprochementId: string,
): Promise<CauseMessage[]> {
  const absent = await identifiers(db, rapprochementId, "not-seen", "tba");
  const twice = await identifiers(db, rapprochementId, "twice", "tba");
  const couples = await couplesToCheck(db, rapprochementId);
  const vendor = await vendorMessage(db, etablissement, rapprochementId);
  return [
    ...(absent.length + twice.length === 0 ? [] : [forSupport(etablissement, absent, twice)]),
    ...(couples.length === 0 ? [] : [forCarifOref(etablissement, couples)]),
    ...(vendor === null ? [] : [vendor]),
  ];
}
