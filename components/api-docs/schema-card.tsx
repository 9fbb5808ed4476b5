import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { JsonSchema } from "@/lib/services/api-docs/api-docs.types";
import { FieldsTable } from "./fields-table";
import { fieldsOf } from "./schema-fields";

/** One named object of the document, field by field. */
export function SchemaCard({ name, schema }: { name: string; schema: JsonSchema }) {
  const rows = fieldsOf(schema).map(({ path, schema: field, required }) => ({
    name: path,
    schema: field,
    required,
    description: field.description ?? "",
  }));
  return (
    <Card id={`objet-${name}`}>
      <CardHeader>
        <CardTitle>{name}</CardTitle>
        <p className="text-encre-douce">{schema.description}</p>
      </CardHeader>
      <CardContent>
        <FieldsTable label={`Champs de ${name}`} rows={rows} />
      </CardContent>
    </Card>
  );
}
