import { ServiceError } from "@/lib/errors";
import { actorId } from "@/lib/services/context";
import type { Scope } from "./scope";

/** What is long, or holds what others wait for. One of a kind at a time in an établissement. */
export type HeavyWork = "import" | "export" | "correction" | "key-test" | "webhook-test";

const UNDER_WAY: Readonly<Record<HeavyWork, string>> = {
  import: "Un import est en cours : réessayez dans un instant.",
  export: "Un rapport est déjà en cours de téléchargement : réessayez dans un instant.",
  correction: "Une correction est en cours : réessayez dans un instant.",
  "webhook-test": "Un essai est déjà en cours : réessayez dans un instant.",
  "key-test": "La clé est déjà en cours d'essai : réessayez dans un instant.",
};
const TOO_MUCH = "Vous avez déjà deux demandes longues en cours : réessayez dans un instant.";
const PER_PERSON = 2;
const FORGOTTEN_MS = 15 * 60_000;

/** Kept on globalThis: Next loads this module once a bundle. What is under way in this process, by établissement and by person. */
const shared = globalThis as typeof globalThis & {
  passerelleHeavyWork?: { works: Set<string>; people: Map<string, number> };
};

/**
 * Takes the place of a heavy work, and answers how to give it back. Refused at once, holding nothing, rather than made to wait: the other
 * processes are kept apart by the database's lock, whose wait is short. Throws BUSY.
 */
export function startHeavyWork({ etablissement, actor }: Scope, kind: HeavyWork): () => void {
  shared.passerelleHeavyWork ??= { works: new Set(), people: new Map() };
  const { works, people } = shared.passerelleHeavyWork;
  const [work, person] = [`${etablissement.id} ${kind}`, actorId(actor) ?? "clock"];
  const own = people.get(person) ?? 0;
  if (works.has(work)) throw new ServiceError("BUSY", UNDER_WAY[kind]);
  if (own >= PER_PERSON) throw new ServiceError("BUSY", TOO_MUCH);
  works.add(work);
  people.set(person, own + 1);
  let given = false;
  const end = () => {
    if (given) return;
    clearTimeout(forgotten);
    given = true;
    works.delete(work);
    const left = (people.get(person) ?? 1) - 1;
    if (left > 0) people.set(person, left);
    else people.delete(person);
  };
  // A stream that nobody reads nor leaves: its place is not lost for ever.
  const forgotten = setTimeout(end, FORGOTTEN_MS).unref();
  return end;
}

/** A stream that gives the place back when it is read to its end, broken or left. */
export function endingWith(stream: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(output) {
      try {
        const { value, done } = await reader.read();
        if (!done) return output.enqueue(value);
        end();
        output.close();
      } catch (error) {
        end();
        throw error;
      }
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
}

/** Does a heavy work in its place. Throws BUSY, and what the work throws. */
export async function doHeavyWork<T>(scope: Scope, kind: HeavyWork, work: () => Promise<T>): Promise<T> {
  const end = startHeavyWork(scope, kind);
  try {
    return await work();
  } finally {
    end();
  }
}
