/** Who a row of a file is about, as the file writes it; empty when it does not say. */
export const rowName = ({ nom_apprenant: name, prenom_apprenant: first }: Record<string, unknown>): string =>
  [name, first].filter((part) => typeof part === "string").join(" ");
