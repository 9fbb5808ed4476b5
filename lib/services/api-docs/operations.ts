import { correctionsQuery, listQuery, oneQuery } from "@/lib/services/software/software-query";
import { answersOf, dossiersBody, REFUSED } from "./answers";
import type { Method, Operation } from "./api-docs.types";
import { ETABLISSEMENT_HEADER, IDEMPOTENCY_HEADER, IDENTIFIER, queryParameters } from "./parameters";
import { codeSamples } from "./samples/code-samples";
import { SAMPLE_DOSSIER } from "./samples/sample-dossier";

/** An operation and where it is; `call`: what its example adds to its address. */
type Documented = Omit<Operation, "x-codeSamples" | "parameters"> & {
  method: Method;
  path: string;
  call?: string;
  parameters?: Operation["parameters"];
};

const BODY = JSON.stringify([SAMPLE_DOSSIER], null, 2);

const SENDING: Documented[] = [
  {
    method: "post",
    path: "/v3/dossiers-apprenants",
    operationId: "envoyer",
    summary: "Envoyer des dossiers",
    description:
      "Comme au TBA : même adresse, même corps, même réponse. Les dossiers sont pris en une fois, par le même chemin qu'un fichier importé ; ceux que l'appel ne nomme pas restent comme ils sont. Envoyer deux fois le même appel ne change rien.",
    parameters: [ETABLISSEMENT_HEADER, IDEMPOTENCY_HEADER],
    requestBody: dossiersBody(SAMPLE_DOSSIER),
    responses: answersOf("ReponseEnvoi", "L'appel est pris ; chaque dossier a son verdict.", REFUSED.send, "tba"),
  },
  {
    method: "post",
    path: "/v3/dossiers-apprenants/test",
    operationId: "essayerLeJeton",
    summary: "Essayer un jeton",
    description: "Comme au TBA : dit si le jeton vaut. Rien n'est lu ni écrit.",
    responses: answersOf("Jeton", "Le jeton vaut.", REFUSED.test, "tba"),
  },
  {
    method: "post",
    path: "/v3/dossiers-apprenants/essai",
    operationId: "essayer",
    summary: "Envoyer à l'essai",
    description:
      "La même réponse qu'un envoi, et ce que chaque dossier deviendrait : nouveau, modifié ou inchangé, son état, ses anomalies, ses statuts à venir. Rien n'est écrit.",
    parameters: [ETABLISSEMENT_HEADER],
    requestBody: dossiersBody(SAMPLE_DOSSIER),
    responses: answersOf("ReponseEssai", "Ce que l'appel donnerait.", REFUSED.try, "ours"),
  },
];

const READING: Documented[] = [
  {
    method: "get",
    path: "/v3/dossiers-apprenants",
    call: "?etat=invalide&limite=50",
    operationId: "lireLesDossiers",
    summary: "Lire ce que les dossiers sont devenus",
    description:
      "Page après page : reprenez « suivant » comme curseur jusqu'à ce qu'il soit null. Pour ne lire que le nouveau, donnez modifie_depuis.",
    parameters: queryParameters(listQuery),
    responses: answersOf("ListeDeDossiers", "Une page de dossiers.", REFUSED.list, "ours"),
  },
  {
    method: "get",
    path: "/v3/dossiers-apprenants/{id}",
    operationId: "lireUnApprenant",
    summary: "Lire les dossiers d'un apprenant",
    description: "Par l'identifiant de votre logiciel, un dossier par année scolaire.",
    parameters: [IDENTIFIER, ...queryParameters(oneQuery)],
    responses: answersOf("DossiersDUnApprenant", "Les dossiers de cet apprenant.", REFUSED.list, "ours"),
  },
  {
    method: "get",
    path: "/v3/corrections",
    call: "?depuis=2026-09-01T00:00:00Z",
    operationId: "lireLesCorrections",
    summary: "Reprendre ce que le secrétariat a corrigé",
    description:
      "Les dossiers corrigés dont votre logiciel dit encore autre chose : à reprendre chez vous. Une correction reprise disparaît d'ici au prochain envoi.",
    parameters: queryParameters(correctionsQuery),
    responses: answersOf("ListeDeCorrections", "Les corrections à reprendre.", REFUSED.list, "ours"),
  },
];

/** The paths of the document, with an example of each operation in four languages. `base`: the address of the API. */
export function describePaths(base: string): Record<string, Partial<Record<Method, Operation>>> {
  const paths: Record<string, Partial<Record<Method, Operation>>> = {};
  for (const { method, path, call = "", parameters = [], ...operation } of [...SENDING, ...READING]) {
    const url = `${base}${path.replace("{id}", SAMPLE_DOSSIER.id_erp_apprenant)}${call}`;
    const body = operation.requestBody === undefined ? null : BODY;
    const samples = codeSamples({ method: method === "get" ? "GET" : "POST", url, body });
    paths[path] = { ...paths[path], [method]: { ...operation, parameters, "x-codeSamples": samples } };
  }
  return paths;
}
