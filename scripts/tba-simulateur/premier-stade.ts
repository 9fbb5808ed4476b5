import { CHAMPS_TRANSMIS } from "@/lib/dossier/champs";
import { verifierContrat } from "@/lib/dossier/contrat-tba";
import { estObjet, type ObjetJson } from "@/lib/dossier/json";
import { nouvelIdentifiant } from "./identifiant";

const CONNUS: ReadonlySet<string> = new Set(CHAMPS_TRANSMIS.map(({ cle }) => cle));

/** The properties that the TBA keeps of a dossier: known, not null. It sets `source` and the like itself. */
function garderLesConnus(recu: ObjetJson): ObjetJson {
  const retires = Object.keys(recu).filter((cle) => recu[cle] === null || !CONNUS.has(cle));
  if (retires.length === 0) return recu;
  const garde: ObjetJson = {};
  for (const cle in recu) if (!retires.includes(cle)) garde[cle] = recu[cle];
  return garde;
}

export type Jugement = { data: string[]; acceptes: ObjetJson[] };

/**
 * The first stage, dossier by dossier: `data[i]` as JSON text (what was kept of the i-th dossier, and the verdict),
 * and the dossiers that go on to the second stage. What is not an object is judged as one without fields.
 */
export function juger(dossiers: readonly unknown[], sourceOrganismeId: string): Jugement {
  const maintenant = new Date().toISOString();
  const jugement: Jugement = { data: [], acceptes: [] };
  for (const dossier of dossiers) {
    const recu = estObjet(dossier) ? dossier : {};
    const erreurs = verifierContrat(recu).map(({ champ, message }) => ({ message, path: [champ] }));
    const garde = garderLesConnus(recu);
    if (erreurs.length === 0) jugement.acceptes.push(garde);
    const ajoute = JSON.stringify({
      has_nir: Boolean(recu.nir_apprenant),
      validation_errors: erreurs,
      updated_at: maintenant,
      created_at: maintenant,
      ...(erreurs.length > 0 ? { processed_at: maintenant } : {}),
      source: "ERP",
      source_organisme_id: sourceOrganismeId,
      api_version: "v3",
      has_error: erreurs.length > 0,
      computed_day: maintenant.slice(0, 10),
      _id: nouvelIdentifiant(),
    });
    const texte = JSON.stringify(garde);
    jugement.data.push(texte === "{}" ? ajoute : `${texte.slice(0, -1)},${ajoute.slice(1)}`);
  }
  return jugement;
}

/** The body of the 200 for a whole call. */
export function corpsDeReponse({ data, acceptes }: Jugement): string {
  const detail = acceptes.length < data.length ? '"detail":"Some data are invalid",' : "";
  return `{"status":"OK","message":"Queued",${detail}"data":[${data.join(",")}]}`;
}
