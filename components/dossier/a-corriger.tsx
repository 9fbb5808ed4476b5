import Link from "next/link";
import { anomaliesTriees } from "@/components/rapport/anomalies-triees";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { type Anomalie, LIBELLES_GRAVITES } from "@/lib/dossier/anomalie";
import type { CodeAnomalie } from "@/lib/dossier/anomalies/catalogue";

/** All that is wrong with the dossier, each leading to its field. */
export function ACorriger({ uai, anomalies }: { uai: string; anomalies: readonly Anomalie[] }) {
  if (anomalies.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>À voir dans ce dossier</CardTitle>
      </CardHeader>
      <CardContent>
        <ul className="space-y-1.5">
          {anomaliesTriees(anomalies).map(({ code, gravite, champs, phrase }) => (
            <li key={`${code} ${champs.join(" ")}`}>
              <strong className="font-semibold">{LIBELLES_GRAVITES[gravite]} :</strong>{" "}
              <a href={`#champ-${champs[0] ?? ""}`} className="text-lien underline underline-offset-4">
                {phrase}
              </a>{" "}
              {code === ("PERSONNE_EN_DOUBLE" satisfies CodeAnomalie) ? (
                <Link href={`/${uai}/etablissement/a-surveiller`} className="text-lien underline underline-offset-4">
                  Ce sont des jumeaux ?
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
