/** The sentence that a refused form, sent without script, shows on its page: in a cookie that only this page gets, for a minute. */
export const FLASH_COOKIE = "passerelle-refus";

const LIFE_S = 60;
const MAX_CHARACTERS = 600;

const cookie = (path: string, value: string, maxAge: number) =>
  `${FLASH_COOKIE}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`;

/** The `Set-Cookie` that carries a sentence to the page at `path`. */
export const flashCookie = (path: string, sentence: string) =>
  cookie(path, encodeURIComponent(sentence.slice(0, MAX_CHARACTERS)), LIFE_S);

/** The `Set-Cookie` that takes it back. */
export const forgetFlash = (path: string) => cookie(path, "", 0);
