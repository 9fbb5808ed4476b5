import { describe, expect, it } from "vitest";
import type { AnomalieAtIssue, DossierAtIssue } from "@/lib/domain/causes/cause";
import { countCauses, issueKey, issuesOf } from "@/lib/domain/causes/count-causes";
import { findCauses } from "@/lib/domain/causes/find-causes";
import type { CountedIssue } from "@/lib/domain/rapport-summary.types";

const siret = (value: string): AnomalieAtIssue => ({
  ...{ code: "SIRET_INVALIDE", severity: "bloquante", actor: "editeur" },
  ...{ champs: ["etablissement_formateur_siret"], values: [value] },
});
const date: AnomalieAtIssue = {
  ...{ code: "CHAMP_MANQUANT", severity: "bloquante", actor: "secretariat" },
  ...{ champs: ["date_inscription_formation"], values: [null] },
};

/** As the lines of the report count them. */
function counted(dossiers: readonly DossierAtIssue[]): CountedIssue[] {
  const found = new Map<string, CountedIssue>();
  for (const dossier of dossiers) {
    const { issues, soleChamp } = issuesOf(dossier);
    for (const issue of issues) {
      const known = found.get(issueKey(issue)) ?? { ...issue, dossiers: 0, unblocked: 0 };
      known.dossiers += 1;
      known.unblocked += soleChamp === issue.champ ? 1 : 0;
      found.set(issueKey(issue), known);
    }
  }
  return [...found.values()];
}

describe("Des causes comptées sans leurs dossiers", () => {
  it.each([2, 9])("sont celles qu'on trouve en les lisant, dans le même ordre (%i valeurs fausses)", (values) => {
    const dossiers = Array.from(
      { length: 12 },
      (_, n): DossierAtIssue => ({
        id: String(n),
        anomalies:
          n % 3 === 0 ? [siret(`1${n % values}`), date] : n % 3 === 1 ? [siret(`1${n % values}`)] : [date, date],
      }),
    );
    const read = findCauses(dossiers).map(({ champs: _, dossiers: ids, unblocked, ...cause }) => ({
      ...{ ...cause, dossiers: ids.length, unblocked: unblocked.length },
    }));
    expect(countCauses(counted(dossiers))).toEqual(read);
  });
});
