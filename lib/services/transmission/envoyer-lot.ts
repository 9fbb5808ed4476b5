import type { Db } from "@/db/base";
import { champDe, estCleChamp } from "@/lib/dossier/champs";
import type { ClientTba, ReponseTransmission } from "@/lib/tba/client";
import { battre, noterAppel, noterReponse, noterResultats, type ResultatDossier } from "./carnet";
import { delaiAvantReprise, delaiTropDeRequetes, type Patience, TENTATIVES_MAX } from "./patience";
import type { DossierAEnvoyer } from "./trouver-dossiers";

/** A run in progress: what each call needs to know. */
export type Course = {
  db: Db;
  transmissionId: string;
  etablissementId: string;
  cle: string;
  tba: Pick<ClientTba, "transmettre">;
  patience: Patience;
  /** Calls made so far. */
  rang: number;
};

/**
 * What a batch of dossiers came to: answered and stored, to be cut in two, or a reason why the run cannot go on.
 * `arret` is a French sentence.
 */
export type SortDuLot = { genre: "range" } | { genre: "couper"; message: string } | { genre: "arret"; raison: string };

/** The TBA's message, after the name that staff give to the field. */
function enClair({ champ, message }: { champ: string; message: string }): string {
  return `${estCleChamp(champ) ? champDe(champ).libelle : "Dossier"} : ${message}`;
}

function resultatsDe(lot: readonly DossierAEnvoyer[], reponse: ReponseTransmission): ResultatDossier[] {
  if (reponse.genre !== "reponse") return [];
  return lot.map(({ id, empreinte }, i) => {
    const verdict = reponse.resultats[i];
    if (verdict === undefined) throw new Error("Réponse du TBA incomplète.");
    if (verdict.accepte) return { id, empreinte, issue: "accepte", messages: [] };
    return { id, empreinte, issue: "refuse", messages: verdict.messages.map(enClair) };
  });
}

function statutHttpDe(reponse: ReponseTransmission): number | null {
  const connus = { "cle-refusee": 403, "trop-de-requetes": 429, "trop-gros": 413 } as const;
  return "statutHttp" in reponse ? reponse.statutHttp : connus[reponse.genre];
}

/** One call: written before it leaves; its answer and what it says of each dossier are stored together. */
async function appeler(
  course: Course,
  lot: readonly DossierAEnvoyer[],
  tentative: number,
): Promise<ReponseTransmission> {
  const { db, transmissionId } = course;
  await battre(db, transmissionId);
  course.rang += 1;
  const appelId = await noterAppel(db, {
    transmissionId,
    rang: course.rang,
    tentative,
    dossiers: lot.length,
    octets: lot.reduce((somme, d) => somme + Buffer.byteLength(d.payload) + 1, 1),
    demandeLe: new Date(),
  });
  const reponse = await course.tba.transmettre(
    course.cle,
    lot.map((d) => d.payload),
  );
  const le = new Date();
  await db.transaction(async (tx) => {
    await battre(tx, transmissionId);
    await noterReponse(tx, appelId, {
      reponduLe: le,
      statutHttp: statutHttpDe(reponse),
      genre: reponse.genre,
      raison: "raison" in reponse ? reponse.raison : "message" in reponse ? reponse.message : null,
    });
    await noterResultats(tx, transmissionId, appelId, resultatsDe(lot, reponse), le);
  });
  return reponse;
}

/** Sends a batch until it is answered, with patience. Throws TransmissionDepossedee. */
export async function envoyerLot(course: Course, lot: readonly DossierAEnvoyer[]): Promise<SortDuLot> {
  let derniereRaison = "";
  for (let tentative = 1; tentative <= TENTATIVES_MAX; tentative++) {
    const reponse = await appeler(course, lot, tentative);
    switch (reponse.genre) {
      case "reponse":
        return { genre: "range" };
      case "trop-gros":
        return { genre: "couper", message: "Le TBA trouve ce dossier trop gros." };
      case "requete-refusee":
        return { genre: "couper", message: `Le TBA refuse la demande entière : ${reponse.message}` };
      case "cle-refusee":
        return {
          genre: "arret",
          raison: "Le TBA refuse la clé de l'établissement : récupérez-la et enregistrez-la de nouveau.",
        };
      case "trop-de-requetes":
        derniereRaison = "Le TBA demande de ralentir, encore après plusieurs attentes.";
        if (tentative < TENTATIVES_MAX) await course.patience.attendre(delaiTropDeRequetes(reponse.attendreSecondes));
        break;
      case "indisponible":
        derniereRaison = `Le TBA est indisponible : ${reponse.raison}`;
        if (tentative < TENTATIVES_MAX) {
          await course.patience.attendre(delaiAvantReprise(tentative, course.patience.hasard));
        }
        break;
    }
  }
  return { genre: "arret", raison: `${derniereRaison} (${TENTATIVES_MAX} tentatives).` };
}
