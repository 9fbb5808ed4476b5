import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { rapprochementEntries } from "@/db/schema/rapprochements";
import { CATALOGUE } from "@/lib/domain/anomalies/catalogue";
import { champOf } from "@/lib/domain/champs";
import { ownValue } from "@/lib/domain/own-value";
import { plural } from "@/lib/domain/plural";
import type { CauseMessage } from "@/lib/services/deblocage/deblocage.types";
import type { AuthorizedEtablissement } from "@/lib/services/etablissements/scope";

/** Of a fault, more identifiers would not be read. */
const LISTED = 50;

/** What the vendor alone can mend: the first fault of each dossier that does not leave because of one, with the identifiers that have it. */
async function vendorFaults(db: Db, rapprochementId: string): Promise<Map<string, string[]>> {
  const entries = rapprochementEntries;
  const found = await db
    .select({ identifier: dossiers.idErpApprenant, anomalies: dossiers.anomalies })
    .from(entries)
    .innerJoin(dossiers, eq(dossiers.id, entries.dossierId))
    .where(
      and(eq(entries.rapprochementId, rapprochementId), eq(entries.category, "not-sent"), eq(entries.actor, "editeur")),
    )
    .orderBy(asc(dossiers.idErpApprenant));
  const faults = new Map<string, string[]>();
  for (const { identifier, anomalies } of found) {
    const first = anomalies.find(({ severity, actor }) => severity === "bloquante" && actor === "editeur");
    if (first === undefined) continue;
    const champs = first.champs.map((champ) => `${champOf(champ).label} (${champ})`).join(", ");
    const fault = `${ownValue<{ title: string }>(CATALOGUE, first.code)?.title ?? first.code}${champs === "" ? "" : `, ${champs}`}`;
    faults.set(fault, [...(faults.get(fault) ?? []), identifier]);
  }
  return faults;
}

/** What to send to the vendor of the software for the apprentices that do not leave by its fault; null when there are none. Names nobody. */
export async function vendorMessage(
  db: Db,
  { name, uai }: AuthorizedEtablissement,
  rapprochementId: string,
): Promise<CauseMessage | null> {
  const faults = await vendorFaults(db, rapprochementId);
  if (faults.size === 0) return null;
  const parts = [...faults].map(([fault, identifiers]) => {
    const rest = identifiers.length - LISTED;
    const more = rest > 0 ? `, et ${plural(rest, "autre", "autres")}` : "";
    return `${fault} : ${plural(identifiers.length, "dossier")}\n- ${identifiers.slice(0, LISTED).join(", ")}${more}`;
  });
  return {
    recipient: "l'éditeur de votre logiciel",
    subject: `Apprentis absents du Tableau de bord de l'apprentissage (UAI ${uai})`,
    body: `Bonjour,

Notre établissement (${name}, UAI ${uai}) a comparé ses dossiers aux listes du Tableau de bord de l'apprentissage (TBA). Ceux-ci n'y sont pas : le TBA refuse ce que votre logiciel prépare. Les dossiers sont dits par leur identifiant dans le logiciel (id_erp_apprenant).

${parts.join("\n\n")}

Pouvez-vous corriger cela dans le logiciel, ou nous dire comment le faire ?

Merci d'avance.`,
  };
}
