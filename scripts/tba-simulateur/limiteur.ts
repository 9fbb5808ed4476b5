const FENETRE_SECONDES = 60;

export type Consommation = { refuse: boolean; entetes: Record<string, string> };
export type Limiteur = { consommer(cle: string): Consommation; oublier(cle: string): void };

/** So many calls in a minute that starts with the first one; the headers are those that the TBA sends. */
export function creerLimiteur(points: number): Limiteur {
  const fenetres = new Map<string, { fin: number; consommes: number }>();
  return {
    consommer(cle) {
      const maintenant = Date.now();
      let fenetre = fenetres.get(cle);
      if (fenetre === undefined || fenetre.fin <= maintenant) {
        fenetre = { fin: maintenant + FENETRE_SECONDES * 1000, consommes: 0 };
        fenetres.set(cle, fenetre);
      }
      fenetre.consommes += 1;
      const reste = String(Math.ceil((fenetre.fin - maintenant) / 1000));
      const refuse = fenetre.consommes > points;
      return {
        refuse,
        entetes: {
          "RateLimit-Limit": String(points),
          "RateLimit-Remaining": String(Math.max(points - fenetre.consommes, 0)),
          "RateLimit-Reset": reste,
          "RateLimit-Policy": `${points};w=${FENETRE_SECONDES}`,
          ...(refuse ? { "Retry-After": reste } : {}),
        },
      };
    },
    oublier(cle) {
      fenetres.delete(cle);
    },
  };
}
