import { describe, expect, it } from "vitest";
import { reseauRows } from "@/components/reseau/reseau-rows";
import { packRows } from "@/components/reseau/row-words";
import type { ReseauLine } from "@/lib/services/reseau/reseau.types";

const HOSTILE = `"><script>alert(1)</script>'&<img src=x onerror=alert(1)>`;
const rowsOf = (lines: ReseauLine[], labels: Record<string, string>) => reseauRows(packRows(lines, labels));
const line: ReseauLine = {
  ...{ uai: "0123456A", name: "CFA", reseau: "", key: "accepted", missed: 0, transmissionActive: true },
  ...{ lastRun: { day: "2026-03-12", status: "completed" }, apprentis: 1234, valides: 3, invalides: 1231, seen: 2 },
  ...{ cause: null, alertes: [], nights: [...Array<null>(28).fill(null), 2, 3] },
};

describe("Les lignes du réseau", () => {
  it("ne laissent passer aucune balise, d'où que le texte vienne", () => {
    const { __html: html } = rowsOf([{ ...line, name: HOSTILE, uai: HOSTILE, cause: HOSTILE, alertes: ["no-night"] }], {
      "no-night": HOSTILE,
    });
    expect(html).not.toMatch(/<script|<img/);
    // Only our own tags, whose attributes are ours: nothing closed one of them early.
    expect(html.match(/<\/?[a-z]+/g)?.filter((tag) => !/^<\/?(tr|th|td|a|span|b|svg|path)$/.test(tag))).toEqual([]);
    expect(html).toContain('<a href="/&quot;&gt;&lt;script&gt;');
  });

  it("disent en mots ce que la ligne montre, et détachent ce qui demande quelqu'un", () => {
    const { __html: html } = rowsOf([line, { ...line, key: "refused", missed: 2, nights: Array(30).fill(null) }], {});
    expect(html).toContain('aria-label="De 2 à 3 valides, 28 jours sans transmission"');
    expect(html).toContain('aria-label="Aucune transmission"');
    expect(html).toContain("<b>Refusée</b>");
    expect(html).toContain("<b>12/03/2026 (2 nuits manquées)</b>");
    expect(html).toMatch(/<td>1\s234<td>/);
    expect(html).toContain("<td>&mdash;<td>");
  });

  it("s'accordent avec un seul dossier valide", () => {
    const { __html: html } = rowsOf([{ ...line, nights: [...Array<number>(29).fill(0), 1] }], {});
    expect(html).toContain('aria-label="De 0 à 1 valide"');
  });

  it("gardent leurs cellules quand un nom porte le signe qui les sépare, et suivent le nom qu'on donne aux alertes", () => {
    const alerted: ReseauLine = { ...line, name: "CFA ¤ A¤B", alertes: ["no-night"] };
    for (const label of ["Rien cette nuit", "Aucune transmission"]) {
      const { __html: html } = rowsOf([alerted], { "no-night": label });
      expect(html).toContain(">CFA   A B</a>");
      expect(html).toContain(`<td><b>${label}</b><td><svg`);
      expect(html.match(/<td>/g)).toHaveLength(9);
    }
  });
});
