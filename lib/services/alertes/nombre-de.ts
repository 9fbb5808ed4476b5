/** «1 dossier», «57 dossiers»: French takes the plural from two. */
export function nombreDe(nombre: number, singulier: string, pluriel = `${singulier}s`): string {
  return `${nombre.toLocaleString("fr-FR")} ${nombre < 2 ? singulier : pluriel}`;
}
