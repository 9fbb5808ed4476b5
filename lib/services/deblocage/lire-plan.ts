import type { Cause } from "@/lib/dossier/causes/cause";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { conditions } from "@/lib/services/rapport/filtrer";
import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";
import type { CauseResumee, PlanDeblocage } from "./deblocage.types";
import { cleDeCause, lireCauses } from "./lire-en-cause";

export function resumerCause(cause: Cause): CauseResumee {
  const { titre, acteur, gravite, dossiers, debloques } = cause;
  return { cle: cleDeCause(cause), titre, acteur, gravite, dossiers: dossiers.length, debloques: debloques.length };
}

/** «Plan de déblocage»: the causes of the dossiers that the report's filters keep. */
export async function lirePlan(
  contexte: Contexte,
  uai: string,
  { recherches }: Pick<FiltresRapport, "recherches">,
): Promise<PlanDeblocage> {
  const { id } = await autoriser(contexte, uai, "voir");
  const causes = await lireCauses(contexte.db, conditions(id, recherches, jourDeParis(contexte.maintenant)));
  return {
    bloquantes: causes.filter((c) => c.gravite === "bloquante").map(resumerCause),
    autres: causes.filter((c) => c.gravite !== "bloquante").map(resumerCause),
  };
}
