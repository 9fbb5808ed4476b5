import type { Db } from "@/db/base";
import type { Anomalie } from "@/lib/dossier/anomalie";
import type { CleChamp } from "@/lib/dossier/champs";
import { type DossierCorrigible, preparerCorriges } from "@/lib/services/corrections/dossiers-corriges";
import { type Changement, nouvellesCorrections } from "@/lib/services/corrections/nouvelles-corrections";

export type Epreuve = {
  /** All that would stop the dossier. */
  bloquantes: Anomalie[];
  /** Of these, a sentence for each field that was given a value and has its part in it. */
  fautes: Partial<Record<CleChamp, string>>;
};

/** Runs the pipeline on a dossier as changes would make it. Writes nothing. */
export async function eprouverCorrections(
  db: Db,
  dossier: DossierCorrigible,
  changements: readonly Changement[],
): Promise<Epreuve> {
  const { corriges } = nouvellesCorrections([dossier], changements);
  const [prepare] = await preparerCorriges(db, corriges);
  const bloquantes = prepare?.colonnes.anomalies.filter((a) => a.gravite === "bloquante") ?? [];
  const donnes = new Set(changements.filter((c) => c.valeur !== undefined).map((c) => c.champ));
  const fautes: Epreuve["fautes"] = {};
  for (const { champs, phrase } of bloquantes) {
    const fautif = champs.find((champ) => donnes.has(champ));
    if (fautif !== undefined) fautes[fautif] ??= phrase;
  }
  return { bloquantes, fautes };
}
