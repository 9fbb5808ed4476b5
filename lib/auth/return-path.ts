/** Where to go after signing in: a path of ours only, never another site. */
export function returnPath(request: string | null | undefined): string {
  if (!request) return "/";
  try {
    const url = new URL(request, "http://ici.invalid");
    const local = request.startsWith("/") && url.host === "ici.invalid";
    return local && !url.pathname.startsWith("/connexion") ? url.pathname + url.search : "/";
  } catch {
    return "/";
  }
}
