/** Where to go after signing in: a path of ours only, never another site. */
export function cheminDeRetour(demande: string | null | undefined): string {
  if (!demande) return "/";
  try {
    const url = new URL(demande, "http://ici.invalid");
    const local = demande.startsWith("/") && url.host === "ici.invalid";
    return local && !url.pathname.startsWith("/connexion") ? url.pathname + url.search : "/";
  } catch {
    return "/";
  }
}
