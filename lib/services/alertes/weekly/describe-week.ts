import { type Day, frenchDay } from "@/lib/domain/day";
import { SUBSCRIPTION_KINDS } from "@/lib/domain/enumerations";
import { plural } from "@/lib/domain/plural";
import { rapportPath } from "@/lib/domain/rapport-path";
import { env } from "@/lib/env";
import { SUBSCRIPTION_LABELS } from "@/lib/services/alertes/alerte-sentences";
import type { TrendDay } from "@/lib/services/figures/trend.types";
import type { EtablissementWeek } from "./weeks-of-etablissements";

const ENDINGS: Readonly<Record<string, string>> = {
  completed: "terminée",
  interrupted: "interrompue",
  failed: "arrêtée avant la fin",
};

function nights({ key, transmissionActive, nights, complete }: EtablissementWeek): string {
  if (!key) return "Aucune clé n'est enregistrée : aucun dossier ne part.";
  if (nights === 0 && !transmissionActive) return "La transmission de nuit est désactivée.";
  if (nights === 0) return "Aucune nuit de transmission.";
  const gone = complete === nights ? "menées à leur terme" : `dont ${complete.toLocaleString("fr-FR")} à leur terme`;
  return nights === 1
    ? `1 nuit de transmission, ${complete === 1 ? "menée à son terme" : "arrêtée avant la fin"}.`
    : `${plural(nights, "nuit", "nuits")} de transmission, ${gone}.`;
}

function last({ last: d }: EtablissementWeek): string {
  if (d === null) return "Aucune transmission jusqu'ici.";
  const counts = [
    plural(d.accepted, "dossier accepté", "dossiers acceptés"),
    d.refused === 0 ? "aucun refusé" : plural(d.refused, "refusé"),
    d.invalides === 0 ? "aucun invalide" : plural(d.invalides, "invalide"),
  ];
  return `Dernière transmission le ${frenchDay(d.day)}, ${ENDINGS[d.status] ?? d.status} : ${counts.join(", ")}.`;
}

/** What leaves each night may be weeks old; dossiers all made by hand came from nowhere. */
const received = ({ received: day }: EtablissementWeek) =>
  day === null ? [] : [`Derniers dossiers reçus le ${frenchDay(day)}.`];

function alertes({ alertes: kinds }: EtablissementWeek): string {
  if (kinds.length === 0) return "Aucune alerte.";
  const titles = SUBSCRIPTION_KINDS.filter((kind) => kinds.some((g) => g === kind))
    .map((kind) => SUBSCRIPTION_LABELS[kind])
    .join(" ; ");
  return `${plural(kinds.length, "alerte en cours", "alertes en cours")} : ${titles}.`;
}

/** A line a day, as a table would say it: a mail is read in any program. */
function trendLine({ day, night, imports, corrections }: TrendDay): string {
  const acts = [
    imports === 0 ? "" : plural(imports, "import"),
    corrections === 0 ? "" : plural(corrections, "correction"),
  ];
  const counts =
    night === null
      ? "sans transmission"
      : [
          plural(night.valides, "valide"),
          plural(night.invalides, "invalide"),
          night.refused === 0 ? "aucun refusé" : plural(night.refused, "refusé"),
          night.seen === null ? "" : `${plural(night.seen, "vu")} sur le TBA`,
        ]
          .filter(Boolean)
          .join(", ");
  return `- ${frenchDay(day)} : ${[counts, ...acts].filter(Boolean).join(" ; ")}`;
}

function trend({ trend: days }: EtablissementWeek): string[] {
  if (days.every(({ night }) => night === null)) return [];
  return ["Nuit par nuit :", ...days.map(trendLine)];
}

function paragraph(week: EtablissementWeek, site: string): string {
  return [
    `${week.name} (UAI ${week.uai})`,
    nights(week),
    last(week),
    ...received(week),
    alertes(week),
    ...trend(week),
    `${site}${rapportPath(week.uai)}`,
  ].join("\n");
}

/** The weekly e-mail of a person: a paragraph for each of their établissements. */
export function describeWeek(
  weeks: readonly EtablissementWeek[],
  from: Day,
  until: Day,
): { subject: string; text: string } {
  const site = env().NEXTAUTH_URL;
  const toSee = weeks.filter((s) => s.alertes.length > 0 || !s.key).length;
  const summary =
    toSee === 0
      ? "rien à signaler"
      : plural(toSee, "établissement demande votre attention", "établissements demandent votre attention");
  const text = [
    "Bonjour,",
    `Voici la semaine du ${frenchDay(from)} au ${frenchDay(until)}.`,
    ...weeks.map((week) => paragraph(week, site)),
    "Un administrateur règle qui reçoit ce résumé dans « Paramétrage › API › Mission Apprentissage ».",
  ].join("\n\n");
  return { subject: `Semaine du ${frenchDay(from)} : ${summary}`, text };
}
