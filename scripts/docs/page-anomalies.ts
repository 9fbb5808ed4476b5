import { type Gravite, LIBELLES_ACTEURS } from "@/lib/dossier/anomalie";
import { CATALOGUE, type CodeAnomalie } from "@/lib/dossier/anomalies/catalogue";
import { preparer } from "@/lib/dossier/preparer";
import { DOSSIER_SAIN, EXEMPLES } from "./exemples-anomalies";

const TITRES: Record<Gravite, { titre: string; sens: string }> = {
  bloquante: {
    titre: "Bloquantes",
    sens: "Le TBA refuserait le dossier, ou le perdrait après l'avoir pris : il est «Invalide pour TBA» et ne part pas.",
  },
  avalee: { titre: "Valeurs perdues", sens: "Le TBA prend le dossier et perd cette valeur, sans le dire." },
  risque: { titre: "À vérifier", sens: "Le TBA prend le dossier, mais peut le perdre ou le montrer faux." },
};

/** The sentence that staff read when a dossier has this anomaly. Throws when the example does not meet it. */
export function phraseExemple(code: CodeAnomalie): string {
  const { change, contexte } = EXEMPLES[code];
  const trouvee = preparer({ ...DOSSIER_SAIN, ...change }, {}, contexte).anomalies.find((a) => a.code === code);
  if (trouvee === undefined) throw new Error(`L'exemple de ${code} ne la produit pas.`);
  return trouvee.phrase;
}

function section(gravite: Gravite): string {
  const codes = (Object.keys(CATALOGUE) as CodeAnomalie[]).filter((code) => CATALOGUE[code].gravite === gravite);
  const lignes = codes.map((code) => {
    const { titre, acteur } = CATALOGUE[code];
    return `| ${titre} | ${LIBELLES_ACTEURS[acteur]} | ${phraseExemple(code)} | \`${code}\` |`;
  });
  const { titre, sens } = TITRES[gravite];
  return [
    `## ${titre}`,
    "",
    sens,
    "",
    "| anomalie | qui peut agir | par exemple | code |",
    "|---|---|---|---|",
    ...lignes,
  ].join("\n");
}

/** docs/anomalies.md: all the anomalies, with a sentence that the code itself wrote. */
export function pageAnomalies(): string {
  const entete = [
    "# Les anomalies",
    "",
    "Tout ce que Passerelle TBA sait dire d'un dossier. Cette page est écrite par le code (`npm run docs`), et un essai vérifie qu'elle",
    "lui ressemble. Un code ne change jamais de sens.",
  ].join("\n");
  return `${[entete, section("bloquante"), section("avalee"), section("risque")].join("\n\n")}\n`;
}
