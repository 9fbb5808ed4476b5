import { desc, eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { lignesCorrections } from "@/db/schema/lignes-corrections";
import { lotsCorrections } from "@/db/schema/lots-corrections";
import { sortsCorrections } from "@/db/schema/sorts-corrections";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Json } from "@/lib/dossier/json";
import { annulerLot } from "@/lib/services/corrections/annuler-lot";
import { appliquerCorrections } from "@/lib/services/corrections/appliquer-corrections";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { lireCorrectionsFinies, lireNoteImport } from "@/lib/services/imports/lire-corrections-finies";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const ENTETES = "id_erp_apprenant;nom;prénom;date de naissance;année scolaire;email;ine";

async function cfa() {
  const etablissement = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, etablissement.id, "gestionnaire");
  let minute = 0;
  // Each gesture has its own instant, as on a real morning.
  const maintenant = () => ({ ...contexte, maintenant: new Date(Date.UTC(2026, 10, 24, 8, minute++)) });
  const importer = (...lignes: string[]) =>
    importerFichier(maintenant(), etablissement.uai, {
      nom: "a.csv",
      octets: new TextEncoder().encode([ENTETES, ...lignes].join("\n")),
    });
  const ranges = () => dossiersRanges(base.db, etablissement.id);
  const corriger = async (identifiant: string, champ: CleChamp, valeur: Json | undefined) => {
    const dossierId = (await ranges()).get(identifiant)?.id ?? "";
    const geste = { genre: "dossier" as const, titre: "Essai" };
    return base.db.transaction((tx) =>
      appliquerCorrections(tx, maintenant(), etablissement.id, geste, [{ dossierId, champ, valeur }]),
    );
  };
  return { ...etablissement, contexte, importer, ranges, corriger, maintenant };
}

const ligne = (id: string, email: string, ine = "") => `${id};Martin;Léa;29/02/2004;2026-2027;${email};${ine}`;

describe("Les corrections après un import", () => {
  it("sont comptées, gardées avec leur sort et racontées : tenues, reprises, remplacées", async () => {
    const { uai, contexte, importer, corriger, ranges } = await cfa();
    await importer(ligne("A", "a@x", "1"), ligne("B", "b@x", "2"), ligne("C", "c@x"));
    await corriger("A", "email_contact", "a@ex.fr");
    await corriger("A", "ine_apprenant", "11");
    await corriger("B", "email_contact", "b@ex.fr");
    await corriger("C", "email_contact", "c@ex.fr");
    expect(await lireNoteImport(contexte, uai)).toBeNull();
    const bilan = await importer(ligne("A", "a@ex.fr", "1"), ligne("B", "autre@ex.fr", "2"), ligne("C", "c@x"));
    expect(bilan).toMatchObject({
      modifies: 2,
      inchanges: 1,
      correctionsTenues: 2,
      correctionsTerminees: 1,
      correctionsRemplacees: 1,
    });
    const finies = await lireCorrectionsFinies(contexte, uai, bilan.id);
    expect(finies.map(({ champ, sort, corrigee, recue }) => ({ champ, sort, corrigee, recue }))).toEqual([
      { champ: "email_contact", sort: "remplacee", corrigee: "b@ex.fr", recue: "autre@ex.fr" },
      { champ: "email_contact", sort: "terminee", corrigee: "a@ex.fr", recue: "a@ex.fr" },
    ]);
    expect(await lireNoteImport(contexte, uai)).toMatchObject({ importId: bilan.id, tenues: 2, remplacees: 1 });
    expect(Object.keys((await ranges()).get("A")?.corrections ?? {})).toEqual(["ine_apprenant"]);
    // The next import ends none: the note goes.
    await importer(ligne("A", "a@ex.fr", "1"));
    expect(await lireNoteImport(contexte, uai)).toBeNull();
  });

  it("retiennent quel import a tenu chaque dossier, même inchangé, sans passer pour une modification", async () => {
    const { importer, ranges } = await cfa();
    const premier = await importer(ligne("A", ""), ligne("B", ""));
    const avant = await ranges();
    const second = await importer(ligne("B", ""));
    const apres = await ranges();
    expect(apres.get("A")?.importId).toBe(premier.id);
    expect(apres.get("B")?.importId).toBe(second.id);
    expect(apres.get("B")?.modifieLe).toEqual(avant.get("B")?.modifieLe);
  });

  it("ne se lisent pas d'un autre établissement", async () => {
    const [ici, ailleurs] = [await cfa(), await cfa()];
    await ici.importer(ligne("A", "a@x"));
    await ici.corriger("A", "email_contact", "a@ex.fr");
    const bilan = await ici.importer(ligne("A", "a@ex.fr"));
    expect(await lireCorrectionsFinies(ici.contexte, ici.uai, bilan.id)).toHaveLength(1);
    expect(await lireCorrectionsFinies(ailleurs.contexte, ailleurs.uai, bilan.id)).toEqual([]);
    expect(await lireNoteImport(ailleurs.contexte, ailleurs.uai)).toBeNull();
    await expect(lireNoteImport(ailleurs.contexte, ici.uai)).rejects.toMatchObject({ code: "INTROUVABLE" });
  });
});

