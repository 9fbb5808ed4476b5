import { Eye, KeyRound, LayoutDashboard, Lock, Send, Upload } from "lucide-react";
import type { ReactNode } from "react";
import type { ContexteCoquille } from "./coquille.types";
import { LienMenu } from "./lien-menu";

type MenuProps = { uai: string; droits: ContexteCoquille["droits"]; aSurveiller: number };

/** The pages of the établissement, in the seed's own groups. */
export function Menu({ uai, droits, aSurveiller }: MenuProps) {
  return (
    <nav aria-label="Menu principal" className="space-y-5 text-dense">
      <Groupe titre="Établissement">
        <LienMenu href={`/${uai}/etablissement/tableau-de-bord-apprentissage`}>
          <LayoutDashboard aria-hidden="true" />
          Tableau de bord apprentissage
        </LienMenu>
        <LienMenu href={`/${uai}/etablissement/a-surveiller`}>
          <Eye aria-hidden="true" />À surveiller
          {aSurveiller === 0 ? null : (
            <span className="ml-auto rounded-full bg-rail-actif px-1.5 text-xs text-white tabular-nums">
              {aSurveiller.toLocaleString("fr-FR")}
            </span>
          )}
        </LienMenu>
        <LienMenu href={`/${uai}/transmissions`}>
          <Send aria-hidden="true" />
          Transmissions
        </LienMenu>
        {droits.importer ? (
          <LienMenu href={`/${uai}/imports`}>
            <Upload aria-hidden="true" />
            Importer
          </LienMenu>
        ) : null}
      </Groupe>
      <Groupe titre="Paramétrage">
        <LienMenu href={`/${uai}/parametrage/api/mission-apprentissage`}>
          <KeyRound aria-hidden="true" />
          API › Mission Apprentissage
          {droits.parametrer ? null : <Lock role="img" aria-label="(lecture seule)" className="ml-auto opacity-80" />}
        </LienMenu>
      </Groupe>
    </nav>
  );
}

function Groupe({ titre, children }: { titre: string; children: ReactNode }) {
  return (
    <div>
      <p className="px-2 pb-1 text-xs font-medium text-rail-douce">{titre}</p>
      <div className="space-y-0.5">{children}</div>
    </div>
  );
}
