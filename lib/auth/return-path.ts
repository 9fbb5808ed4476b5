/** Where the address is read from: any will do, as long as nobody has it. */
const HERE = "http://ici.invalid";
/** The one door to come back to: an invitation is accepted once signed in. */
const INVITATION = "/connexion/invitation";

/**
 * Where to go after signing in: a path of ours only, never another site. What is answered is read again, as the browser will: a path
 * that only becomes an address once its dots are gone («/.//evil.example») is none of ours.
 */
export function returnPath(request: string | null | undefined): string {
  if (!request?.startsWith("/")) return "/";
  try {
    const url = new URL(request, HERE);
    const path = url.pathname + url.search;
    const again = new URL(path, HERE);
    const ours = url.origin === HERE && again.origin === HERE && again.pathname === url.pathname;
    if (ours && path === INVITATION) return path;
    return ours && !url.pathname.startsWith("/connexion") && !url.pathname.startsWith("/api/") ? path : "/";
  } catch {
    return "/";
  }
}
