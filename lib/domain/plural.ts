/** «1 dossier», «57 dossiers»: French takes the plural from two. */
export function plural(count: number, singular: string, pluralForm = `${singular}s`): string {
  return `${count.toLocaleString("fr-FR")} ${count < 2 ? singular : pluralForm}`;
}
