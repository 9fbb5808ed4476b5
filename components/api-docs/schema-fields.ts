import type { JsonSchema } from "@/lib/services/api-docs/api-docs.types";

export type SchemaField = { path: string; schema: JsonSchema; required: boolean };

/** What a value is made of, through lists and alternatives with null: the object that holds its fields. */
function objectWithin(schema: JsonSchema): { schema: JsonSchema; suffix: string } | null {
  if (schema.properties !== undefined) return { schema, suffix: "" };
  if (schema.items !== undefined) {
    const within = objectWithin(schema.items);
    return within === null ? null : { schema: within.schema, suffix: `[]${within.suffix}` };
  }
  for (const one of schema.anyOf ?? []) {
    const within = objectWithin(one);
    if (within !== null) return within;
  }
  return null;
}

/** The fields of a schema, those of the objects that it holds included, each by its path: «data[].passerelle.non_repris». */
export function fieldsOf(schema: JsonSchema, prefix = ""): SchemaField[] {
  const found = objectWithin(schema);
  if (found === null) return [];
  const { properties = {}, required = [] } = found.schema;
  const before = prefix === "" ? "" : `${prefix}${found.suffix}.`;
  return Object.entries(properties).flatMap(([name, inner]) => {
    const path = `${before}${name}`;
    return [{ path, schema: inner, required: required.includes(name) }, ...fieldsOf(inner, path)];
  });
}
