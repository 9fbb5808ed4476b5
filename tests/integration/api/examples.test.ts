import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import type { Language } from "@/lib/services/api-docs/api-docs.types";
import { apiDocument } from "@/lib/services/api-docs/api-document";
import { SAMPLE_DOSSIER } from "@/lib/services/api-docs/samples/sample-dossier";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const server = softwareServer(database);
const folder = mkdtempSync(join(tmpdir(), "exemples-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What runs an example of each language; curl and TypeScript are everywhere. */
const RUNNERS: Readonly<Record<Language, { program: string; options: string[]; file: string }>> = {
  curl: { program: "bash", options: ["-e"], file: "exemple.sh" },
  TypeScript: { program: process.execPath, options: ["--import", "tsx"], file: "exemple.mts" },
  PHP: { program: "php", options: [], file: "exemple.php" },
  Python: { program: "python3", options: [], file: "exemple.py" },
};
const LANGUAGES = Object.keys(RUNNERS) as Language[];
const isHere = ({ program }: { program: string }) => spawnSync(program, ["--version"]).status === 0;

async function run(language: Language, source: string, jeton: string): Promise<string> {
  const { program, options, file } = RUNNERS[language];
  const path = join(folder, file);
  writeFileSync(path, source);
  const { stdout } = await promisify(execFile)(program, [...options, path], {
    env: { ...process.env, JETON: jeton },
  });
  return stdout;
}

/** A word of each answer that only a call that went well has. */
const EXPECTED: Readonly<Record<string, string>> = {
  envoyer: "Queued",
  essayerLeJeton: "ok",
  essayer: "Rien n'est enregistré",
  lireLesDossiers: "suivant",
  lireUnApprenant: SAMPLE_DOSSIER.id_erp_apprenant,
  lireLesCorrections: "tronque",
};

describe("Les exemples de la documentation", () => {
  it("le dossier de l'exemple est accepté, et partirait tel quel", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    const { body } = await push(server.url, jeton, [SAMPLE_DOSSIER], {}, "/essai");
    expect(body.data[0]).toMatchObject({ has_error: false, essai: { etat: { code: "a-transmettre" } } });
  });

  it.each(LANGUAGES)("en %s, chaque appel s'exécute tel qu'il est écrit", async (language) => {
    if (!isHere(RUNNERS[language]) && language !== "curl" && language !== "TypeScript") {
      process.stderr.write(
        `Exemples en ${language} : pas exécutés, ${RUNNERS[language].program} n'est pas installé.\n`,
      );
      return;
    }
    const { jeton } = await cfaWithJeton(database.db);
    await push(server.url, jeton, [SAMPLE_DOSSIER]);
    const operations = Object.values(apiDocument(`${server.url}/api`, "0.0.0").paths).flatMap((methods) =>
      Object.values(methods),
    );
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(EXPECTED).sort());
    for (const { operationId, "x-codeSamples": samples } of operations) {
      const sample = samples.find(({ lang }) => lang === language);
      expect(await run(language, sample?.source ?? "", jeton), operationId).toContain(EXPECTED[operationId]);
    }
  });
});
