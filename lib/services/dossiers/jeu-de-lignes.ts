import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";

const colonnes = getTableColumns(dossiers);

export type CleColonne = keyof typeof colonnes;

/** Pieces of SQL for writing some columns of many dossiers from one JSON text: one parameter, whatever the number of rows. */
export type JeuDeLignes<C extends CleColonne> = {
  /** «a, b, c» */
  liste: SQL;
  /** «r.a, r.b, r.c» */
  valeurs: SQL;
  /** «a = r.a, b = r.b, c = r.c» */
  affectations: SQL;
  /** The rows as a table `r`, with `id` (uuid, may be null) and the columns. */
  table: (lignes: readonly ({ id: string | null } & { [cle in C]: unknown })[]) => SQL;
};

/** Names and types come from the schema, so that they are said once. */
export function jeuDeLignes<C extends CleColonne>(cles: readonly C[]): JeuDeLignes<C> {
  const paires = cles.map((cle) => ({ cle, nom: colonnes[cle].name, type: colonnes[cle].getSQLType() }));
  const joindre = (forme: (nom: string, type: string) => string) =>
    sql.raw(paires.map(({ nom, type }) => forme(nom, type)).join(", "));
  const types = joindre((nom, type) => `${nom} ${type}`);
  return {
    liste: joindre((nom) => nom),
    valeurs: joindre((nom) => `r.${nom}`),
    affectations: joindre((nom) => `${nom} = r.${nom}`),
    table: (lignes) => {
      const objets = lignes.map((ligne) => {
        const objet: Record<string, unknown> = { id: ligne.id };
        for (const { cle, nom } of paires) objet[nom] = ligne[cle];
        return objet;
      });
      return sql`jsonb_to_recordset(${JSON.stringify(objets)}::jsonb) as r(id uuid, ${types})`;
    },
  };
}
