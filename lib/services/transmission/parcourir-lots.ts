import { decouperEnAppels } from "@/lib/tba/limites";
import { battre, compterIssues, noterResultats, type ResultatDossier } from "./carnet";
import { type Course, envoyerLot } from "./envoyer-lot";
import { type DossierAEnvoyer, type DossierEligible, lirePayloads } from "./trouver-dossiers";

/** Isolated refusals in a row, nothing accepted between them: the TBA refuses everything, not these dossiers. */
const REFUS_ISOLES_MAX = 10;
const MODIFIE = "Le dossier a changé pendant la transmission : il partira à la prochaine.";
const TOUT_REFUSE = "Le TBA refuse toutes les demandes, une par une : il est sans doute en panne.";

async function noter(course: Course, resultats: ResultatDossier[]): Promise<void> {
  await course.db.transaction(async (tx) => {
    await battre(tx, course.transmissionId);
    await noterResultats(tx, course.transmissionId, null, resultats, new Date());
  });
}

function laisser(course: Course, ids: readonly string[], raison: string): Promise<void> {
  return noter(
    course,
    ids.map((id) => ({ id, empreinte: "", issue: "non-envoye", messages: [raison] })),
  );
}

function refuserSeul(course: Course, { id, empreinte }: DossierAEnvoyer, message: string): Promise<void> {
  return noter(course, [{ id, empreinte, issue: "refuse", messages: [message] }]);
}

/** The batch's payloads as they are now; what changed since the run began is left for the next one. */
async function relire(course: Course, lot: readonly DossierEligible[]): Promise<DossierAEnvoyer[]> {
  const ids = lot.map((d) => d.id);
  const prets = await lirePayloads(course.db, course.etablissementId, ids);
  const partants = new Set(prets.map((d) => d.id));
  const absents = ids.filter((id) => !partants.has(id));
  if (absents.length > 0) await laisser(course, absents, MODIFIE);
  return prets;
}

/**
 * Sends all the eligible dossiers, batch after batch; a refused batch is halved until the guilty dossier is alone.
 * Answers why it stopped before the end, null when it did not. Whatever is left is «non envoyé», with the reason.
 * Throws TransmissionDepossedee.
 */
export async function parcourirLots(course: Course, eligibles: readonly DossierEligible[]): Promise<string | null> {
  const pile = [...decouperEnAppels(eligibles)].reverse();
  let refusIsoles = 0;
  for (let lot = pile.pop(); lot !== undefined; lot = pile.pop()) {
    const prets = await relire(course, lot);
    const [seul] = prets;
    if (seul === undefined) continue;

    const sort = await envoyerLot(course, prets);
    let arret: string | null = null;
    let restants: readonly DossierAEnvoyer[] = [];
    if (sort.genre === "range") refusIsoles = 0;
    else if (sort.genre === "arret") [arret, restants] = [sort.raison, prets];
    else if (prets.length > 1) {
      const taille = new Map(lot.map((d) => [d.id, d]));
      const moitie = Math.ceil(prets.length / 2);
      const suivants = prets.flatMap((d) => taille.get(d.id) ?? []);
      pile.push(suivants.slice(moitie), suivants.slice(0, moitie));
    } else {
      await refuserSeul(course, seul, sort.message);
      refusIsoles += 1;
      if (refusIsoles >= REFUS_ISOLES_MAX) arret = TOUT_REFUSE;
    }

    if (arret !== null) {
      await laisser(
        course,
        [...restants, ...pile.flat()].map((d) => d.id),
        arret,
      );
      return arret;
    }
    const { accepte, refuse } = await compterIssues(course.db, course.transmissionId);
    await battre(course.db, course.transmissionId, { acceptes: accepte, refuses: refuse });
  }
  return null;
}
