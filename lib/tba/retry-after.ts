const SECONDES = /^\d+$/;
const DATE_HTTP = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The whole seconds that a `Retry-After` header asks to wait (seconds or an HTTP date); null when it says nothing readable. */
export function lireRetryAfter(entete: string | string[] | undefined, maintenant: Date): number | null {
  const valeur = (Array.isArray(entete) ? entete[0] : entete)?.trim();
  if (valeur === undefined) return null;
  if (SECONDES.test(valeur)) return Number(valeur);
  const instant = DATE_HTTP.test(valeur) ? Date.parse(valeur) : Number.NaN;
  return Number.isNaN(instant) ? null : Math.max(0, Math.ceil((instant - maintenant.getTime()) / 1000));
}
