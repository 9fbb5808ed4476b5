import type { LotAnnule } from "./annuler-lot";

/** What became of an undone gesture, in one or two sentences. */
export function raconterAnnulation({ titre, dossiers, conflits }: LotAnnule): string {
  const remis = dossiers < 2 ? "1 dossier remis comme avant" : `${dossiers} dossiers remis comme avant`;
  const laisses =
    conflits === 0
      ? ""
      : conflits === 1
        ? " 1 valeur, changée depuis, est laissée telle quelle."
        : ` ${conflits} valeurs, changées depuis, sont laissées telles quelles.`;
  return `${titre} : ${remis}.${laisses}`;
}
