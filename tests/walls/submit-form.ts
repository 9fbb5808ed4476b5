import { cookiesOf, type Site } from "./site";

const fromHtml = (html: string) => html.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

const attribute = (tag: string, name: string) => fromHtml(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

/**
 * Fills and sends a form of a page as a browser without script does: the one that has the field, or the words, `marker`, with its hidden fields and
 * what is typed. Answers the response, its body read, and the cookies that it sets.
 */
export async function submitForm(
  site: Site,
  path: string,
  { cookie, marker, typed }: { cookie: string; marker: string; typed: Record<string, string> },
) {
  const page = await fetch(`${site.url}${path}`, { headers: { cookie } });
  const html = await page.text();
  const form = html.split("<form").find((part) => {
    const inside = part.split("</form>")[0] ?? "";
    return inside.includes(`name="${marker}"`) || (/^[A-Z]/.test(marker) && fromHtml(inside).includes(marker));
  });
  if (form === undefined) throw new Error(`Aucun formulaire de ${path} n'a de champ ${marker} (${page.status}).`);
  const data = new FormData();
  for (const [tag] of (form.split("</form>")[0] ?? "").matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    data.append(attribute(tag, "name"), attribute(tag, "value"));
  }
  for (const [name, value] of Object.entries(typed)) data.set(name, value);
  const headers = { cookie, origin: site.url };
  const response = await fetch(`${site.url}${path}`, { method: "POST", body: data, headers, redirect: "manual" });
  return { response, body: await response.text(), cookies: cookiesOf(response) };
}
