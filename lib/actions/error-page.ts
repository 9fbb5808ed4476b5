import { escapeHtml } from "@/lib/domain/escape-html";

/** A browser that goes to an address asks for a page; a program asks for something else. */
export const wantsPage = ({ headers }: Request) => headers.get("accept")?.includes("text/html") === true;

/** A page that says one sentence, for a route that a link leads to: a download that cannot begin. */
export function errorPage(sentence: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Passerelle TBA</title><meta name="viewport" content="width=device-width"></head><body style="font-family:system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem"><h1 style="font-size:1.25rem">Ce fichier n'a pas pu être préparé</h1><p role="alert">${escapeHtml(sentence)}</p><p>Revenez à la page d'avant, puis réessayez.</p></body></html>`;
}
