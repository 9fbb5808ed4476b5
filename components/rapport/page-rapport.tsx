import { TableDonnees } from "@/components/data-table/table-donnees";
import { GesteFait } from "@/components/deblocage/geste-fait";
import { PlanDeblocage } from "@/components/deblocage/plan-deblocage";
import { lienDossier } from "@/components/dossier/lien-dossier";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { NoteCorrections } from "@/components/imports/note-corrections";
import { GroupeInfoBulles } from "@/components/info-bulle/groupe-info-bulles";
import { ProgressionEnDirect } from "@/components/transmissions/progression-en-direct";
import type { Jour } from "@/lib/dossier/jour";
import type { GesteFait as Geste, PlanDeblocage as Plan } from "@/lib/services/deblocage/deblocage.types";
import type { NoteImport } from "@/lib/services/imports/imports.types";
import type { FiltresRapport, Rapport } from "@/lib/services/rapport/rapport.types";
import { bouge, type Progression } from "@/lib/services/transmission/transmission.types";
import { colonnesRapport } from "./colonnes-rapport";
import { CompteursEtats } from "./compteurs-etats";
import { EnteteRapport } from "./entete-rapport";
import { cheminRapport, parametresRapport } from "./parametres-rapport";
import { RapportVide } from "./rapport-vide";
import { ResumeTransmission } from "./resume-transmission";

export type PageRapportProps = {
  uai: string;
  rapport: Rapport;
  filtres: FiltresRapport;
  aujourdhui: Jour;
  /** The last transmission, running or done, and what waits in the queue. */
  progression: Progression;
  /** When the page was made, as an ISO instant. */
  maintenant: string;
  /** What the last import did to corrections, when it ended some. */
  noteImport: NoteImport | null;
  cleEnregistree: boolean;
  droits: { importer: boolean; transmettre: boolean; parametrer: boolean };
  liens: { tableauDeBord: string; rapportComplet: string };
  transmettre: ActionFormulaire;
  /** The causes of the dossiers that the filters keep. */
  plan: Plan;
  /** The correction that was just made, which can be undone. */
  geste: Geste | null;
  annuler: ActionFormulaire;
};

/** «Établissement › Tableau de bord apprentissage»: the seed's page. */
export function PageRapport(props: PageRapportProps) {
  const { uai, rapport, filtres, aujourdhui, progression, cleEnregistree, droits, liens } = props;
  const chemin = cheminRapport(uai);
  const parametres = parametresRapport(filtres);
  const { transmission } = progression;
  const enCours = bouge(progression);
  const filtre = Object.values(filtres.recherches).some((recherche) => (recherche ?? "").trim() !== "");

  return (
    <div className="space-y-4">
      <EnteteRapport
        derniereTransmission={rapport.derniereTransmission}
        transmissionEnCours={enCours}
        cleEnregistree={cleEnregistree}
        liens={liens}
        lienCle={droits.parametrer ? `/${uai}/parametrage/api/mission-apprentissage` : null}
        transmettre={droits.transmettre && rapport.total > 0 ? props.transmettre : null}
      />
      {enCours ? (
        <ProgressionEnDirect uai={uai} progression={progression} maintenant={props.maintenant} />
      ) : transmission === null ? null : (
        <ResumeTransmission uai={uai} bilan={transmission} />
      )}
      {props.noteImport === null ? null : <NoteCorrections uai={uai} note={props.noteImport} />}
      {props.geste === null || !droits.importer ? null : (
        <GesteFait key={props.geste.lotId} geste={props.geste} annuler={props.annuler} />
      )}
      {rapport.total === 0 ? (
        <RapportVide lienImport={droits.importer ? `/${uai}/imports` : null} />
      ) : (
        <GroupeInfoBulles>
          <CompteursEtats chemin={chemin} parametres={parametres} total={rapport.total} parEtat={rapport.parEtat} />
          <PlanDeblocage uai={uai} plan={props.plan} recherches={filtres.recherches} peutCorriger={droits.importer} />
          <TableDonnees
            titre="Rapport de transmission"
            chemin={chemin}
            parametres={parametres}
            colonnes={colonnesRapport(rapport.choix, aujourdhui, (id) => lienDossier(uai, id, parametres))}
            lignes={rapport.lignes}
            cleLigne={(ligne) => ligne.id}
            tri={{ cle: filtres.tri, sens: filtres.sens }}
            page={filtres.page}
            pages={rapport.pages}
            resume={<CompteDossiers total={rapport.total} affiches={filtre ? rapport.filtres : null} />}
            vide="Aucun dossier ne répond à cette recherche. Effacez les filtres pour tout revoir."
          />
          <p className="text-dense text-encre-douce">
            L'icône indique à l'aide d'une info-bulle les informations manquantes ou invalides qui empêchent l'apprenti
            et son contrat d'être transmis.
          </p>
        </GroupeInfoBulles>
      )}
    </div>
  );
}

function CompteDossiers({ total, affiches }: { total: number; affiches: number | null }) {
  return (
    <>
      <strong className="font-semibold">
        {total.toLocaleString("fr-FR")} {total < 2 ? "Dossier apprenant" : "Dossiers apprenants"}
      </strong>
      {affiches === null ? null : (
        <span className="text-encre-douce">
          {" · "}
          {affiches.toLocaleString("fr-FR")} {affiches < 2 ? "affiché" : "affichés"}
        </span>
      )}
    </>
  );
}
