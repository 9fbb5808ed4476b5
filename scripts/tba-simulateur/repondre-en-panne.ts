import type { ServerResponse } from "node:http";
import { setTimeout as attendre } from "node:timers/promises";
import { estObjet, type Json } from "@/lib/dossier/json";
import type { Panne } from "./pannes";
import { avecEntetes, envoyer, type Reponse, reponseErreur, reponseHtml, reponseJson } from "./reponse";

const CLE_INVALIDE = "La clé API n'est pas valide";

/** In milliseconds: a reset overtakes what the caller has not read yet. */
const LE_TEMPS_D_ARRIVER = 200;

/** Cuts with a TCP reset, as a machine that falls does. */
function couper(sortie: ServerResponse): null {
  sortie.socket?.resetAndDestroy();
  return null;
}

/** An answer that ends as one byte a second, for as long as the caller stays. */
function envoyerGoutteAGoutte(sortie: ServerResponse, { statut, entetes, corps }: Reponse): void {
  const octets = Buffer.from(corps);
  sortie.writeHead(statut, { ...entetes, "Content-Length": String(octets.length) });
  let envoyes = 0;
  const horloge = setInterval(() => {
    sortie.write(octets.subarray(envoyes, envoyes + 1));
    envoyes += 1;
    if (envoyes === octets.length) sortie.end();
  }, 1000);
  sortie.flushHeaders();
  sortie.on("close", () => clearInterval(horloge));
}

function couperAuMilieu(sortie: ServerResponse, { statut, entetes, corps }: Reponse): void {
  const octets = Buffer.from(corps);
  sortie.writeHead(statut, { ...entetes, "Content-Length": String(octets.length) });
  sortie.write(octets.subarray(0, octets.length >> 1), () => {
    setTimeout(() => couper(sortie), LE_TEMPS_D_ARRIVER);
  });
}

function pageDePanne(statut: number): string {
  return `<html>\n<head><title>${statut}</title></head>\n<body><center><h1>${statut}</h1></center><hr><center>nginx</center></body>\n</html>\n`;
}

function statutQuelconque(statut: number, corps: Json | undefined): Reponse {
  if (corps === undefined) return reponseHtml(statut, pageDePanne(statut));
  return typeof corps === "string" ? reponseHtml(statut, corps) : reponseJson(statut, corps);
}

type Variante = Extract<Panne, { type: "autres-dossiers" }>["variante"];

function pourAutresDossiers(corps: unknown, variante: Variante): Reponse {
  const envoyes = Array.isArray(corps) ? corps.map((dossier) => (estObjet(dossier) ? dossier : {})) : [];
  const accepte = { has_nir: false, validation_errors: [], has_error: false, source: "ERP", api_version: "v3" };
  const data = envoyes.map(({ id_erp_apprenant, annee_scolaire }) => ({
    id_erp_apprenant,
    annee_scolaire,
    ...accepte,
  }));
  const reponses: Record<Variante, () => object[]> = {
    autres: () => data.map((dossier) => ({ ...dossier, id_erp_apprenant: `autre-${dossier.id_erp_apprenant}` })),
    "autre-annee": () => data.map((dossier) => ({ ...dossier, annee_scolaire: "1999-2000" })),
    moins: () => data.slice(0, -1),
    plus: () => [...data, { ...accepte, id_erp_apprenant: "en-trop", annee_scolaire: "1999-2000" }],
    desordre: () => [...data].reverse(),
  };
  return reponseJson(200, { status: "OK", message: "Queued", data: reponses[variante]() });
}

function trop(retryAfter: string | number | undefined): Reponse {
  const reponse = reponseErreur(429, "Trop de requêtes, veuillez réessayer plus tard.");
  return retryAfter === undefined ? reponse : avecEntetes(reponse, { "Retry-After": String(retryAfter) });
}

function reponseDeLaPanne(panne: Panne, corps: unknown, traiter: () => Reponse): Reponse | null {
  switch (panne.type) {
    case "statut":
      return statutQuelconque(panne.statut, panne.corps);
    case "429":
      return trop(panne.retryAfter);
    case "403":
    case "cle-revoquee":
      return reponseErreur(403, CLE_INVALIDE);
    case "413":
      return reponseErreur(413, "request entity too large");
    case "400-dossier":
      return reponseJson(400, { status: "ERROR", message: "Document failed validation", details: null });
    case "vide":
      return { statut: 200, entetes: { "Content-Type": "application/json; charset=utf-8" }, corps: "" };
    case "autres-dossiers":
      return pourAutresDossiers(corps, panne.variante);
    case "json-tronque": {
      const entiere = traiter();
      return { ...entiere, corps: entiere.corps.slice(0, entiere.corps.length >> 1) };
    }
    default:
      return null;
  }
}

/**
 * Answers a call as its fault wants; `traiter` does what the TBA would have done and gives its answer.
 * Returns the status that left, null when none did.
 */
export async function repondreEnPanne(
  panne: Panne,
  sortie: ServerResponse,
  corps: unknown,
  traiter: () => Reponse,
): Promise<number | null> {
  const reponse = reponseDeLaPanne(panne, corps, traiter);
  if (reponse !== null) {
    envoyer(sortie, reponse);
    return reponse.statut;
  }
  if (panne.type === "jamais") return null;
  if (panne.type === "reset-avant") return couper(sortie);
  const normale = traiter();
  if (panne.type === "lent") await attendre(panne.millisecondes, undefined, { ref: false });
  if (panne.type === "reset-apres") return couper(sortie);
  if (panne.type === "reset-pendant") couperAuMilieu(sortie, normale);
  else if (panne.type === "goutte") envoyerGoutteAGoutte(sortie, normale);
  else envoyer(sortie, normale);
  return normale.statut;
}
