/** Where the page of an import is. */
export const importPath = (uai: string, id: string) => `/${uai}/imports/${encodeURIComponent(id)}`;