const identifiant = fc.constantFrom("A", "B");
const champ = fc.constantFrom<CleChamp>("email_contact", "ine_apprenant");
const valeur = fc.constantFrom("", "v1", "v2", "v3");
const geste = fc.oneof(
  fc.record({
    genre: fc.constant("import" as const),
    lignes: fc.uniqueArray(fc.record({ id: identifiant, email: valeur, ine: valeur }), {
      selector: (l) => l.id,
      minLength: 1,
    }),
  }),
  fc.record({ genre: fc.constant("correction" as const), id: identifiant, champ, valeur }),
  fc.record({ genre: fc.constant("retrait" as const), id: identifiant, champ }),
  fc.record({ genre: fc.constant("annulation" as const) }),
);

describe("Quel que soit l'ordre des imports et des corrections", () => {
  it("aucune correction n'est perdue sans être dite", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(geste, { minLength: 4, maxLength: 14 }), async (gestes) => {
        const { id, uai, importer, corriger, maintenant } = await cfa();
        await importer(ligne("A", "v1", "v1"), ligne("B", "v1", "v1"));
        for (const g of gestes) {
          if (g.genre === "import") await importer(...g.lignes.map((l) => ligne(l.id, l.email, l.ine)));
          else if (g.genre === "annulation") {
            const [lot] = await base.db
              .select({ id: lotsCorrections.id })
              .from(lotsCorrections)
              .where(eq(lotsCorrections.etablissementId, id))
              .orderBy(desc(lotsCorrections.le))
              .limit(1);
            await tenter(annulerLot(maintenant(), uai, lot?.id ?? ""));
          } else await tenter(corriger(g.id, g.champ, g.genre === "retrait" ? undefined : g.valeur || null));
        }
        expect(await perdues(id)).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

/** Gestures that change nothing are refused with a sentence. */
async function tenter(promesse: Promise<unknown>): Promise<void> {
  await promesse.catch((erreur) => expect(["SAISIE_INVALIDE", "CONFLIT", "INTROUVABLE"]).toContain(erreur.code));
}

/** The corrections ever made that are neither held, nor told as ended by an import, nor undone or replaced by a person. */
async function perdues(etablissementId: string) {
  const faites = await base.db
    .select({ ligne: lignesCorrections, annuleLe: lotsCorrections.annuleLe })
    .from(lignesCorrections)
    .innerJoin(lotsCorrections, eq(lotsCorrections.id, lignesCorrections.lotId))
    .where(eq(lotsCorrections.etablissementId, etablissementId));
  const dites = await base.db
    .select({ sort: sortsCorrections })
    .from(sortsCorrections)
    .innerJoin(imports, eq(imports.id, sortsCorrections.importId))
    .where(eq(imports.etablissementId, etablissementId));
  const ranges = await base.db.select().from(dossiers).where(eq(dossiers.etablissementId, etablissementId));
  const memes = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return faites.filter(({ ligne: { lotId, dossierId, champ: ou, apres }, annuleLe }) => {
    if (apres === null || annuleLe !== null) return false;
    const tenue = ranges.some((d) => d.id === dossierId && memes(d.corrections[ou], apres));
    const dite = dites.some(({ sort: s }) => s.dossierId === dossierId && s.champ === ou && memes(s.correction, apres));
    // A gesture that was undone put it back: it must then be held or told.
    const reprise = faites.some(
      ({ ligne: l, annuleLe: annule }) =>
        annule === null && l.lotId !== lotId && l.dossierId === dossierId && l.champ === ou && memes(l.avant, apres),
    );
    return !(tenue || dite || reprise);
  });
}
