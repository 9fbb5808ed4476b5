import { champDe, estCleChamp } from "@/lib/dossier/champs";
import type { ReponseTransmission } from "@/lib/tba/client";
import { noterAppel } from "./carnet";
import type { Arret, Course } from "./course";
import { rendreCompte } from "./debit";
import { noterReponse, type Verdicts } from "./noter-reponse";
import { delaiAvantReprise, delaiTropDeRequetes, TENTATIVES_MAX } from "./patience";
import { attendreSonTour, patienter } from "./patienter";
import type { DossierAEnvoyer } from "./trouver-dossiers";

/** What a batch came to: answered and stored, to be cut in two, or the run stops. */
export type SortDuLot = { genre: "range" } | { genre: "couper"; message: string } | { genre: "fini"; arret: Arret };

const CLE_REFUSEE: Arret = {
  genre: "cle-refusee",
  raison: "Le TBA refuse la clé de l'établissement : récupérez-la et enregistrez-la de nouveau.",
};

/** The TBA's message, after the name that staff give to the field. */
function enClair({ champ, message }: { champ: string; message: string }): string {
  return `${estCleChamp(champ) ? champDe(champ).libelle : "Dossier"} : ${message}`;
}

function verdictsDe(lot: readonly DossierAEnvoyer[], reponse: ReponseTransmission): Verdicts {
  const verdicts = { acceptes: [] as DossierAEnvoyer[], refuses: [] as (DossierAEnvoyer & { messages: string[] })[] };
  if (reponse.genre !== "reponse") return verdicts;
  lot.forEach((dossier, i) => {
    const verdict = reponse.resultats[i];
    if (verdict === undefined) throw new Error("Réponse du TBA incomplète.");
    if (verdict.accepte) verdicts.acceptes.push(dossier);
    else verdicts.refuses.push({ ...dossier, messages: verdict.messages.map(enClair) });
  });
  return verdicts;
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
  course.rang += 1;
  const { appelId, reponse } = await course.creneaux(async () => {
    const note = await noterAppel(db, transmissionId, {
      rang: course.rang,
      tentative,
      dossierIds: lot.map((d) => d.id),
      octets: lot.reduce((somme, d) => somme + d.octets + 1, 1),
      demandeLe: new Date(),
    });
    const textes = lot.map((d) => d.payload);
    return { appelId: note, reponse: await course.tba.transmettre(course.cle, textes) };
  });
  const notee = {
    reponduLe: new Date(),
    statutHttp: statutHttpDe(reponse),
    genre: reponse.genre,
    raison: "raison" in reponse ? reponse.raison : "message" in reponse ? reponse.message : null,
  };
  await noterReponse(db, transmissionId, appelId, notee, verdictsDe(lot, reponse));
  return reponse;
}

/** Sends a batch until it is answered, with patience. Throws TransmissionDepossedee. */
export async function envoyerLot(course: Course, lot: readonly DossierAEnvoyer[]): Promise<SortDuLot> {
  let derniereRaison = "";
  for (let tentative = 1; tentative <= TENTATIVES_MAX; tentative++) {
    const tour = await attendreSonTour(course);
    if ("arret" in tour) return { genre: "fini", arret: tour.arret };
    const reponse = await appeler(course, lot, tentative);
    const { patience } = course;
    await rendreCompte(course.db, reponse.genre, patience.maintenant(), { hasard: patience.hasard(), ...tour });
    const derniere = tentative === TENTATIVES_MAX;
    switch (reponse.genre) {
      case "reponse":
        return { genre: "range" };
      case "trop-gros":
        return { genre: "couper", message: "Le TBA trouve ce dossier trop gros." };
      case "requete-refusee":
        return { genre: "couper", message: `Le TBA refuse la demande entière : ${reponse.message}` };
      case "cle-refusee":
        return { genre: "fini", arret: CLE_REFUSEE };
      case "trop-de-requetes":
        derniereRaison = "Le TBA demande de ralentir, encore après plusieurs attentes.";
        if (!derniere)
          await patienter(course, delaiTropDeRequetes(reponse.attendreSecondes), "Le TBA demande de ralentir.");
        break;
      case "indisponible":
        derniereRaison = `Le TBA est indisponible : ${reponse.raison}`;
        if (!derniere) await patienter(course, delaiAvantReprise(tentative, course.patience.hasard), reponse.raison);
        break;
    }
  }
  return { genre: "fini", arret: { genre: "panne", raison: `${derniereRaison} (${TENTATIVES_MAX} tentatives)` } };
}
