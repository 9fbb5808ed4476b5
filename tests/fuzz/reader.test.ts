import { describe, expect, it } from "vitest";
import { ServiceError } from "@/lib/errors";
import { interpret } from "@/tests/helpers/interpret";
import { baseFiles } from "./base-files";
import { damagedFile } from "./damage";
import { randomOf } from "./random";

/** The long version reads ten thousand, each in a process of its own: `npm run test:fuzz`. */
const FILES = 300;
const BATCH = 50;
const FRENCH_SENTENCE = /^[A-ZÀÉ][^<>{}[\]]{10,400}\.$/;

describe("Un fichier abîmé, n'importe comment", () => {
  const bases = baseFiles();
  it.each(Array.from({ length: FILES / BATCH }, (_, i) => i * BATCH))(
    "donne des dossiers ou une phrase, jamais une erreur (graine %i)",
    async (first) => {
      for (let seed = first; seed < first + BATCH; seed++) {
        const file = damagedFile(bases, randomOf(seed));
        const read = await interpret(file.bytes, file.name).catch((error: unknown) => error);
        if (!(read instanceof Error)) continue;
        expect({ seed, name: file.name, error: read }).toMatchObject({ error: expect.any(ServiceError) });
        expect(read.message, `graine ${seed}`).toMatch(FRENCH_SENTENCE);
      }
    },
  );
});
