import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { estObjet } from "@/lib/dossier/json";
import { creerJournal } from "./appels";
import type { ConfigurationSimulateur } from "./configuration";
import { lireCorps } from "./corps";
import { creerEffectifs } from "./effectifs";
import { type AppelVise, creerPannes, type Panne } from "./pannes";
import { repondreEnPanne } from "./repondre-en-panne";
import { envoyer, type Reponse, reponseErreur } from "./reponse";
import { PREFIXE, servirLeSimulateur } from "./routes-simulateur";
import { CHEMIN_DOSSIERS, CHEMIN_ORGANISME, creerRoutesTba, lireAutorisation } from "./routes-tba";

const ROUTES: Readonly<Record<string, AppelVise["route"]>> = {
  [`POST ${CHEMIN_DOSSIERS}`]: "transmission",
  [`POST ${CHEMIN_DOSSIERS}/test`]: "test",
  [`POST ${CHEMIN_ORGANISME}`]: "organisme",
};

export type Simulateur = {
  /** Listens, 0 for a free port; resolves with the port. Rejects with Node's error when it cannot. */
  ecouter(port: number, hote: string): Promise<number>;
  /** Stops at once: open connections are destroyed. */
  fermer(): Promise<void>;
};

const idsDe = (corps: unknown): string[] =>
  Array.isArray(corps) ? corps.map((dossier) => String(estObjet(dossier) ? dossier.id_erp_apprenant : undefined)) : [];

/** A simulated TBA: the three routes of the real one, its second stage, faults on demand. Everything is in memory. */
export function creerSimulateur(config: ConfigurationSimulateur): Simulateur {
  const effectifs = creerEffectifs(config.couplesInconnus);
  const pannes = creerPannes();
  const journal = creerJournal();
  const traiter = creerRoutesTba(config, effectifs);

  async function servirLeTba(requete: IncomingMessage, sortie: ServerResponse, url: URL): Promise<void> {
    const methode = requete.method ?? "";
    const chemin = url.pathname.toLowerCase().replace(/\/$/, "");
    const autorisation = requete.headers.authorization;
    const lecture = lireAutorisation(autorisation);
    const cle = "cle" in lecture ? lecture.cle : null;
    const route = ROUTES[`${methode} ${chemin}`];
    const note = journal.noter(methode, url.pathname);

    if (route !== undefined && pannes.prendreAvantCorps(route, cle) !== null) {
      note.panne = "reset-avant";
      requete.socket.resetAndDestroy();
      return;
    }
    const lu = await lireCorps(requete);
    if (lu === "interrompu") return;
    const corps = lu.ok ? lu.valeur : null;
    if (lu.ok) note.octets = lu.octets;
    if (route === "transmission" && Array.isArray(corps)) note.dossiers = corps.length;

    const repondre = (): Reponse =>
      lu.ok
        ? traiter({
            methode,
            chemin,
            cheminRecu: url.pathname,
            ip: requete.socket.remoteAddress ?? "inconnue",
            autorisation,
            corps,
          })
        : reponseErreur(lu.refus.statut, lu.refus.message);

    const panne: Panne | null = route === undefined ? null : pannes.prendre({ route, cle, ids: idsDe(corps) });
    if (panne === null) {
      const reponse = repondre();
      note.statut = reponse.statut;
      envoyer(sortie, reponse);
    } else {
      note.panne = panne.type;
      note.statut = await repondreEnPanne(panne, sortie, corps, repondre);
    }
  }

  const serveur = createServer((requete, sortie) => {
    const adresse = `http://localhost${requete.url}`;
    const url = new URL(URL.canParse(adresse) ? adresse : "http://localhost/");
    const service =
      url.pathname === PREFIXE || url.pathname.startsWith(`${PREFIXE}/`)
        ? servirLeSimulateur(requete, sortie, url, { config, effectifs, pannes, journal })
        : servirLeTba(requete, sortie, url);
    service.catch((erreur: unknown) => {
      if (sortie.destroyed) return;
      console.error(erreur);
      if (sortie.headersSent) sortie.destroy();
      else envoyer(sortie, reponseErreur(500, "An internal server error occurred"));
    });
  });

  return {
    async ecouter(port, hote) {
      serveur.listen(port, hote);
      await once(serveur, "listening");
      return (serveur.address() as AddressInfo).port;
    },
    async fermer() {
      serveur.closeAllConnections();
      if (!serveur.listening) return;
      const ferme = once(serveur, "close");
      serveur.close();
      serveur.closeAllConnections();
      await ferme;
    },
  };
}
