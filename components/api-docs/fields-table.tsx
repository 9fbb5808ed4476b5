import { TableRegion } from "@/components/data-table/table-region";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { JsonSchema } from "@/lib/services/api-docs/api-docs.types";
import { SchemaType } from "./schema-type";

export type FieldRow = { name: string; schema: JsonSchema; required: boolean; description: string };

/** Fields or parameters: name, kind, whether it must be there, what it says. */
export function FieldsTable({ label, rows }: { label: string; rows: readonly FieldRow[] }) {
  return (
    <TableRegion aria-label={label}>
      <Table caption={label}>
        <thead>
          <tr>
            <TableHead scope="col">Nom</TableHead>
            <TableHead scope="col">Valeur</TableHead>
            <TableHead scope="col">Sens</TableHead>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, schema, required, description }) => (
            <tr key={name}>
              <TableRowHead className="min-w-44 align-top">
                <code className="wrap-anywhere">{name}</code>
                {required ? <span className="block text-dense text-encre-douce">obligatoire</span> : null}
              </TableRowHead>
              <TableCell className="align-top">
                <SchemaType schema={schema} />
              </TableCell>
              <TableCell className="align-top whitespace-normal">{description}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableRegion>
  );
}
