import { type Day, frenchDay } from "@/lib/domain/day";
import type { DepartReason } from "@/lib/domain/enumerations";
import { parisDay } from "@/lib/domain/paris-day";
import { STATUT_LABELS } from "@/lib/domain/statut";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { endingWith, startHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { writeXlsxSheets } from "@/lib/spreadsheet/write-xlsx";
import type { XlsxCell, XlsxColumn, XlsxSheet } from "@/lib/spreadsheet/xlsx.types";
import type { Absent, ToWatch } from "./a-surveiller.types";
import { loadToWatch } from "./load-to-watch";

const REASONS: Readonly<Record<DepartReason, string>> = {
  rupture: "Rupture du contrat",
  exclusion: "Exclusion ou abandon de la formation",
  fin: "Fin du contrat",
  erreur: "Erreur du fichier",
};

const text = (heading: string, width: number): XlsxColumn => ({ heading, width, kind: "text" });
const date = (heading: string): XlsxColumn => ({ heading, width: 12, kind: "date" });
const WHO = [text("Apprenant", 32), text("Formation", 44)];

const sheet = (name: string, columns: readonly XlsxColumn[], rows: readonly (readonly XlsxCell[])[]): XlsxSheet => ({
  sheet: name,
  columns,
  frozenColumns: 1,
  rows,
});

const onDay = (instant: string): Day | null => (instant === "" ? null : parisDay(new Date(instant)));

const missingSince = ({ software }: Absent) =>
  software === null
    ? "Absent du dernier fichier"
    : `« ${software.name} » ne l'envoie plus depuis le ${frenchDay(parisDay(new Date(software.lastAt)))}`;

function sheets(all: ToWatch): XlsxSheet[] {
  const changes = all.changes.map((c) => [
    ...[c.apprenant, c.formation, STATUT_LABELS[c.current], STATUT_LABELS[c.statut], c.day],
    c.exclusion ? "oui" : "",
  ]);
  const absents = all.absents.map((a) => [
    ...[a.apprenant, a.formation, a.employeur, a.anneeScolaire, onDay(a.sentAt), missingSince(a)],
  ]);
  const departs = all.departs.map((d) => [
    ...[d.apprenant, d.formation, REASONS[d.reason], d.date, d.by, onDay(d.at), d.returned ? "oui" : ""],
  ]);
  const duplicates = all.duplicates.map(([a, b]) => [
    ...[a.apprenant, a.formation, a.birth, a.identifier, b.identifier, b.formation],
  ]);
  const held = all.held.map((h) => [h.identifier, h.known.name, h.sent.name, h.software, onDay(h.at)]);
  return [
    sheet(
      "Statuts qui changeront",
      [...WHO, text("Aujourd'hui", 18), text("Deviendra", 18), date("Le"), text("Exclusion saisie", 16)],
      changes,
    ),
    sheet(
      "Absents",
      [...WHO, text("Employeur", 32), text("Année scolaire", 14), date("Transmis depuis le"), text("Pourquoi", 50)],
      absents,
    ),
    sheet(
      "Départs déclarés",
      [...WHO, text("Motif", 34), date("Date"), text("Dit par", 28), date("Dit le"), text("Revenu depuis", 14)],
      departs,
    ),
    sheet(
      "Exclusions retirées",
      [...WHO, date("Exclusion du"), text("Encore transmis", 16)],
      all.takenBack.map((t) => [t.apprenant, t.formation, t.exclusion, t.sent ? "oui" : "non"]),
    ),
    sheet(
      "Anciens dossiers au TBA",
      [...WHO, text("Identifiant", 20), text("Transmis sous", 60)],
      all.leftBehind.map((l) => [l.apprenant, l.formation, l.identifier, l.under]),
    ),
    sheet(
      "Pas commencés",
      [...WHO, date("Sur le TBA le")],
      all.notBegun.map((n) => [n.apprenant, n.formation, n.day]),
    ),
    sheet(
      "Doublons possibles",
      [
        ...WHO,
        text("Naissance", 12),
        text("Identifiant", 20),
        text("Autre identifiant", 20),
        text("Autre formation", 44),
      ],
      duplicates,
    ),
    sheet(
      "Doublons tranchés",
      [text("Gardé", 20), text("Ne part plus", 20), text("Dit par", 28), date("Dit le")],
      all.keptIdentities.map((k) => [k.kept, k.dropped, k.by, onDay(k.at)]),
    ),
    sheet(
      "Jumeaux",
      [text("Identifiant", 20), text("Autre identifiant", 20), text("Noms", 44), text("Dit par", 28), date("Dit le")],
      all.jumeaux.map((j) => [j.first, j.second, j.names, j.by, onDay(j.at)]),
    ),
    sheet(
      "Identifiants réutilisés",
      [text("Identifiant", 20), text("Déjà ici", 32), text("Envoyé", 32), text("Logiciel", 28), date("Envoyé le")],
      held,
    ),
  ];
}

/** «Télécharger la liste»: all that there is to watch, a sheet for each list that has lines. Throws BUSY. */
export async function exportToWatch(scope: Scope): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const { id, uai } = requirePermission(scope, "view");
  const end = startHeavyWork(scope, "export");
  try {
    await recordAudit(scope, id, "export", { what: "to-watch" });
    const all = sheets(await loadToWatch(scope));
    const filled = all.filter(({ rows }) => Array.isArray(rows) && rows.length > 0);
    const stream = await writeXlsxSheets(filled.length > 0 ? filled : all.slice(0, 1));
    return { name: `a-surveiller-${uai}-${parisDay(scope.now)}.xlsx`, stream: endingWith(stream, end) };
  } catch (error) {
    end();
    throw error;
  }
}
