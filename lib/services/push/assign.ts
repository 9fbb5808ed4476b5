import { isObject } from "@/lib/domain/json";
import { ServiceError } from "@/lib/errors";
import type { Entered, OpenJeton } from "@/lib/services/jetons/open-jeton";

const tidy = (uai: unknown) => (typeof uai === "string" ? uai.trim().toUpperCase() : "");

/** Says, of an item of a call, in which établissement of the jeton it goes; null when in none. */
export type Assign = (item: unknown) => Entered | null;

/**
 * A jeton made for one établissement: all goes there, whoever trains, as with the TBA's keys. For several: `header` (X-Etablissement-Uai) says for
 * the whole call, otherwise the formateur of each dossier does. Throws FORBIDDEN when the header names one that the jeton does not enter.
 */
export function assigning({ etablissements, shared }: OpenJeton, header: string | null): Assign {
  const byUai = new Map(etablissements.map((each) => [each.uai, each]));
  if (header !== null) {
    const named = byUai.get(tidy(header));
    if (named === undefined) {
      throw new ServiceError("FORBIDDEN", "Ce jeton n'ouvre pas l'établissement de X-Etablissement-Uai");
    }
    return () => named;
  }
  // One that several had and that all but one ended: the others' dossiers are not the last one's.
  const [only] = etablissements;
  if (only !== undefined && !shared) return () => only;
  return (item) => (isObject(item) ? (byUai.get(tidy(item.etablissement_formateur_uai)) ?? null) : null);
}
