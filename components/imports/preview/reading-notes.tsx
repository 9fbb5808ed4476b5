import { champOf } from "@/lib/domain/champs";
import { plural } from "@/lib/domain/plural";
import type { PreviewReading } from "@/lib/services/imports/preview/preview.types";

function sheetLine({ name, headingRow, rows, taken }: PreviewReading["sheets"][number]): string {
  if (headingRow === null) return `« ${name} » : aucun tableau connu, laissée de côté.`;
  const count = plural(rows, "ligne");
  return `« ${name} » : ${count}, titres à la ligne ${headingRow}${taken ? "" : ", laissée de côté"}.`;
}

/** What was understood of the file, folded: sheets, columns, what was found or tidied. */
export function ReadingNotes({ reading }: { reading: PreviewReading }) {
  const known = reading.columns.filter(({ field }) => field !== null);
  const ignored = reading.columns.filter(({ field }) => field === null);
  return (
    <div className="space-y-2">
      {reading.notices.length === 0 ? null : (
        <ul className="list-disc space-y-0.5 pl-5">
          {reading.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      <details className="text-dense">
        <summary className="cursor-pointer font-medium text-lien">
          {plural(known.length, "colonne reconnue", "colonnes reconnues")}
          {ignored.length === 0 ? "" : `, ${plural(ignored.length, "laissée de côté", "laissées de côté")}`}
          {reading.matching === null ? "" : ` (correspondance retenue « ${reading.matching} »)`}
        </summary>
        <div className="mt-2 space-y-2 wrap-anywhere">
          <ul className="space-y-0.5">
            {reading.sheets.map((sheet) => (
              <li key={sheet.name}>Feuille {sheetLine(sheet)}</li>
            ))}
          </ul>
          <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
            {known.map(({ sheet, heading, field }) => (
              <div key={`${sheet} ${heading}`} className="flex flex-wrap gap-x-1.5">
                <dt className="text-encre-douce">{heading} →</dt>
                <dd>{field === null ? "" : champOf(field).label}</dd>
              </div>
            ))}
          </dl>
          {ignored.length === 0 ? null : <p>Laissées de côté : {ignored.map(({ heading }) => heading).join(", ")}.</p>}
        </div>
      </details>
    </div>
  );
}
