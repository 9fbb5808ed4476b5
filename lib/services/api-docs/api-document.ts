import type { ApiDocument } from "./api-docs.types";
import { describePaths } from "./operations";
import { componentSchemas } from "./schemas";

const INTRODUCTION =
  "Un logiciel qui sait déjà envoyer ses dossiers au TBA les envoie ici de même : il y change l'adresse et la clé. Il peut aussi essayer un envoi, lire ce que ses dossiers deviennent, et reprendre ce que le secrétariat a corrigé.";

const made = new Map<string, ApiDocument>();

/** Anybody may ask for the document, and making it takes a while: it is made once for an address and a version, from which all of it comes. */
export function apiDocument(base: string, version: string): ApiDocument {
  const key = `${version} ${base}`;
  const document = made.get(key) ?? makeDocument(base, version);
  made.set(key, document);
  return document;
}

/** The OpenAPI 3.1 document of what a software may call, made from the schemas that the routes use. `base`: the address of the API. */
function makeDocument(base: string, version: string): ApiDocument {
  return {
    openapi: "3.1.0",
    info: {
      title: "API de Passerelle TBA",
      version,
      description: INTRODUCTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: base, description: "Cette passerelle" }],
    security: [{ jeton: [] }],
    paths: describePaths(base),
    components: {
      securitySchemes: {
        jeton: {
          type: "http",
          scheme: "bearer",
          description: "Un jeton de « Paramétrage › API › Logiciels », donné par l'administrateur de l'établissement.",
        },
      },
      schemas: componentSchemas(),
    },
  };
}
