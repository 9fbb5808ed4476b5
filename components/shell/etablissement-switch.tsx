import { Check, ChevronsUpDown } from "lucide-react";
import { PageLink } from "./page-link";
import type { MenuEtablissement } from "./shell.types";

type EtablissementSwitchProps = { etablissement: MenuEtablissement; etablissements: readonly MenuEtablissement[] };

/** Which établissement this is, and for those who have several, a list that leads to the others. */
export function EtablissementSwitch({ etablissement, etablissements }: EtablissementSwitchProps) {
  const name = (
    <span className="min-w-0 flex-1 text-left">
      <span className="block leading-5 font-medium wrap-break-word text-white">{etablissement.name}</span>
      <span className="block text-xs text-rail-douce tabular-nums">UAI {etablissement.uai}</span>
    </span>
  );
  const frame = "flex items-center gap-2 rounded-md border border-rail-trait px-2.5 py-2 text-sm";
  if (etablissements.length < 2) return <div className={frame}>{name}</div>;
  return (
    <details>
      <summary className={`${frame} hover:bg-rail-actif/50`}>
        {name}
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-rail-douce" />
        <span className="sr-only">Changer d'établissement</span>
      </summary>
      <ul className="mt-1 max-h-72 overflow-y-auto rounded-md border border-rail-trait p-1 text-dense">
        {etablissements.map(({ uai, name: label }) => (
          <li key={uai}>
            <PageLink
              href={`/${uai}/etablissement/tableau-de-bord-apprentissage`}
              aria-current={uai === etablissement.uai ? "true" : undefined}
              className="flex items-start gap-2 rounded px-2 py-1.5 text-rail-encre hover:bg-rail-actif/50 hover:text-white"
            >
              <span className="min-w-0 flex-1">
                {label} <span className="whitespace-nowrap text-rail-douce tabular-nums">{uai}</span>
              </span>
              {uai === etablissement.uai ? <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0" /> : null}
            </PageLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
