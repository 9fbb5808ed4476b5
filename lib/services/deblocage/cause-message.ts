import { quote } from "@/lib/domain/anomalies/quote";
import { champOf } from "@/lib/domain/champs";
import type { AuthorizedEtablissement } from "@/lib/services/etablissements/scope";
import type { CauseMessage } from "./deblocage.types";
import type { OpenedCause } from "./open-cause";

const count = (n: number) => (n < 2 ? "1 dossier" : `${n.toLocaleString("fr-FR")} dossiers`);
const list = (elements: readonly string[]) => elements.map((element) => `- ${element}`).join("\n");

/** The wrong couple itself is the matter: no apprentice is named, not even by a number. */
function forCarifOref({ name, uai }: AuthorizedEtablissement, { cause, members }: OpenedCause): CauseMessage {
  const couples = new Set(members.map(({ values }) => `UAI ${quote(values[0])}, SIRET ${quote(values[1])}`));
  return {
    recipient: "votre Carif-Oref",
    subject: "UAI et SIRET à vérifier au référentiel des organismes de formation",
    body: `Bonjour,

Notre établissement (${name}, UAI ${uai}) transmet les dossiers de ses apprentis au Tableau de bord de l'apprentissage. Celui-ci ne connaît pas ensemble :

${list([...couples])}

${count(cause.dossiers.length)} d'apprentis risquent d'y manquer. Pouvez-vous vérifier cette relation dans le référentiel des organismes de formation, et la corriger ou nous dire quels UAI et SIRET employer ?

Merci d'avance.`,
  };
}

function forVendor({ name, uai }: AuthorizedEtablissement, { cause, members, champs }: OpenedCause): CauseMessage {
  const champ = champOf(cause.champ);
  return {
    recipient: "l'éditeur de votre logiciel",
    subject: `Tableau de bord de l'apprentissage : ${cause.title}`,
    body: `Bonjour,

Les données que votre logiciel prépare pour le Tableau de bord de l'apprentissage (TBA) ont un défaut : ${cause.title}. ${
      cause.severity === "bloquante" ? "Le TBA refuse ces dossiers." : "Le TBA peut perdre ces dossiers."
    }

Établissement : ${name}, UAI ${uai}
Champs concernés :
${list(champs.map((c) => `${champOf(c).label} (${c})`))}
Ce que le TBA attend : ${champ.help}

${count(cause.dossiers.length)}, par leur identifiant dans le logiciel (id_erp_apprenant) :
${list(members.map((m) => m.idErpApprenant))}

Pouvez-vous corriger cela dans le logiciel, ou nous dire comment le faire ?

Merci d'avance.`,
  };
}

/** What to send to those who can act when the secretary cannot; null when she can. Names nobody, and no birth date. */
export function causeMessage(etablissement: AuthorizedEtablissement, opened: OpenedCause): CauseMessage | null {
  const { actor } = opened.cause;
  if (actor === "carif-oref") return forCarifOref(etablissement, opened);
  return actor === "editeur" ? forVendor(etablissement, opened) : null;
}
