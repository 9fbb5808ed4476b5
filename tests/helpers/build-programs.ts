/** The programs beside the site, as production runs them: built from these sources before any test. */
export { buildPrograms as setup } from "../../scripts/build-programs.mjs";
