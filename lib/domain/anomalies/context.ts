import type { Anomalie } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { JsonObject } from "@/lib/domain/json";
import { anomalie } from "./catalogue";
import { quote } from "./quote";

export type BesideOther = "both" | "waits" | "dropped";

/** What the dossier alone does not say. */
export type PreparationContext = {
  /** Couples «UAI:SIRET» that the TBA said it does not know. */
  unknownCouples: ReadonlySet<string>;
  /** Couples whose organisme the TBA said is closed; none when left out. */
  closedCouples?: ReadonlySet<string>;
  /** Another identifier of the établissement under which the same person stands. */
  otherIdentifier: string | null;
  /** Of the two, what this one does: both leave; it waits, since the other was sent first; staff kept the other. */
  besideOther?: BesideOther;
  /** What reading its file left in doubt, and nobody settled (lib/domain/open-doubts.ts). */
  openDoubts: readonly Doubt[];
};

export const EMPTY_CONTEXT: PreparationContext = { unknownCouples: new Set(), otherIdentifier: null, openDoubts: [] };

type CoupleChamps = { uai: ChampKey; siret: ChampKey; name: string };

const FORMATEUR: CoupleChamps = {
  uai: "etablissement_formateur_uai",
  siret: "etablissement_formateur_siret",
  name: "du formateur",
};
const COUPLES: readonly CoupleChamps[] = [
  FORMATEUR,
  { uai: "etablissement_responsable_uai", siret: "etablissement_responsable_siret", name: "du responsable" },
];

/** «UAI:SIRET» as the TBA compares them; null when one of them is not a text or a number. */
export function coupleOf(uai: unknown, siret: unknown): string | null {
  if (typeof uai !== "string" || (typeof siret !== "string" && typeof siret !== "number")) return null;
  return `${uai.trim().toUpperCase()}:${String(siret).replace(/[\s.-]+/g, "")}`;
}

/** The TBA holds a dossier for its formateur's organisme: when that one is closed, it shows it nowhere. */
function checkClosedOrganisme(values: JsonObject, closed: ReadonlySet<string>, found: Anomalie[]): void {
  const { uai, siret } = FORMATEUR;
  const couple = coupleOf(values[uai], values[siret]);
  if (couple === null || !closed.has(couple)) return;
  const sentence = `Le TBA tient l'organisme formateur (${couple.replace(":", " et ")}) pour fermé : il garde le dossier et ne l'affiche nulle part. La direction vérifie que ce SIRET est celui d'un établissement ouvert, puis le fait mettre à jour par le Carif-Oref.`;
  found.push(anomalie("ORGANISME_FERME", [uai, siret], sentence));
}

/**
 * Risks that come from outside the dossier: couples unknown to the TBA, an organisme that is closed, the same person twice; added to
 * `found`.
 */
export function contextAnomalies(values: JsonObject, context: PreparationContext, found: Anomalie[]): void {
  if (context.unknownCouples.size > 0) {
    for (const { uai, siret, name } of COUPLES) {
      const couple = coupleOf(values[uai], values[siret]);
      if (couple === null || !context.unknownCouples.has(couple)) continue;
      const sentence = `L'UAI et le SIRET ${name} (${couple.replace(":", " et ")}) ne sont pas connus ensemble du TBA, qui peut perdre le dossier : faites vérifier ce couple par le Carif-Oref.`;
      found.push(anomalie("COUPLE_INCONNU", [uai, siret], sentence));
    }
  }
  if (context.closedCouples !== undefined && context.closedCouples.size > 0) {
    checkClosedOrganisme(values, context.closedCouples, found);
  }
  if (context.otherIdentifier !== null)
    found.push(duplicateAnomalie(context.otherIdentifier, context.besideOther ?? "both"));
}

/** What a person must say before anything is sent; added to `found`. */
export function doubtAnomalies({ openDoubts }: PreparationContext, found: Anomalie[]): void {
  for (const { champ, sentence } of openDoubts) found.push(anomalie("DOUTE", champ === null ? [] : [champ], sentence));
}

function duplicateAnomalie(other: string, beside: BesideOther): Anomalie {
  const identifier = quote(other);
  if (beside === "waits") {
    const sentence = `La même personne est déjà transmise sous l'identifiant ${identifier} : ce dossier attend que vous disiez lequel garder, ou que ce sont des jumeaux (page « À surveiller »).`;
    return anomalie("DOUBLON_EN_ATTENTE", ["id_erp_apprenant"], sentence);
  }
  if (beside === "dropped") {
    const sentence = `Ce dossier ne part plus : vous avez gardé celui de l'identifiant ${identifier}, de la même personne. Retirez-le du logiciel.`;
    return anomalie("DOUBLON_ECARTE", ["id_erp_apprenant"], sentence);
  }
  const sentence = `La même personne existe aussi sous l'identifiant ${identifier} : gardez-en un seul dans le logiciel, sinon le TBA la comptera deux fois.`;
  return anomalie("PERSONNE_EN_DOUBLE", ["id_erp_apprenant"], sentence);
}
