import { battre } from "./carnet";
import { ARRET_DEMANDE, type Arret, type Course } from "./course";
import { demanderPermis } from "./debit";

/** Under which a wait is not worth a word on the screen. */
const ATTENTE_BREVE_MS = 2000;
/** A sign of life, while it waits, so often. */
const BATTEMENT_MS = 20_000;
/** The TBA is down for all for so long: the run is put off. */
const PANNE_MAX_MS = 10 * 60_000;

/** Waits, saying on the screen for what, and gives signs of life. Comes back early when asked to stop. Throws TransmissionDepossedee. */
export async function patienter(course: Course, ms: number, raison: string): Promise<void> {
  const { patience, arret } = course;
  let reste = ms;
  while (reste > 0 && !arret.aborted) {
    const attente = ms < ATTENTE_BREVE_MS ? null : `${raison} Nouvel essai dans ${Math.ceil(reste / 1000)} s.`;
    await battre(course.db, course.transmissionId, attente);
    const pas = Math.min(reste, BATTEMENT_MS);
    await patience.attendre(pas, arret);
    reste -= pas;
  }
}

/** A call may leave (`aRemettre`: see debit.ts), or the run must stop. */
export type Tour = { aRemettre: boolean } | { arret: Arret };

/** Waits until the limits of the TBA and the circuit breaker let a call leave. */
export async function attendreSonTour(course: Course): Promise<Tour> {
  const debut = course.patience.maintenant().getTime();
  while (!course.arret.aborted) {
    const maintenant = course.patience.maintenant();
    const { attendreMs, panne, aRemettre } = await demanderPermis(course.db, course.etablissementId, maintenant);
    if (attendreMs <= 0) return { aRemettre };
    if (panne && maintenant.getTime() - debut > PANNE_MAX_MS)
      return { arret: { genre: "panne", raison: "Le TBA ne répond à personne depuis plus de dix minutes." } };
    const ecart = panne ? course.patience.hasard() * 1000 : 0;
    await patienter(
      course,
      attendreMs + ecart,
      panne ? "Le TBA ne répond à personne." : "Le rythme permis par le TBA est atteint.",
    );
  }
  return { arret: ARRET_DEMANDE };
}
