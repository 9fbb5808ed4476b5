import { ACTOR_LABELS, type Severity } from "@/lib/domain/anomalie";
import { type AnomalieCode, CATALOGUE } from "@/lib/domain/anomalies/catalogue";
import { exampleSentence } from "@/lib/domain/anomalies/examples";

const TITLES: Record<Severity, { title: string; direction: string }> = {
  bloquante: {
    title: "Bloquantes",
    direction:
      "Le TBA refuserait le dossier, ou le perdrait après l'avoir pris : il est «Invalide pour TBA» et ne part pas.",
  },
  avalee: { title: "Valeurs perdues", direction: "Le TBA prend le dossier et perd cette valeur, sans le dire." },
  risque: { title: "À vérifier", direction: "Le TBA prend le dossier, mais peut le perdre ou le montrer faux." },
};

function section(severity: Severity): string {
  const codes = (Object.keys(CATALOGUE) as AnomalieCode[]).filter((code) => CATALOGUE[code].severity === severity);
  const rows = codes.map((code) => {
    const { title, actor } = CATALOGUE[code];
    return `| ${title} | ${ACTOR_LABELS[actor]} | ${exampleSentence(code)} | \`${code}\` |`;
  });
  const { title, direction } = TITLES[severity];
  return [
    `## ${title}`,
    "",
    direction,
    "",
    "| anomalie | qui peut agir | par exemple | code |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/** docs/anomalies.md: all the anomalies, with a sentence that the code itself wrote. */
export function anomaliesPage(): string {
  const heading = [
    "# Les anomalies",
    "",
    "Tout ce que Passerelle TBA sait dire d'un dossier. Cette page est écrite par le code (`npm run docs`), et un essai vérifie qu'elle",
    "lui ressemble. Un code ne change jamais de sens.",
  ].join("\n");
  return `${[heading, section("bloquante"), section("avalee"), section("risque")].join("\n\n")}\n`;
}
