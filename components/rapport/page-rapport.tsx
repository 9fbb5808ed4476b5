import { TableDonnees } from "@/components/data-table/table-donnees";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { GroupeInfoBulles } from "@/components/info-bulle/groupe-info-bulles";
import type { Jour } from "@/lib/dossier/jour";
import type { FiltresRapport, Rapport } from "@/lib/services/rapport/rapport.types";
import type { BilanTransmission } from "@/lib/services/transmission/transmission.types";
import { colonnesRapport } from "./colonnes-rapport";
import { CompteursEtats } from "./compteurs-etats";
import { EnteteRapport } from "./entete-rapport";
import { cheminRapport, parametresRapport } from "./parametres-rapport";
import { RapportVide } from "./rapport-vide";
import { ResumeTransmission } from "./resume-transmission";
import { SuivreTransmission } from "./suivre-transmission";

export type PageRapportProps = {
  uai: string;
  rapport: Rapport;
  filtres: FiltresRapport;
  aujourdhui: Jour;
  /** The last transmission, running or done; null before the first one. */
  transmission: BilanTransmission | null;
  cleEnregistree: boolean;
  droits: { importer: boolean; transmettre: boolean; parametrer: boolean };
  liens: { tableauDeBord: string; rapportComplet: string };
  transmettre: ActionFormulaire;
};

/** «Établissement › Tableau de bord apprentissage»: the seed's page. */
export function PageRapport(props: PageRapportProps) {
  const { uai, rapport, filtres, aujourdhui, transmission, cleEnregistree, droits, liens } = props;
  const chemin = cheminRapport(uai);
  const parametres = parametresRapport(filtres);
  const enCours = transmission?.etat === "en-cours";
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
      {transmission === null ? null : <ResumeTransmission bilan={transmission} />}
      {enCours ? <SuivreTransmission /> : null}
      {rapport.total === 0 ? (
        <RapportVide lienImport={droits.importer ? `/${uai}/imports` : null} />
      ) : (
        <GroupeInfoBulles>
          <CompteursEtats chemin={chemin} parametres={parametres} total={rapport.total} parEtat={rapport.parEtat} />
          <TableDonnees
            titre="Rapport de transmission"
            chemin={chemin}
            parametres={parametres}
            colonnes={colonnesRapport(rapport.choix, aujourdhui)}
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
