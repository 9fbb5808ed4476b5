import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { existeAuCalendrier, type Jour } from "@/lib/dossier/jour";
import { statutAuJour } from "@/lib/dossier/statut";
import type { Journal } from "./appels";
import type { ConfigurationSimulateur } from "./configuration";
import { lireCorps } from "./corps";
import { contratsDe, type Effectif, type Effectifs, estChampDeContrat, parcoursDe } from "./effectifs";
import { aujourdhui } from "./horloge";
import { ecrireListe, LISTES, nomDuFichier } from "./liste-xlsx";
import { lirePannes, type Pannes } from "./pannes";
import { envoyer, reponseIntrouvable, reponseJson } from "./reponse";

export const PREFIXE = "/_simulateur";

/** A request of the control routes that cannot be served: one French sentence, answered with a 400. */
class DemandeRefusee extends Error {}

type Magasins = { config: ConfigurationSimulateur; effectifs: Effectifs; pannes: Pannes; journal: Journal };

function lireCle(parametres: URLSearchParams, { config }: Magasins): string | null {
  const cle = parametres.get("cle");
  if (cle !== null && !config.cles.some((connue) => connue.cle === cle)) {
    throw new DemandeRefusee("Cette clé n'est pas une clé du TBA simulé.");
  }
  return cle;
}

function lireJour(parametres: URLSearchParams): Jour {
  const date = parametres.get("date") ?? aujourdhui();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !existeAuCalendrier(date)) {
    throw new DemandeRefusee("date doit être un jour du calendrier, au format AAAA-MM-JJ.");
  }
  return date;
}

function montrer(effectif: Effectif, jour: Jour): object {
  const parcours = parcoursDe(effectif);
  const champs = Object.entries(effectif.valeurs).filter(([champ]) => !estChampDeContrat(champ));
  return {
    ...Object.fromEntries(champs),
    contrats: contratsDe(effectif),
    statut: statutAuJour(parcours, jour),
    parcours,
    ancien_modele_seul: effectif.ancienModeleSeul,
    transmis_le: effectif.transmisLe,
  };
}

const LIGNES_PAR_MORCEAU = 500;

/** The JSON array in pieces: a whole réseau does not fit in one string. */
function* enMorceaux(effectifs: Iterable<Effectif>, jour: Jour): Generator<string> {
  let lignes: string[] = [];
  let separateur = "[";
  for (const effectif of effectifs) {
    lignes.push(JSON.stringify(montrer(effectif, jour)));
    if (lignes.length < LIGNES_PAR_MORCEAU) continue;
    yield separateur + lignes.join(",");
    lignes = [];
    separateur = ",";
  }
  if (lignes.length > 0 || separateur === "[") yield separateur + lignes.join(",");
  yield "]";
}

async function ecrireEffectifs(sortie: ServerResponse, effectifs: Iterable<Effectif>, jour: Jour): Promise<void> {
  sortie.writeHead(200, { "Content-Type": "application/json; charset=utf-8" });
  await pipeline(Readable.from(enMorceaux(effectifs, jour)), sortie);
}

async function envoyerListe(sortie: ServerResponse, parametres: URLSearchParams, magasins: Magasins): Promise<void> {
  const type = parametres.get("type") ?? "apprenant";
  const statuts = Object.hasOwn(LISTES, type) ? LISTES[type] : undefined;
  if (statuts === undefined) throw new DemandeRefusee(`type doit être l'un de : ${Object.keys(LISTES).join(", ")}.`);
  const jour = lireJour(parametres);
  const cle = lireCle(parametres, magasins);
  sortie.writeHead(200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Content-Disposition": `attachment; filename="${nomDuFichier(type, jour)}"`,
  });
  await ecrireListe(sortie, magasins.effectifs.lister(cle), statuts, jour);
}

async function ajouterPannes(requete: IncomingMessage, { pannes }: Magasins): Promise<void> {
  const corps = await lireCorps(requete, true);
  const lues = corps !== "interrompu" && corps.ok ? lirePannes(corps.valeur) : null;
  if (lues === null) {
    throw new DemandeRefusee("Panne inconnue ou mal décrite : voir scripts/tba-simulateur/pannes.ts.");
  }
  pannes.ajouter(lues);
}

/** The control routes, for tests and demonstrations: what the TBA holds, its named lists, the faults to come, the calls received. */
export async function servirLeSimulateur(
  requete: IncomingMessage,
  sortie: ServerResponse,
  url: URL,
  magasins: Magasins,
): Promise<void> {
  const { effectifs, pannes, journal } = magasins;
  const parametres = url.searchParams;
  const route = `${requete.method} ${url.pathname.slice(PREFIXE.length)}`;
  try {
    switch (route) {
      case "GET /effectifs":
        return await ecrireEffectifs(sortie, effectifs.lister(lireCle(parametres, magasins)), lireJour(parametres));
      case "DELETE /effectifs":
        return envoyer(sortie, reponseJson(200, { retires: effectifs.vider(lireCle(parametres, magasins)) }));
      case "GET /liste.xlsx":
        return await envoyerListe(sortie, parametres, magasins);
      case "POST /pannes":
        await ajouterPannes(requete, magasins);
        return envoyer(sortie, reponseJson(200, pannes.lister()));
      case "GET /pannes":
        return envoyer(sortie, reponseJson(200, pannes.lister()));
      case "DELETE /pannes":
        pannes.vider(parametres.get("cle"));
        return envoyer(sortie, reponseJson(200, []));
      case "GET /appels":
        return envoyer(sortie, reponseJson(200, journal.lister()));
      case "DELETE /appels":
        journal.vider();
        return envoyer(sortie, reponseJson(200, []));
      default:
        return envoyer(sortie, reponseIntrouvable(requete.method ?? "", url.pathname));
    }
  } catch (erreur) {
    if (!(erreur instanceof DemandeRefusee)) throw erreur;
    envoyer(sortie, reponseJson(400, { erreur: erreur.message }));
  }
}
