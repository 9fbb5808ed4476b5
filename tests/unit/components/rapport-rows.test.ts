import { describe, expect, it } from "vitest";
import { rapportLines } from "@/components/rapport/rapport-line";
import { rapportRows } from "@/components/rapport/rapport-rows";
import type { RapportRow } from "@/lib/services/rapport/rapport.types";
import { rapportRow } from "@/tests/factories/rapport-row";

const TAGS = `<img src=x onerror="alert('vu')">`;

const row = (changes: Partial<RapportRow> = {}) => rapportRow(12, changes);

const html = (changes: Partial<RapportRow> = {}) =>
  rapportRows(rapportLines([row(changes)], "2026-11-26"), (id) => `/0100000A/apprenants/${id}?formation=${TAGS}`);

describe("les lignes du rapport", () => {
  it("échappent chaque mot d'une personne, d'un employeur ou du TBA", () => {
    const anomalie = { code: "X", severity: "bloquante", champs: [], sentence: TAGS, actor: "direction" } as const;
    const text = html({
      formation: TAGS,
      apprenant: TAGS,
      employeur: TAGS,
      etat: "refuse",
      tbaMessages: [TAGS],
      anomalies: [{ ...anomalie, champs: [] }],
    });
    expect(text).not.toContain("<img");
    expect(text).not.toContain(`"alert`);
    expect(text.split("&lt;img src=x onerror=&quot;alert(&#39;vu&#39;)&quot;&gt;").length - 1).toBe(7);
  });

  it("montrent un SIRET par groupes, en un seul morceau, et les dates comme on les lit", () => {
    const text = html();
    expect(text).toContain("<td>777\u00a0644\u00a0441\u00a000018</td>");
    expect(text).toContain("<td>01/09/2025</td><td>31/08/2027</td>");
  });

  it("disent depuis quand le statut est montré, et un SIRET par groupes dans une phrase", () => {
    const anomalie = { code: "X", severity: "risque", champs: [], actor: "secretariat" } as const;
    const text = html({
      since: "2025-09-01",
      anomalies: [{ ...anomalie, champs: [], sentence: "Le couple 0100010A, 77764444100018 est inconnu." }],
    });
    expect(text).toContain("<small>depuis le 01/09/2025</small>");
    expect(text).toContain("0100010A, 777\u00a0644\u00a0441\u00a000018 est inconnu.");
    expect(html()).not.toContain("depuis");
  });

  it("disent une fois chaque réponse du TBA, puis ce qui bloque, ce qui est perdu, ce qui est à vérifier", () => {
    const anomalie = (severity: "bloquante" | "avalee" | "risque") =>
      ({ code: severity, severity, champs: [], sentence: `Phrase ${severity}.`, actor: "secretariat" }) as const;
    const text = html({
      etat: "refuse",
      tbaMessages: ["Refus du TBA.", "Refus du TBA."],
      anomalies: (["risque", "avalee", "bloquante"] as const).map((s) => ({ ...anomalie(s), champs: [] })),
    });
    const said = [...text.matchAll(/<p>((?:Refus|Phrase)[^<]*)<\/p>/g)].map((found) => found[1]);
    expect(said).toEqual(["Refus du TBA.", "Phrase bloquante.", "Phrase avalee.", "Phrase risque."]);
    expect(text).toContain('aria-label="Informations manquantes ou invalides : MARTIN Léa (4)"');
  });

  it("n'ont pas d'icône quand rien n'est à dire, et nomment qui n'a pas de nom", () => {
    expect(html({ etat: "transmis", apprenant: "" })).toMatch(/Sans nom/);
    expect(html({ etat: "transmis" })).not.toContain("<button");
  });
});
