import { and, eq, like, type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { ETATS } from "@/lib/dossier/etat";
import type { Jour } from "@/lib/dossier/jour";
import { LIBELLES_STATUTS } from "@/lib/dossier/statut";
import { ETAT, statutAu, statutProche } from "./colonnes-sql";
import { contient, normaliser } from "./normaliser";
import { COLONNES_RAPPORT, type ColonneRapport, type FiltresRapport, PREFIXE_BIENTOT } from "./rapport.types";

type Criteres = Readonly<Record<ColonneRapport, (cherche: string, jour: Jour) => SQL | undefined>>;

function dateContient(colonne: typeof dossiers.debut | typeof dossiers.fin, cherche: string): SQL {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cherche);
  const voulu = iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : cherche.replace(/[.-]/g, "/");
  return like(sql`to_char(${colonne}, 'DD/MM/YYYY')`, contient(voulu));
}

const CRITERES: Criteres = {
  numero: (cherche) => like(sql`${dossiers.numero}::text`, contient(cherche)),
  formation: (cherche) => like(dossiers.formationTri, contient(normaliser(cherche))),
  apprenant: (cherche) => like(dossiers.apprenantTri, contient(normaliser(cherche))),
  statut: (cherche, jour) => {
    const bientot = cherche.startsWith(PREFIXE_BIENTOT);
    const statut = bientot ? cherche.slice(PREFIXE_BIENTOT.length) : cherche;
    if (!Object.hasOwn(LIBELLES_STATUTS, statut)) return undefined;
    return eq(bientot ? statutProche(jour) : statutAu(jour), statut);
  },
  employeur: (cherche) => like(dossiers.employeurTri, contient(normaliser(cherche))),
  debut: (cherche) => dateContient(dossiers.debut, cherche),
  fin: (cherche) => dateContient(dossiers.fin, cherche),
  etat: (cherche) => (ETATS.some((etat) => etat === cherche) ? eq(ETAT, cherche) : undefined),
};

/** The apprentices of an établissement that the searches under the headings keep. */
export function conditions(etablissementId: string, recherches: FiltresRapport["recherches"], jour: Jour): SQL {
  const trouvees = COLONNES_RAPPORT.map((colonne) => {
    const cherche = recherches[colonne]?.trim();
    return cherche ? CRITERES[colonne](cherche, jour) : undefined;
  });
  const apprentis = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true), ...trouvees);
  return apprentis ?? sql`false`;
}

/** The order of the lines: only columns of the list, ties in the order of their numbers. */
export function ordre({ tri, sens }: Pick<FiltresRapport, "tri" | "sens">, jour: Jour): SQL[] {
  const colonnes: Record<ColonneRapport, SQL> = {
    numero: sql`${dossiers.numero}`,
    formation: sql`${dossiers.formationTri}`,
    apprenant: sql`${dossiers.apprenantTri}`,
    statut: sql`${statutAu(jour)}`,
    employeur: sql`nullif(${dossiers.employeurTri}, '')`,
    debut: sql`${dossiers.debut}`,
    fin: sql`${dossiers.fin}`,
    etat: ETAT,
  };
  const direction = sens === "desc" ? sql`desc` : sql`asc`;
  return [sql`${colonnes[tri]} ${direction} nulls last`, sql`${dossiers.numero} asc`];
}
