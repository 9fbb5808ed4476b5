import Link from "next/link";
import { instantParis } from "@/components/dates/instant-paris";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import type { BilanTransmission } from "@/lib/services/transmission/transmission.types";
import { dureeEnClair, secondesEntre } from "./duree";
import { EtatTransmission } from "./etat-transmission";

const CHIFFRES = ["Envoyés", "Acceptés", "Refusés", "Non envoyés", "Invalides"] as const;

/** The runs of an établissement, a line each. */
export function TableTransmissions({ uai, lignes }: { uai: string; lignes: readonly BilanTransmission[] }) {
  return (
    <RegionTable aria-label="Transmissions">
      <Table>
        <thead>
          <tr>
            <TableHead scope="col" className="pl-5">
              Début
            </TableHead>
            <TableHead scope="col">Demandée par</TableHead>
            <TableHead scope="col">État</TableHead>
            {CHIFFRES.map((titre) => (
              <TableHead key={titre} scope="col" className="text-right">
                {titre}
              </TableHead>
            ))}
            <TableHead scope="col" className="text-right">
              Durée
            </TableHead>
            <TableHead scope="col" className="pr-5">
              Ce qui s'est passé
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {lignes.map((bilan) => (
            <Ligne key={bilan.id} uai={uai} bilan={bilan} />
          ))}
        </tbody>
      </Table>
    </RegionTable>
  );
}

function Ligne({ uai, bilan }: { uai: string; bilan: BilanTransmission }) {
  const { id, debut, fin, declencheur, par, etat, acceptes, refuses, nonEnvoyes, invalides, erreur } = bilan;
  const suite = bilan.repriseDe === null ? "" : "Reprise de la précédente.";
  return (
    <tr className="hover:bg-surface-douce/60">
      <TableCell className="pl-5 whitespace-nowrap">
        <Link
          href={`/${uai}/transmissions/${id}`}
          className="font-medium text-lien underline underline-offset-4 hover:no-underline"
        >
          {instantParis(debut)}
        </Link>
      </TableCell>
      <TableCell className="min-w-32">
        {declencheur === "horloge" ? "L'horloge de nuit" : (par ?? "Une personne")}
      </TableCell>
      <TableCell>
        <EtatTransmission etat={etat} />
      </TableCell>
      {[acceptes + refuses, acceptes, refuses, nonEnvoyes, invalides].map((valeur, rang) => (
        <TableCell key={CHIFFRES[rang]} className="text-right">
          {valeur.toLocaleString("fr-FR")}
        </TableCell>
      ))}
      <TableCell className="text-right whitespace-nowrap">
        {fin === null ? "" : dureeEnClair(secondesEntre(debut, fin))}
      </TableCell>
      <TableCell className="min-w-56 pr-5">{[erreur, suite].filter(Boolean).join(" ")}</TableCell>
    </tr>
  );
}
