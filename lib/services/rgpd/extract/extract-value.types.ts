/** What an extract holds: texts, figures, and parts with French titles. The same makes the JSON and the page. */
export type ExtractValue = string | number | boolean | null | readonly ExtractValue[] | ExtractPart;
export type ExtractPart = { readonly [title: string]: ExtractValue };
