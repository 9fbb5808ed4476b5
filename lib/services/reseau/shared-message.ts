import { type ChampKey, champOf } from "@/lib/domain/champs";
import { plural } from "@/lib/domain/plural";
import type { CauseFigure } from "@/lib/domain/reseau/cause-figure.types";
import type { SharedCause } from "./reseau.types";

const MAX_LISTED = 200;

type Shared = Pick<SharedCause, "title" | "severity" | "actor" | "dossiers" | "etablissements">;

const list = (elements: readonly string[]) => elements.map((element) => `- ${element}`).join("\n");

function affected({ etablissements }: Shared): string {
  const lines = etablissements
    .slice(0, MAX_LISTED)
    .map(({ name, uai, dossiers }) => `${name}, UAI ${uai} : ${plural(dossiers, "dossier")}`);
  const more = etablissements.length - lines.length;
  return list(more > 0 ? [...lines, `et ${plural(more, "autre établissement", "autres établissements")}`] : lines);
}

function forCarifOref(shared: Shared): SharedCause["message"] {
  return {
    recipient: "le Carif-Oref",
    subject: "UAI et SIRET à vérifier au référentiel des organismes de formation",
    body: `Bonjour,

Les établissements de notre réseau transmettent les dossiers de leurs apprentis au Tableau de bord de l'apprentissage. Un même défaut y revient : ${shared.title}.

${plural(shared.dossiers, "dossier d'apprenti risque", "dossiers d'apprentis risquent")} de manquer sur le Tableau de bord :
${affected(shared)}

Pouvez-vous vérifier cette relation dans le référentiel des organismes de formation, et la corriger ou nous dire quels UAI et SIRET employer ?

Merci d'avance.`,
  };
}

function forVendor(shared: Shared, champs: readonly ChampKey[]): SharedCause["message"] {
  const [first] = champs;
  const expected = first === undefined ? "" : `\nCe que le TBA attend : ${champOf(first).help}\n`;
  return {
    recipient: "l'éditeur du logiciel de ces établissements",
    subject: `Tableau de bord de l'apprentissage : ${shared.title}`,
    body: `Bonjour,

Dans notre réseau, les données que votre logiciel prépare pour le Tableau de bord de l'apprentissage (TBA) ont un même défaut : ${shared.title}. ${
      shared.severity === "bloquante" ? "Le TBA refuse ces dossiers." : "Le TBA peut perdre ces dossiers."
    }

Champs concernés :
${list(champs.map((champ) => `${champOf(champ).label} (${champ})`))}
${expected}
${plural(shared.etablissements.length, "établissement")}, ${plural(shared.dossiers, "dossier")} :
${affected(shared)}

Pouvez-vous corriger cela dans le logiciel pour tous, ou nous dire comment chaque établissement doit le faire ?

Merci d'avance.`,
  };
}

/**
 * One message for all the établissements that have a cause, naming none of their apprentices. Null for what one établissement alone has
 * and repairs by itself.
 */
export function sharedMessage(shared: Shared, { champs }: Pick<CauseFigure, "champs">): SharedCause["message"] {
  if (shared.actor === "carif-oref") return forCarifOref(shared);
  return shared.actor === "editeur" || shared.etablissements.length > 1 ? forVendor(shared, champs) : null;
}
