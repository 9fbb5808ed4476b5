import { Chapter } from "./chapter";

const WORDS: readonly (readonly [word: string, meaning: string])[] = [
  [
    "Abandon",
    "Le TBA montre l'apprenti comme parti : une date d'exclusion, ou 90 jours sans contrat, ou 180 jours après une rupture.",
  ],
  ["API", "La porte par laquelle un logiciel parle à un autre. Le TBA en a une, et nous aussi."],
  [
    "Carif-Oref",
    "L'organisme régional qui tient le référentiel des organismes de formation : c'est lui qui relie un UAI et un SIRET.",
  ],
  ["CFD (code formation diplôme)", "Le code de l'Éducation nationale pour un diplôme : 8 chiffres ou lettres."],
  ["Clé d'API", "Ce qui prouve au TBA que les dossiers viennent de votre établissement."],
  [
    "Couple UAI et SIRET",
    "Les deux numéros d'un même établissement. Un couple que le TBA ne connaît pas est pris, et ne s'affiche nulle part.",
  ],
  ["Dossier", "Un apprenti dans une formation pour une année scolaire, avec ses contrats."],
  ["En contrat", "Un contrat d'apprentissage court à ce jour."],
  ["Fin de formation", "La date de fin de formation est passée."],
  [
    "Formateur, responsable",
    "Le formateur donne la formation ; le responsable en répond. Souvent le même établissement.",
  ],
  ["INE", "L'identifiant national de l'élève : il suit la personne toute sa scolarité."],
  [
    "Inscrit",
    "La formation a commencé, ou va commencer, sans contrat. Après 90 jours sans contrat, le TBA montre « Abandon ».",
  ],
  ["Jeton", "Ce qui permet à un logiciel d'envoyer des dossiers ici. Il se retire à tout moment."],
  ["RNCP", "Le répertoire national des certifications : RNCP suivi de 2 à 5 chiffres."],
  ["Rupture de contrat", "Un contrat est rompu ou fini et aucun autre ne suit, depuis 180 jours au plus."],
  ["SIRET", "Le numéro d'un lieu d'une entreprise ou d'un établissement : 14 chiffres."],
  ["TBA", "Le Tableau de bord de l'apprentissage, de l'État."],
  ["UAI", "Le numéro d'un établissement à l'Éducation nationale : 7 chiffres et une lettre."],
];

/** The words of the pages, in the order of the alphabet. */
export function Glossary() {
  return (
    <Chapter id="glossaire">
      <dl className="space-y-2">
        {WORDS.map(([word, meaning]) => (
          <div key={word}>
            <dt className="font-semibold">{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Chapter>
  );
}
