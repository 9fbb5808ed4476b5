import { strToU8, zipSync } from "fflate";
import { parisDay } from "@/lib/domain/paris-day";
import { env } from "@/lib/env";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { findPerson } from "@/lib/services/rgpd/find-person";
import { contentHtml } from "./content-html";
import { personContent } from "./person-content";

/**
 * All that this établissement holds on the person of a dossier, as a zip: `donnees.json` for programs, `lisez-moi.html` for people, both
 * saying the same. Names of staff are not in it. The extract is in the journal, the file's name says nobody's. Throws FORBIDDEN, NOT_FOUND.
 */
export async function extractPerson(
  scope: Scope,
  dossierId: string,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { db, now } = scope;
  const etablissement = requirePermission(scope, "administer");
  const found = await findPerson(db, etablissement.id, dossierId);
  const content = await personContent(db, etablissement, found, now);
  await recordAudit(scope, etablissement.id, "rgpd-extract", { dossiers: found.own.length, dossier: dossierId });
  const introduction = [
    `Voici tout ce que ${etablissement.name} conserve à votre sujet dans Passerelle TBA, l'outil qui envoie les dossiers des apprentis au Tableau de bord de l'apprentissage (TBA).`,
    "Vous pouvez demander à l'établissement de rectifier ces données, de les effacer, ou d'en limiter l'usage. Vous pouvez aussi écrire à son délégué à la protection des données et, en cas de désaccord, à la CNIL (cnil.fr).",
    `Le TBA conserve de son côté ce qu'il a reçu : adressez-vous à lui pour ces données-là (${env().TBA_SITE_URL}).`,
    "Le fichier donnees.json dit la même chose, pour un ordinateur.",
  ];
  const bytes = zipSync({
    "donnees.json": strToU8(JSON.stringify(content, null, 2)),
    "lisez-moi.html": strToU8(contentHtml("Vos données dans Passerelle TBA", introduction, content)),
  });
  return { name: `donnees-personnelles-${etablissement.uai}-${parisDay(now)}.zip`, bytes: Uint8Array.from(bytes) };
}
