import { setTimeout as pause } from "node:timers/promises";
import type { Contexte } from "@/lib/services/contexte";
import { lireProgression } from "./lire-progression";
import { bouge, type Progression } from "./transmission.types";

const INTERVALLE_MS = 1000;
/** A line now and then keeps proxies from cutting a silent connection. */
const SILENCE_MAX_MS = 15_000;
/** The reader comes back by itself: the right to see is then checked again from the start. */
const DUREE_MAX_MS = 4 * 60_000;

/**
 * The progress of a transmission as server-sent events: one each time it changes, the last one when it is over. The right to see is
 * checked at each reading. Ends with `arret`, the reader's leaving.
 */
export function diffuserProgression(
  contexte: Contexte,
  uai: string,
  premiere: Progression,
  arret: AbortSignal,
): ReadableStream<Uint8Array> {
  const enOctets = new TextEncoder();
  const parti = new AbortController();
  const fin = AbortSignal.any([arret, parti.signal, AbortSignal.timeout(DUREE_MAX_MS)]);

  async function* evenements(): AsyncGenerator<string> {
    let progression = premiere;
    let dite = "";
    let ditLe = 0;
    while (!fin.aborted) {
      const texte = JSON.stringify(progression);
      if (texte !== dite) yield `data: ${texte}\n\n`;
      else if (Date.now() - ditLe > SILENCE_MAX_MS) yield ": toujours là\n\n";
      if (texte !== dite || Date.now() - ditLe > SILENCE_MAX_MS) ditLe = Date.now();
      dite = texte;
      if (!bouge(progression)) return;
      await pause(INTERVALLE_MS, undefined, { signal: fin }).catch(() => {});
      if (!fin.aborted) progression = await lireProgression({ ...contexte, maintenant: new Date() }, uai);
    }
  }

  const suite = evenements();
  return new ReadableStream({
    async pull(sortie) {
      const { value, done } = await suite.next();
      if (done) sortie.close();
      else sortie.enqueue(enOctets.encode(value));
    },
    cancel() {
      parti.abort();
    },
  });
}
