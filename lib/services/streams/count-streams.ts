import { ServiceError } from "@/lib/errors";
import { actorId } from "@/lib/services/context";
import type { Scope } from "@/lib/services/etablissements/scope";

const PER_PERSON = 6;
const PER_ETABLISSEMENT = 40;

/** Kept on globalThis: Next loads this module once a bundle. */
const shared = globalThis as typeof globalThis & { passerelleStreams?: Map<string, number> };

/**
 * Counts a stream of events that opens: each asks the database every second. Answers how to say that it is closed, as often as one likes.
 * Throws BUSY when the person, or the établissement, has too many.
 */
export function countStream({ etablissement, actor }: Scope): () => void {
  shared.passerelleStreams ??= new Map();
  const open = shared.passerelleStreams;
  const limits = [
    { name: `person ${actorId(actor)}`, max: PER_PERSON },
    { name: `etablissement ${etablissement.id}`, max: PER_ETABLISSEMENT },
  ];
  if (limits.some(({ name, max }) => (open.get(name) ?? 0) >= max)) {
    throw new ServiceError(
      "BUSY",
      "Trop d'onglets suivent un travail en cours à la fois : fermez-en, puis réessayez dans un instant.",
    );
  }
  for (const { name } of limits) open.set(name, (open.get(name) ?? 0) + 1);
  let closed = false;
  return () => {
    if (closed) return;
    closed = true;
    for (const { name } of limits) {
      const left = (open.get(name) ?? 1) - 1;
      if (left > 0) open.set(name, left);
      else open.delete(name);
    }
  };
}
