import { montrer } from "@/lib/dossier/anomalies/montrer";
import { champDe } from "@/lib/dossier/champs";
import type { EtablissementAutorise } from "@/lib/services/etablissements/autoriser";
import type { MessageCause } from "./deblocage.types";
import type { CauseOuverte } from "./ouvrir-cause";

const compte = (n: number) => (n < 2 ? "1 dossier" : `${n.toLocaleString("fr-FR")} dossiers`);
const liste = (elements: readonly string[]) => elements.map((element) => `- ${element}`).join("\n");

/** The wrong couple itself is the matter: no apprentice is named, not even by a number. */
function pourLeCarifOref({ nom, uai }: EtablissementAutorise, { cause, membres }: CauseOuverte): MessageCause {
  const couples = new Set(membres.map(({ valeurs }) => `UAI ${montrer(valeurs[0])}, SIRET ${montrer(valeurs[1])}`));
  return {
    destinataire: "votre Carif-Oref",
    objet: "UAI et SIRET à vérifier au référentiel des organismes de formation",
    corps: `Bonjour,

Notre établissement (${nom}, UAI ${uai}) transmet les dossiers de ses apprentis au Tableau de bord de l'apprentissage. Celui-ci ne connaît pas ensemble :

${liste([...couples])}

${compte(cause.dossiers.length)} d'apprentis risquent d'y manquer. Pouvez-vous vérifier cette relation dans le référentiel des organismes de formation, et la corriger ou nous dire quels UAI et SIRET employer ?

Merci d'avance.`,
  };
}

function pourLEditeur({ nom, uai }: EtablissementAutorise, { cause, membres, champs }: CauseOuverte): MessageCause {
  const champ = champDe(cause.champ);
  return {
    destinataire: "l'éditeur de votre logiciel",
    objet: `Tableau de bord de l'apprentissage : ${cause.titre}`,
    corps: `Bonjour,

Les données que votre logiciel prépare pour le Tableau de bord de l'apprentissage (TBA) ont un défaut : ${cause.titre}. ${
      cause.gravite === "bloquante" ? "Le TBA refuse ces dossiers." : "Le TBA peut perdre ces dossiers."
    }

Établissement : ${nom}, UAI ${uai}
Champs concernés :
${liste(champs.map((c) => `${champDe(c).libelle} (${c})`))}
Ce que le TBA attend : ${champ.aide}

${compte(cause.dossiers.length)}, par leur identifiant dans le logiciel (id_erp_apprenant) :
${liste(membres.map((m) => m.idErpApprenant))}

Pouvez-vous corriger cela dans le logiciel, ou nous dire comment le faire ?

Merci d'avance.`,
  };
}

/** What to send to those who can act when the secretary cannot; null when she can. Names nobody, and no birth date. */
export function messageDeCause(etablissement: EtablissementAutorise, ouverte: CauseOuverte): MessageCause | null {
  const { acteur } = ouverte.cause;
  if (acteur === "carif-oref") return pourLeCarifOref(etablissement, ouverte);
  return acteur === "editeur" ? pourLEditeur(etablissement, ouverte) : null;
}
