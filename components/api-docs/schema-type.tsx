import type { JsonSchema } from "@/lib/services/api-docs/api-docs.types";

const TYPES: Readonly<Record<string, string>> = {
  string: "texte",
  number: "nombre",
  integer: "nombre entier",
  boolean: "vrai ou faux",
  object: "objet",
  array: "liste",
  null: "null",
};
const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "instant ISO 8601",
  date: "jour, aaaa-mm-jj",
  uuid: "identifiant UUID",
};

const NAME = /^#\/components\/schemas\/(\w+)$/;

const typesOf = ({ type }: JsonSchema): string[] => (type === undefined ? [] : [type].flat());

/** The kind of a value in French; a named schema is a link to where it is described. */
export function SchemaType({ schema }: { schema: JsonSchema }) {
  const name = NAME.exec(schema.$ref ?? "")?.[1];
  if (name !== undefined) {
    return (
      <a className="text-lien underline underline-offset-4" href={`#objet-${name}`}>
        {name}
      </a>
    );
  }
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>;
  if (schema.enum !== undefined) return <>{schema.enum.join(", ")}</>;
  if (schema.format !== undefined) return <>{FORMATS[schema.format] ?? schema.format}</>;
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map((one, rank) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a schema never move.
      <span key={rank}>
        {rank === 0 ? "" : " ou "}
        <SchemaType schema={one} />
      </span>
    ));
  }
  if (schema.items !== undefined) {
    return (
      <>
        liste : <SchemaType schema={schema.items} />
      </>
    );
  }
  const types = typesOf(schema).map((type) => TYPES[type] ?? type);
  return <>{types.length === 0 ? "n'importe quelle valeur" : types.join(" ou ")}</>;
}
