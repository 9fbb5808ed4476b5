import { sql } from "drizzle-orm";
import { decouperEnAppels } from "@/lib/tba/limites";
import { battre } from "./carnet";
import { ARRET_DEMANDE, type Arret, type Course } from "./course";
import { envoyerLot } from "./envoyer-lot";
import { noterRefuses } from "./noter-reponse";
import { tableauUuid } from "./tableau-uuid";
import { type DossierAEnvoyer, type DossierEligible, lirePayloads } from "./trouver-dossiers";

/** Isolated refusals in a row, nothing accepted between them: the TBA refuses everything, not these dossiers. */
const REFUS_ISOLES_MAX = 10;
const MODIFIE = "Le dossier a changé pendant la transmission : il partira à la prochaine.";
const TOUT_REFUSE: Arret = {
  genre: "panne",
  raison: "Le TBA refuse toutes les demandes, une par une : il est sans doute en panne.",
};

/** The dossiers that changed since the run began are left for the next one. */
async function laisserModifies(course: Course, ids: readonly string[]): Promise<void> {
  await course.db.transaction(async (tx) => {
    await battre(tx, course.transmissionId, null);
    await tx.execute(sql`insert into resultats (transmission_id, dossier_id, issue, messages)
      select ${course.transmissionId}::uuid, d.id, 'non-envoye', ${JSON.stringify([MODIFIE])}::jsonb
      from dossiers d where d.id = any(${tableauUuid(ids)}) on conflict do nothing`);
  });
}

type Isole = DossierAEnvoyer & { messages: string[] };

async function refuser(course: Course, isoles: readonly Isole[]): Promise<void> {
  if (isoles.length === 0) return;
  await course.db.transaction(async (tx) => {
    await battre(tx, course.transmissionId, null);
    await noterRefuses(tx, course.transmissionId, null, isoles, new Date().toISOString());
  });
}

/** The batch's payloads as they are now. */
async function relire(course: Course, lot: readonly DossierEligible[]): Promise<DossierAEnvoyer[]> {
  const ids = lot.map((d) => d.id);
  const prets = await lirePayloads(course.db, course.etablissementId, ids);
  if (prets.length === ids.length) return prets;
  const partants = new Set(prets.map((d) => d.id));
  await laisserModifies(
    course,
    ids.filter((id) => !partants.has(id)),
  );
  return prets;
}

/** The first batch was read with the list, an instant ago; null for the others. */
function enPremier(lot: readonly DossierEligible[], premiers: readonly DossierAEnvoyer[]): DossierAEnvoyer[] | null {
  const lus = premiers.slice(0, lot.length);
  return lus.length === lot.length && lus.every((d, rang) => d.id === lot[rang]?.id) ? lus : null;
}

function enDeux<T>(lot: readonly T[]): [T[], T[]] {
  const moitie = Math.ceil(lot.length / 2);
  return [lot.slice(0, moitie), lot.slice(moitie)];
}

/**
 * Sends all the eligible dossiers, batch after batch; a refused batch is halved until the guilty dossier is alone. That one is
 * «Refusé par le TBA» once the TBA has taken another, which proves that it refuses this dossier and not everything.
 * Answers why it stopped before the end, null when it did not; what is left is for whoever closes the run. Throws TransmissionDepossedee.
 */
export async function parcourirLots(
  course: Course,
  eligibles: readonly DossierEligible[],
  premiers: readonly DossierAEnvoyer[],
): Promise<Arret | null> {
  const pile = [...decouperEnAppels(eligibles, course.parAppel)].reverse();
  let isoles: Isole[] = [];
  let unePrise = false;
  for (let lot = pile.pop(); lot !== undefined; lot = pile.pop()) {
    if (course.arret.aborted) return ARRET_DEMANDE;
    const prets = enPremier(lot, premiers) ?? (await relire(course, lot));
    premiers = [];
    const [seul] = prets;
    if (seul === undefined) continue;

    const sort = await envoyerLot(course, prets);
    if (sort.genre === "fini") return sort.arret;
    if (sort.genre === "range") {
      await refuser(course, isoles);
      [isoles, unePrise] = [[], true];
    } else if (prets.length > 1) {
      const partants = new Set(prets.map((d) => d.id));
      const [debut, suite] = enDeux(lot.filter((d) => partants.has(d.id)));
      pile.push(suite, debut);
    } else {
      isoles.push({ ...seul, messages: [sort.message] });
      if (isoles.length >= REFUS_ISOLES_MAX) return TOUT_REFUSE;
    }
  }
  if (!unePrise && isoles.length > 1) return TOUT_REFUSE;
  await refuser(course, isoles);
  return null;
}
