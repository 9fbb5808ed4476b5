/** So many at once: the others wait for their turn, in the order in which they came. */
export type Creneaux = <T>(action: () => Promise<T>) => Promise<T>;

export const SANS_LIMITE: Creneaux = (action) => action();

/** `nombre` actions at once, no more. */
export function creerCreneaux(nombre: number): Creneaux {
  let libres = nombre;
  const attente: (() => void)[] = [];
  return async (action) => {
    if (libres > 0) libres -= 1;
    else await new Promise<void>((mon) => attente.push(mon));
    try {
      return await action();
    } finally {
      const suivant = attente.shift();
      if (suivant === undefined) libres += 1;
      else suivant();
    }
  };
}
