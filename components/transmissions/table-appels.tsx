import Link from "next/link";
import { instantParis } from "@/components/dates/instant-paris";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import type { AppelLu } from "@/lib/services/transmission/transmission.types";
import { secondesEntre } from "./duree";

const REPONSES: Readonly<Record<string, string>> = {
  reponse: "Réponse complète",
  "cle-refusee": "Clé refusée",
  "trop-de-requetes": "Le TBA demande de ralentir",
  "trop-gros": "Demande trop grosse : coupée en deux",
  "requete-refusee": "Demande refusée : coupée en deux",
  indisponible: "Pas de réponse utilisable",
};

const duree = ({ demandeLe, reponduLe }: AppelLu) =>
  reponduLe === null
    ? ""
    : `${secondesEntre(demandeLe, reponduLe).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} s`;

type TableAppelsProps = { appels: readonly AppelLu[]; chemin: string; choisi: number | null; enCours: boolean };

/** The HTTP calls of a run, each with its answer; each leads to its dossiers. */
export function TableAppels({ appels, chemin, choisi, enCours }: TableAppelsProps) {
  return (
    <RegionTable aria-label="Appels au TBA">
      <Table>
        <thead>
          <tr>
            <TableHead scope="col" className="pl-5">
              Appel
            </TableHead>
            <TableHead scope="col">Envoyé le</TableHead>
            <TableHead scope="col" className="text-right">
              Tentative
            </TableHead>
            <TableHead scope="col" className="text-right">
              Dossiers
            </TableHead>
            <TableHead scope="col" className="text-right">
              Taille
            </TableHead>
            <TableHead scope="col" className="text-right">
              Durée
            </TableHead>
            <TableHead scope="col" className="text-right">
              Code HTTP
            </TableHead>
            <TableHead scope="col">Réponse du TBA</TableHead>
            <TableHead scope="col" className="text-right">
              Acceptés
            </TableHead>
            <TableHead scope="col" className="pr-5 text-right">
              Refusés
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {appels.map((appel) => (
            <tr key={appel.rang} className={appel.rang === choisi ? "bg-bleu-doux" : "hover:bg-surface-douce/60"}>
              <TableCell className="pl-5 whitespace-nowrap">
                <Link
                  href={`${chemin}?appel=${appel.rang}`}
                  aria-current={appel.rang === choisi ? "true" : undefined}
                  className="font-medium text-lien underline underline-offset-4 hover:no-underline"
                >
                  N° {appel.rang}
                </Link>
              </TableCell>
              <TableCell className="whitespace-nowrap">{instantParis(appel.demandeLe)}</TableCell>
              <TableCell className="text-right">{appel.tentative}</TableCell>
              <TableCell className="text-right">{appel.dossiers.toLocaleString("fr-FR")}</TableCell>
              <TableCell className="text-right whitespace-nowrap">
                {Math.ceil(appel.octets / 1024).toLocaleString("fr-FR")} Ko
              </TableCell>
              <TableCell className="text-right whitespace-nowrap">{duree(appel)}</TableCell>
              <TableCell className="text-right">{appel.statutHttp ?? ""}</TableCell>
              <TableCell className="min-w-56">
                {appel.genre === null
                  ? enCours
                    ? "En attente"
                    : "Sans réponse : le serveur s'est arrêté avant"
                  : (REPONSES[appel.genre] ?? appel.genre)}
                {appel.raison === null ? null : <span className="block text-encre-douce">{appel.raison}</span>}
              </TableCell>
              <TableCell className="text-right">{appel.acceptes.toLocaleString("fr-FR")}</TableCell>
              <TableCell className="pr-5 text-right">{appel.refuses.toLocaleString("fr-FR")}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </RegionTable>
  );
}
