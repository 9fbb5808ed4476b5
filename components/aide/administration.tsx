import { PageLink } from "@/components/shell/page-link";
import { Chapter } from "./chapter";

const LINK = "text-lien underline underline-offset-4";

/** What administrators set, and what each person sets for themselves. */
export function Administration() {
  return (
    <>
      <Chapter id="utilisateurs">
        <p>
          Un administrateur invite par l'adresse e-mail. Le lecteur voit, le gestionnaire importe, corrige et transmet,
          l'administrateur règle aussi la clé et les accès. Retirer une personne ferme ses accès à cet établissement
          aussitôt.
        </p>
      </Chapter>
      <Chapter id="logiciels">
        <p>
          Un logiciel peut envoyer les dossiers de lui-même, sans fichier. Créez-lui un jeton : il est montré une seule
          fois, à coller dans le logiciel. La page{" "}
          <PageLink href="/api/docs/brancher-un-logiciel" className={LINK}>
            Brancher un logiciel
          </PageLink>{" "}
          est à donner à son éditeur. Une alerte vous prévient deux semaines avant qu'un jeton expire, et quand un
          logiciel n'a rien envoyé depuis huit jours (un mois, s'il n'envoie que ce qui change) : les nuits, elles,
          continuent avec ce qu'il avait envoyé.
        </p>
      </Chapter>
      <Chapter id="donnees-personnelles">
        <p>
          Les dossiers sont effacés quand leur durée de conservation est passée. La page d'un apprenant donne l'extrait
          de tout ce que nous avons de lui, et son effacement. Le journal dit qui a fait quoi, et quand.
        </p>
      </Chapter>
      <Chapter id="compte">
        <p>
          Mot de passe, vérification en deux temps, sessions ouvertes. Changer le mot de passe, ou activer la
          vérification, ferme les sessions ouvertes ailleurs. Le thème clair, sombre ou du système se choisit au bas du
          menu.
        </p>
      </Chapter>
    </>
  );
}
