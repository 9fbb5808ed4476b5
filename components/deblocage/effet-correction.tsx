import { ArrowRight, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { APPARENCES_ETATS } from "@/components/rapport/apparence-etat";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Badge } from "@/components/ui/badge";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import { type Etat, LIBELLES_ETATS } from "@/lib/dossier/etat";
import type { Apercu } from "@/lib/services/deblocage/deblocage.types";

/** «17 → 45 valides», what applies it, and the dossiers that would change state. */
export function EffetCorrection({ apercu, children }: { apercu: Apercu; children: ReactNode }) {
  const { corriges, validesAvant, validesApres, changements, nombreChangements, restentInvalides, apparues } = apercu;
  const caches = nombreChangements - changements.length;
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <strong className="inline-flex items-baseline gap-1.5 text-xl font-semibold tabular-nums">
          {validesAvant.toLocaleString("fr-FR")} <span aria-hidden="true">→</span>
          <span className="sr-only">deviendraient</span> {validesApres.toLocaleString("fr-FR")} valides
        </strong>
        <span className="text-encre-douce">
          {nombreDe(corriges, "dossier corrigé", "dossiers corrigés")}
          {restentInvalides === 0
            ? "."
            : `, ${nombreDe(restentInvalides, "reste invalide", "restent invalides")} pour une autre raison.`}
        </span>
      </p>
      {apparues.length === 0 ? null : (
        <ul className="space-y-1">
          {apparues.map(({ phrase, dossiers }) => (
            <li key={phrase} className="flex items-start gap-1.5 text-dense">
              <TriangleAlert role="img" aria-label="Attention" className="mt-px size-4 shrink-0 text-attention" />
              <span>
                {nombreDe(dossiers, "dossier")} : {phrase}
              </span>
            </li>
          ))}
        </ul>
      )}
      {children}
      {changements.length === 0 ? null : (
        <RegionTable
          aria-label="Dossiers qui changent d'état"
          className="max-h-72 overflow-y-auto rounded-md border border-trait"
        >
          <Table>
            <thead className="sticky top-0">
              <tr>
                <TableHead scope="col">Apprenant</TableHead>
                <TableHead scope="col">Formation</TableHead>
                <TableHead scope="col">État du dossier</TableHead>
              </tr>
            </thead>
            <tbody>
              {changements.map((c) => (
                <tr key={c.id}>
                  <TableCell className="font-medium">{c.apprenant}</TableCell>
                  <TableCell>{c.formation}</TableCell>
                  <TableCell className="whitespace-nowrap">
                    <EtatBref etat={c.avant} />
                    <ArrowRight role="img" aria-label="devient" className="mx-1 inline size-4 text-encre-douce" />
                    <EtatBref etat={c.apres} />
                  </TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </RegionTable>
      )}
      {caches > 0 ? (
        <p className="text-dense text-encre-douce">Et {nombreDe(caches, "autre dossier", "autres dossiers")}.</p>
      ) : null}
    </div>
  );
}

function EtatBref({ etat }: { etat: Etat }) {
  const { icone: Icone, ton } = APPARENCES_ETATS[etat];
  return (
    <Badge ton={ton}>
      <Icone aria-hidden="true" />
      {LIBELLES_ETATS[etat]}
    </Badge>
  );
}
