/** The program that reads files, as production runs it: built from these sources before any test. */
export { buildSandbox as setup } from "../../scripts/build-sandbox.mjs";
