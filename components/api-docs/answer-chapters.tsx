import {
  CALLS_PER_ADDRESS,
  CALLS_PER_JETON,
  MAX_CALL_DOSSIERS,
  MAX_VALUE_CHARACTERS,
} from "@/lib/domain/software-limits";
import { GuideSection } from "./guide-section";

const thousands = (count: number) => count.toLocaleString("fr-FR");

/** What comes back of a call, who is who, how to send again, and the limits. */
export function AnswerChapters() {
  return (
    <>
      <GuideSection id="reponse" title="Ce qui revient">
        <p>
          La réponse du TBA : <code>data[i]</code> répond au dossier de même place. <code>has_error</code> vrai : il est
          refusé, et <code>validation_errors</code> dit pourquoi, dans les mots du TBA ; nous y ajoutons{" "}
          <code>conseil</code>, une phrase en français que vous pouvez montrer telle quelle.
        </p>
        <p>
          Quand le TBA n'aurait rien vu à redire, l'objet <code>passerelle</code> complète : <code>non_repris</code>,
          rien de ce dossier n'est gardé (un second dossier, différent, sous le même identifiant dans l'appel,
          l'identifiant d'une autre personne…) ; <code>a_confirmer</code>, le dossier est gardé mais attend la réponse
          d'une personne avant de partir ; <code>ne_part_pas</code>, le dossier est gardé mais le TBA le perdrait après
          l'avoir accepté (un contrat sans date de début, une formation finie avant son début) : il attend d'être
          réparé.
        </p>
        <p>
          Un dossier refusé est gardé quand même s'il dit de qui il parle (identifiant, nom, prénom, date de
          naissance) : le secrétariat le voit et peut le réparer. Renvoyez-le corrigé quand vous voulez. Ceux que
          l'appel ne nomme pas restent comme ils sont.
        </p>
        <p>
          Le verdict est celui de ce que vous envoyez. Un dossier que le secrétariat a réparé part la nuit, même si
          votre envoi porte encore la faute : son état se lit par <code>GET /v3/dossiers-apprenants</code>.
        </p>
      </GuideSection>
      <GuideSection id="identite" title="Qui est qui">
        <p>
          Un dossier, c'est un <code>id_erp_apprenant</code> et une <code>annee_scolaire</code>. L'identifiant ne doit
          jamais changer : un nouveau fait un second dossier, un doublon que seul le support du TBA retire.
        </p>
        <p>
          Le TBA, lui, en tient un par organisme formateur. Le même identifiant chez deux formateurs la même année fait
          un seul dossier ici : le premier de l'appel est gardé. Un dossier déjà transmis qui change de formateur en
          fait un second au TBA, et l'ancien y reste tel quel : seul le support du TBA le retire.
        </p>
        <p>
          Un identifiant qui revient sous le nom d'une tout autre personne n'écrase pas la première : le dossier n'est
          pas repris. Donnez à cette personne un identifiant à elle. Si le secrétariat répond que c'est bien une autre,
          son dossier porte ici un identifiant de la passerelle, comme <code>PTBA-451-2</code> ; de même, ce que vous
          envoyez avec un identifiant vide.
        </p>
      </GuideSection>
      <GuideSection id="renvoyer" title="Renvoyer sans crainte">
        <p>
          Le même appel deux fois ne change rien. Après une coupure, une réponse 5xx ou 429, renvoyez-le : rien n'est
          pris à moitié, un appel entre en entier ou pas du tout.
        </p>
        <p>
          Pour recevoir la même réponse à l'identique, nommez l'appel : <code>Idempotency-Key: nuit-2026-11-26-1</code>.
          Le nom vaut un jour. Le même nom avec un autre contenu est refusé (422).
        </p>
      </GuideSection>
      <GuideSection id="essai" title="Essayer sans rien écrire">
        <p>
          <code>POST /v3/dossiers-apprenants/essai</code> prend le même corps et donne la même réponse, avec en plus,
          pour chaque dossier, <code>essai</code> : ce qu'il deviendrait, ce qui changerait champ par champ, ses
          anomalies et ses statuts à venir. Rien n'est enregistré.
        </p>
      </GuideSection>
      <GuideSection id="limites" title="Les limites">
        <p>
          Par appel, {thousands(MAX_CALL_DOSSIERS)} dossiers et 10 Mo une fois décompressés (<code>gzip</code> et{" "}
          <code>deflate</code> sont lus). Par minute, {thousands(CALLS_PER_JETON)} appels d'un jeton, et{" "}
          {CALLS_PER_ADDRESS} d'une adresse qui ne montre aucun jeton qui vaille. Les en-têtes{" "}
          <code>RateLimit-Limit</code>, <code>RateLimit-Remaining</code> et <code>RateLimit-Reset</code> disent où vous
          en êtes.
        </p>
        <p>
          Un dossier dont un champ dépasse {thousands(MAX_VALUE_CHARACTERS)} caractères n'est pas repris : sa réponse le
          dit, et les autres passent.
        </p>
        <p>
          Les appels d'un même établissement passent l'un après l'autre : envoyez-les à la suite. Un navigateur ne peut
          pas appeler depuis un autre site (CORS fermé) : appelez depuis votre serveur ou votre programme.
        </p>
      </GuideSection>
    </>
  );
}
