import watchPicture from "@/docs/images/a-surveiller.png";
import repairPicture from "@/docs/images/deblocage.png";
import dossierPicture from "@/docs/images/dossier.png";
import importPicture from "@/docs/images/imports.png";
import transmissionPicture from "@/docs/images/transmission.png";
import { Chapter } from "./chapter";
import { Picture } from "./picture";

/** What one does along the year with dossiers, page by page. */
export function DailyWork() {
  return (
    <>
      <Chapter id="deblocage">
        <p>
          En tête du rapport, le plan de déblocage range les défauts par cause : un même SIRET faux dans trente dossiers
          n'est réparé qu'une fois. La première cause est celle qui débloque à elle seule le plus de dossiers.
        </p>
        <ol className="list-decimal space-y-1 pl-5">
          <li>Ouvrez une cause par « Corriger ».</li>
          <li>Prenez une valeur proposée, ou saisissez-la. Sa provenance est dite à côté.</li>
          <li>L'effet est montré avant d'être appliqué : combien de dossiers deviennent valides.</li>
          <li>« Annuler » remet tout comme avant.</li>
        </ol>
        <Picture of={repairPicture}>Une cause, et la correction de tous ses dossiers</Picture>
        <p>
          Corrigez aussi dans votre logiciel. En attendant, Passerelle garde votre valeur, même quand un nouveau fichier
          redonne l'ancienne. Quand un fichier apporte encore une autre valeur, c'est la sienne qui compte : l'aperçu,
          puis le rapport, disent combien de corrections elle remplace.
        </p>
      </Chapter>
      <Chapter id="dossier">
        <p>
          Un clic sur le nom ouvre le dossier : ses informations, ce qui est à corriger en haut, ce que le TBA a reçu,
          ce qu'il montrera et quand, et l'historique. Un champ corrigé montre aussi ce que dit le logiciel.
        </p>
        <Picture of={dossierPicture}>Un dossier et ce qui l'empêche de partir</Picture>
        <p>
          La frise des statuts montre les changements à venir : « Inscrit » devient « Abandon » après 90 jours sans
          contrat, « Rupture de contrat » après 180 jours. Ils se font au TBA sans que personne n'agisse.
        </p>
      </Chapter>
      <Chapter id="importer">
        <p>
          Déposez le fichier que donne votre logiciel (.xlsx, .xls, .ods, .csv…), tel qu'il est. Le tableau est trouvé
          sous les titres et les pages de garde ; les colonnes reconnues sont montrées, celles que le TBA ne demande pas
          sont laissées de côté et nommées, les autres demandées une fois et retenues. Si votre logiciel n'exporte pas
          l'année scolaire, l'UAI, le SIRET ou la date d'inscription, dites-les une fois pour toutes les lignes.
        </p>
        <Picture of={importPicture}>Ce que l'import fera, avant de le faire</Picture>
        <p>
          Rien n'est écrit avant « Appliquer ». L'aperçu dit ce qui est nouveau, ce qui change, ce qui est laissé et
          pourquoi. Une cellule corrigée là est une correction, que les fichiers suivants gardent. Les lignes écartées
          se téléchargent, se corrigent dans un tableur et se déposent de nouveau : elles complètent leur fichier, ce
          qui leur manquait tient dans les suivants, et personne n'est dit absent. Le dernier import s'annule.
        </p>
        <p>
          Le rapport complet se dépose aussi : affichez ses colonnes masquées, corrigez-y les valeurs, et chaque cellule
          changée devient une correction. Rien n'est repris de « Début », « Fin » ou « Employeur ».
        </p>
      </Chapter>
      <Chapter id="transmissions">
        <p>
          Chaque nuit et chaque envoi demandé y sont, avec ce qui est parti, ce que le TBA a pris, refusé, et ce qui est
          resté. Un appel dit sa réponse ; chaque dossier dit la sienne. Les jours où le TBA ne répond pas, l'envoi
          reprend seul, plusieurs fois.
        </p>
        <Picture of={transmissionPicture}>Une transmission et ses appels</Picture>
      </Chapter>
      <Chapter id="a-surveiller">
        <p>
          Ce qui demande un regard sans bloquer : les statuts qui vont changer, les apprenants absents du dernier
          fichier, les départs déclarés, les doublons possibles, les anciens dossiers que le TBA garde. Une absence
          n'est jamais prise pour un départ : dites ce qu'il en est.
        </p>
        <Picture of={watchPicture}>À surveiller</Picture>
      </Chapter>
      <Chapter id="rapprochement">
        <p>
          Déposez la liste nominative téléchargée depuis le TBA. Chaque apprenti reçoit quatre marques : dans le
          logiciel, transmis, pris, vu au TBA. Chaque écart a une raison et dit qui peut agir.
        </p>
      </Chapter>
      <Chapter id="reseau">
        <p>
          Un superviseur voit un établissement par ligne, le plus urgent en tête : santé de la clé, dernière
          transmission, dossiers invalides, première cause. « Causes communes » réunit ce que plusieurs CFA ont
          ensemble, avec un message prêt à envoyer.
        </p>
      </Chapter>
    </>
  );
}
