import { sortedAnomalies } from "@/components/rapport/sorted-anomalies";
import { PageLink } from "@/components/shell/page-link";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { type Anomalie, SEVERITY_LABELS } from "@/lib/domain/anomalie";
import type { AnomalieCode } from "@/lib/domain/anomalies/catalogue";
import { formatSirets } from "@/lib/domain/format-siret";

/** All that is wrong with the dossier, each leading to its field. */
export function ToFix({ uai, anomalies }: { uai: string; anomalies: readonly Anomalie[] }) {
  if (anomalies.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>À voir dans ce dossier</CardTitle>
      </CardHeader>
      <CardContent>
        <ul className="space-y-1.5">
          {sortedAnomalies(anomalies).map(({ code, severity, champs, sentence }) => (
            <li key={`${code} ${champs.join(" ")}`}>
              <strong className="font-semibold">{SEVERITY_LABELS[severity]} :</strong>{" "}
              <a href={`#champ-${champs[0] ?? ""}`} className="text-lien underline underline-offset-4">
                {formatSirets(sentence)}
              </a>{" "}
              {code === ("PERSONNE_EN_DOUBLE" satisfies AnomalieCode) ? (
                <PageLink
                  href={`/${uai}/etablissement/a-surveiller`}
                  className="text-lien underline underline-offset-4"
                >
                  Ce sont des jumeaux ?
                </PageLink>
              ) : null}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
