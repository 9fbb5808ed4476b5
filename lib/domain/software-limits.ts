/** What a software may send: the TBA's own limits, on the bytes once unzipped. */
export const MAX_CALL_BYTES = 10 * 1024 * 1024;
export const MAX_CALL_DOSSIERS = 2000;

/** Of a field, as of one that is typed in a form: what is longer is nobody's, and a page that shows fifty of them would hold the site. */
export const MAX_VALUE_CHARACTERS = 10_000;

/** The TBA's own, a minute: calls of one jeton, and calls of one address that show no jeton that stands. */
export const CALLS_PER_JETON = 3000;
export const CALLS_PER_ADDRESS = 300;
