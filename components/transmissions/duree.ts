/** «8 s», «3 min 05 s», «1 h 02 min»: a number of seconds as one says it. */
export function dureeEnClair(secondes: number): string {
  const entieres = Math.max(0, Math.round(secondes));
  if (entieres < 60) return `${entieres} s`;
  const minutes = Math.floor(entieres / 60);
  if (minutes < 60) return `${minutes} min ${String(entieres % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** From one ISO instant to another, in seconds. */
export function secondesEntre(debut: string, fin: string): number {
  return (Date.parse(fin) - Date.parse(debut)) / 1000;
}
