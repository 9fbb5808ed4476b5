import type { IncomingMessage } from "node:http";
import { finished, type Readable } from "node:stream";
import { createGunzip, createInflate } from "node:zlib";

/** The TBA's limit, on the bytes once unzipped. */
export const MAX_OCTETS = 10 * 1024 * 1024;

export type Refus = { statut: 400 | 413 | 415; message: string };
/** What a request carried; `interrompu` when its sender went away before the end. */
export type CorpsLu = { ok: true; valeur: unknown; octets: number } | { ok: false; refus: Refus } | "interrompu";

const TROP_GROS: Refus = { statut: 413, message: "request entity too large" };

type Octets = { octets: Buffer } | { refus: Refus } | "interrompu";

function attendreLaFin(requete: IncomingMessage, suite: (interrompu: boolean) => void): void {
  requete.resume();
  finished(requete, (erreur) => suite(erreur !== undefined && erreur !== null));
}

/** All bytes of the flow; a refused request is read to its end all the same, so that its sender gets the answer. */
function accumuler(requete: IncomingMessage, flux: Readable): Promise<Octets> {
  return new Promise((resolve) => {
    const morceaux: Buffer[] = [];
    let total = 0;
    let fini = false;
    const refuser = (refus: Refus) => {
      if (fini) return;
      fini = true;
      morceaux.length = 0;
      requete.unpipe();
      if (flux !== requete) flux.destroy();
      attendreLaFin(requete, (interrompu) => resolve(interrompu ? "interrompu" : { refus }));
    };
    flux.on("data", (morceau: Buffer) => {
      if (fini) return;
      total += morceau.length;
      if (total > MAX_OCTETS) refuser(TROP_GROS);
      else morceaux.push(morceau);
    });
    flux.on("end", () => {
      if (fini) return;
      fini = true;
      resolve({ octets: Buffer.concat(morceaux, total) });
    });
    if (flux !== requete) flux.on("error", (erreur) => refuser({ statut: 400, message: erreur.message }));
    finished(requete, (erreur) => {
      if (!erreur || fini) return;
      fini = true;
      resolve("interrompu");
    });
  });
}

function analyser(octets: Buffer): { valeur: unknown } | { refus: Refus } {
  if (octets.length === 0) return { valeur: {} };
  const brut = octets.toString("utf8");
  const texte = brut.charCodeAt(0) === 0xfeff ? brut.slice(1) : brut;
  const premier = /^[ \t\n\r]*([^ \t\n\r])/.exec(texte)?.[1];
  if (premier === undefined) return { refus: { statut: 400, message: "Unexpected end of JSON input" } };
  if (premier !== "{" && premier !== "[") {
    const extrait = texte.length > 20 ? `"${texte.slice(0, 10)}"...` : `"${texte}"`;
    return { refus: { statut: 400, message: `Unexpected token '${premier}', ${extrait} is not valid JSON` } };
  }
  try {
    return { valeur: JSON.parse(texte) };
  } catch (erreur) {
    return { refus: { statut: 400, message: erreur instanceof Error ? erreur.message : "Unexpected token" } };
  }
}

function porteDuJson(requete: IncomingMessage): boolean {
  const { "content-length": longueur, "transfer-encoding": transfert, "content-type": type } = requete.headers;
  if (transfert === undefined && longueur === undefined) return false;
  return type?.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

/**
 * Reads a request as the TBA does, before it looks at anything else: only `application/json` is read (else the body is `{}`),
 * gzip and deflate are undone, at most MAX_OCTETS, and the JSON must be an array or an object.
 * `toutType` reads whatever the declared type is.
 */
export async function lireCorps(requete: IncomingMessage, toutType = false): Promise<CorpsLu> {
  if (!toutType && !porteDuJson(requete)) {
    requete.resume();
    return { ok: true, valeur: {}, octets: 0 };
  }
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(requete.headers["content-type"] ?? "")?.[1] ?? "utf-8";
  if (!/^utf-?8$/i.test(charset)) {
    return { ok: false, refus: { statut: 415, message: `unsupported charset "${charset.toUpperCase()}"` } };
  }
  const encodage = (requete.headers["content-encoding"] ?? "identity").toLowerCase();
  if (!["identity", "gzip", "deflate"].includes(encodage)) {
    return { ok: false, refus: { statut: 415, message: `unsupported content encoding "${encodage}"` } };
  }
  const flux = encodage === "identity" ? requete : requete.pipe(encodage === "gzip" ? createGunzip() : createInflate());
  const lus = await accumuler(requete, flux);
  if (lus === "interrompu") return lus;
  if ("refus" in lus) return { ok: false, refus: lus.refus };
  const analyse = analyser(lus.octets);
  if ("refus" in analyse) return { ok: false, refus: analyse.refus };
  return { ok: true, valeur: analyse.valeur, octets: lus.octets.length };
}
