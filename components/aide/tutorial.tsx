import { PageLink } from "@/components/shell/page-link";
import keyPicture from "@/docs/images/cle-api.png";
import rapportPicture from "@/docs/images/rapport.png";
import bubblePicture from "@/docs/images/rapport-info-bulle.png";
import { Chapter } from "./chapter";
import { ANOMALIES_AIDE } from "./chapters";
import { Picture } from "./picture";

/** The three chapters of the tutorial that secretaries know, in its order and its words. */
export function Tutorial() {
  return (
    <>
      <Chapter id="tba">
        <p>
          Depuis 2021, l'État demande à tous les CFA de remonter leurs données sur le Tableau de bord de l'apprentissage
          (TBA). Passerelle TBA s'en charge : un paramétrage, réalisé une seule fois, suffit.
        </p>
        <ul className="list-disc space-y-1 pl-5">
          <li>Il faut dans un premier temps créer un compte sur le Tableau de bord de l'apprentissage.</li>
          <li>Les échanges de données avec le TBA se font automatiquement toutes les nuits, via une API.</li>
          <li>
            Les données envoyées concernent seulement les apprentis. Un apprenant d'un autre statut reste dans le
            fichier, et l'import dit combien il y en a.
          </li>
        </ul>
      </Chapter>
      <Chapter id="cle">
        <p>
          La transmission de données vers le TBA se fait via une API. La saisie de la clé d'API se fait au niveau du
          paramétrage « API › Mission Apprentissage ».
        </p>
        <ol className="list-decimal space-y-1 pl-5">
          <li>
            Cliquez sur la clé bleue : ce lien ouvre la plateforme du TBA. Connectez-vous, ou créez un compte, et
            récupérez la clé.
          </li>
          <li>Collez la clé dans le champ de saisie, puis validez par le bouton « Enregistrer ».</li>
          <li>
            « Tester la clé » demande au TBA si elle vaut, sans rien lui envoyer. La clé enregistrée reste masquée ;
            elle n'est jamais montrée de nouveau.
          </li>
        </ol>
        <Picture of={keyPicture}>Paramétrage, API, Mission Apprentissage</Picture>
        <p>
          Une clé refusée arrête les transmissions de l'établissement, et ses administrateurs sont prévenus. Copiez une
          clé neuve depuis le TBA et enregistrez-la ici : tout repart la nuit suivante. Le TBA retire une clé restée
          douze mois sans servir.
        </p>
      </Chapter>
      <Chapter id="rapport">
        <p>
          Le menu « Tableau de bord apprentissage », dans la partie « Établissement », montre l'ensemble des apprentis
          et de leurs contrats, et ce que le TBA en a.
        </p>
        <Picture of={rapportPicture}>Le rapport de transmission</Picture>
        <p>La colonne « État du dossier » dit si l'apprenti et son contrat ont été transmis :</p>
        <dl className="space-y-2">
          <Term name="Invalide pour TBA">
            Une information manque ou ne va pas : le dossier ne part pas. L'icône montre, dans une info-bulle, les
            informations manquantes ou invalides qui empêchent l'apprenti et son contrat d'être transmis, avec le
            remède.
          </Term>
          <Term name="À transmettre">Le dossier est juste : il partira la nuit prochaine.</Term>
          <Term name="Transmis sur TBA">
            Le TBA a reçu et pris le dossier tel qu'il est ici. Une réserve peut suivre : « couple inconnu du TBA : ne
            s'affichera pas » demande de faire vérifier l'UAI et le SIRET par le Carif-Oref.
          </Term>
          <Term name="Refusé par le TBA">Le TBA a refusé ce dossier ; sa réponse est dans l'info-bulle.</Term>
        </dl>
        <Picture of={bubblePicture}>L'info-bulle d'un dossier invalide</Picture>
        <p>
          Sous chaque titre, un champ de recherche garde les lignes qui conviennent ; un clic sur le titre les trie.
          « Télécharger le rapport complet » donne un classeur de tous les apprentis. « Transmettre maintenant »
          n'attend pas la nuit.
        </p>
        <p>
          Pour chaque défaut, la page{" "}
          <PageLink href={ANOMALIES_AIDE} className="text-lien underline underline-offset-4">
            Que faire si…
          </PageLink>{" "}
          dit d'où il vient et qui peut agir.
        </p>
      </Chapter>
    </>
  );
}

function Term({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="font-semibold">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
