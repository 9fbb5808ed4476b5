/** The addresses of the documentation. */
export const DOCS = "/api/docs";
export const CONNECT = `${DOCS}/brancher-un-logiciel`;
export const OPENAPI = `${DOCS}/openapi.json`;
