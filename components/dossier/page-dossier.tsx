import { urlListe } from "@/components/data-table/url-liste";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { cheminRapport, parametresRapport } from "@/components/rapport/parametres-rapport";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { ActionDossier, Dossier } from "@/lib/services/dossier/dossier.types";
import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";
import { ACorriger } from "./a-corriger";
import { ChampLu } from "./champ-lu";
import { EnteteDossier } from "./entete-dossier";
import { EnvoisTba } from "./envois-tba";
import { FormulaireDossier } from "./formulaire-dossier";
import { FriseParcours } from "./frise-parcours";
import { GroupeChamps } from "./groupe-champs";
import { groupesDossier } from "./groupes-dossier";
import { HistoriqueDossier } from "./historique-dossier";
import { lienDossier } from "./lien-dossier";

export type PageDossierProps = {
  uai: string;
  dossier: Dossier;
  filtres: FiltresRapport;
  enregistrer: ActionDossier;
  retablir: ActionFormulaire;
};

/** A dossier: all its fields, what is wrong with them, what the TBA will show, what was sent and answered. */
export function PageDossier({ uai, dossier, filtres, enregistrer, retablir }: PageDossierProps) {
  const parametres = parametresRapport({ ...filtres, page: 1 });
  const groupes = groupesDossier(dossier);
  return (
    <div className="space-y-4">
      <EnteteDossier
        dossier={dossier}
        retour={urlListe(cheminRapport(uai), parametres, {})}
        lien={(id) => lienDossier(uai, id, parametres)}
      />
      {dossier.parcours === null || dossier.parcours.length === 0 ? null : (
        <Card>
          <CardHeader>
            <CardTitle>Ce que le TBA affichera</CardTitle>
          </CardHeader>
          <CardContent>
            <FriseParcours parcours={dossier.parcours} fin={dossier.finFormation} aujourdhui={dossier.aujourdhui} />
          </CardContent>
        </Card>
      )}
      <ACorriger uai={uai} anomalies={dossier.anomalies} />
      {dossier.peutCorriger ? (
        <FormulaireDossier
          key={dossier.id}
          groupes={groupes}
          version={dossier.version}
          suite={dossier.voisins.suivant !== null}
          enregistrer={enregistrer}
          retablir={retablir}
        />
      ) : (
        groupes.map((groupe) => (
          <GroupeChamps key={groupe.groupe} groupe={groupe} force={false}>
            {groupe.champs.map((champ) => (
              <ChampLu key={champ.cle} champ={champ} />
            ))}
          </GroupeChamps>
        ))
      )}
      <EnvoisTba envois={dossier.envois} />
      <HistoriqueDossier uai={uai} historique={dossier.historique} />
    </div>
  );
}
