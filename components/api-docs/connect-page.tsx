import { AnswerChapters } from "./answer-chapters";
import { CodeBlock } from "./code-block";
import { DOCS, OPENAPI } from "./docs-links";
import { DocsShell } from "./docs-shell";
import { GuideSection } from "./guide-section";
import { ReadingChapters } from "./reading-chapters";

const LINK = "text-lien underline underline-offset-4";

const change = (baseUrl: string) => `Avant : https://cfas.apprentissage.beta.gouv.fr/api/v3/dossiers-apprenants
Ici   : ${baseUrl}/v3/dossiers-apprenants

Avant : Authorization: Bearer (la clé du TBA)
Ici   : Authorization: Bearer (le jeton, qui commence par ptba_)`;

const tryOut = (baseUrl: string) => `curl -sS -X POST '${baseUrl}/v3/dossiers-apprenants/test' \\
  -H "Authorization: Bearer $JETON"`;

/** «Brancher un logiciel», for whoever writes school software. `baseUrl`: what takes the place of the TBA's address. */
export function ConnectPage({ baseUrl }: { baseUrl: string }) {
  return (
    <DocsShell
      title="Brancher un logiciel"
      introduction={
        <p>
          Votre logiciel sait déjà envoyer ses dossiers au Tableau de bord de l'apprentissage ? Changez l'adresse et la
          clé : tout le reste demeure. Champs, réponses et limites sont ceux du TBA.{" "}
          <a className={LINK} href={DOCS}>
            Chaque appel est décrit ici
          </a>
          , avec ses exemples (curl, TypeScript, PHP, Python), et dans un{" "}
          <a className={LINK} href={OPENAPI}>
            document OpenAPI 3.1
          </a>
          .
        </p>
      }
    >
      <GuideSection id="adresse" title="Changer l'adresse et la clé">
        <p>
          L'administrateur de l'établissement crée un jeton dans « Paramétrage › API › Logiciels » : il dit s'il envoie,
          s'il lit, et jusqu'à quand il vaut. Le jeton ne se montre qu'une fois. Celui d'un éditeur peut ouvrir
          plusieurs établissements : il se demande à l'hébergeur de la passerelle.
        </p>
        <CodeBlock label="L'adresse et la clé, avant et ici" source={change(baseUrl)} />
        <p>Pour savoir si un jeton vaut, sans rien envoyer :</p>
        <CodeBlock label="Essayer un jeton, en curl" source={tryOut(baseUrl)} />
        <p>
          La clé du TBA, elle, reste dans la passerelle : l'établissement l'y enregistre, et c'est la passerelle qui
          transmet, chaque nuit. N'envoyez plus vous-même au TBA les dossiers de cet établissement.
        </p>
        <p>
          Avec un jeton de plusieurs établissements, l'en-tête <code>X-Etablissement-Uai</code> dit où ranger tout
          l'appel ; sans lui, chaque dossier va chez son formateur (<code>etablissement_formateur_uai</code>). Un
          dossier d'un établissement que le jeton n'ouvre pas n'est pas repris, et la réponse le dit.
        </p>
      </GuideSection>
      <AnswerChapters />
      <ReadingChapters />
    </DocsShell>
  );
}
