import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { appels } from "@/db/schema/appels";
import { dossiers } from "@/db/schema/dossiers";
import { envois } from "@/db/schema/envois";
import { resultats } from "@/db/schema/resultats";
import { transmissions } from "@/db/schema/transmissions";
import { corrigerDossier } from "@/lib/services/dossier/corriger-dossier";
import { lireDossier } from "@/lib/services/dossier/lire-dossier";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lireRapport } from "@/lib/services/rapport/lire-rapport";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();

describe("La page d'un dossier envoyé", () => {
  it("dit ce qui est parti et ce que le TBA a répondu, et les trois marques", async () => {
    const { id: etablissementId, uai } = await nouvelEtablissement(base.db);
    const contexte = await personne(base.db, etablissementId, "gestionnaire");
    await rangerDossiers(base.db, etablissementId, [sourceValide(1)]);
    const dossierId = (await dossiersRanges(base.db, etablissementId)).get("E-1")?.id ?? "";
    const lire = () => lireDossier(contexte, uai, dossierId, lireFiltres({}));
    const marquesDuRapport = async () => (await lireRapport(contexte, uai, lireFiltres({}))).lignes[0]?.marques;
    expect((await lire()).marques).toEqual({ recuLe: null, accepteLe: null, accepteTelQuel: false, vuLe: null });
    expect(await marquesDuRapport()).toBeNull();
    const [dossier] = await base.db.select().from(dossiers).where(eq(dossiers.id, dossierId));
    const soir = new Date("2026-11-23T01:00:00Z");
    await base.db
      .update(envois)
      .set({ recuLe: soir, transmisLe: soir, empreinteTransmise: dossier?.empreinte ?? "" })
      .where(eq(envois.dossierId, dossierId));
    const course = { etablissementId, etat: "terminee", declencheur: "horloge", battement: soir } as const;
    const [nuit] = await base.db
      .insert(transmissions)
      .values({ ...course, debut: soir })
      .returning();
    const [refus] = await base.db
      .insert(transmissions)
      .values({ ...course, debut: new Date("2026-11-22T01:00:00Z") })
      .returning();
    if (nuit === undefined || refus === undefined) throw new Error("Préparation manquée");
    const appel = { tentative: 1, dossiers: 1, dossierIds: [dossierId], octets: 2, demandeLe: soir, genre: "reponse" };
    await base.db.insert(appels).values([
      { ...appel, transmissionId: nuit.id, rang: 1, genre: "indisponible" },
      { ...appel, transmissionId: nuit.id, rang: 2, reponduLe: soir },
      { ...appel, transmissionId: refus.id, rang: 1, demandeLe: new Date("2026-11-22T01:00:00Z") },
    ]);
    await base.db
      .insert(resultats)
      .values({ transmissionId: refus.id, dossierId, issue: "refuse", messages: ["Nom : non"] });
    expect(await marquesDuRapport()).toEqual({ accepte: true, vu: false });
    const lu = await lire();
    expect(lu.marques).toMatchObject({ recuLe: soir.toISOString(), accepteTelQuel: true, vuLe: null });
    expect(lu.envois.transmis).toEqual({ le: soir.toISOString(), json: dossier?.payload });
    expect(lu.historique.filter((e) => e.genre === "envoi")).toMatchObject([
      { issue: "accepte", par: null, le: soir.toISOString(), messages: [] },
      { issue: "refuse", messages: ["Nom : non"] },
    ]);
    // Changed since: the JSON that went stays the one that went.
    await corrigerDossier(contexte, uai, dossierId, {
      version: lu.version,
      saisies: [{ champ: "prenom_apprenant", avant: String(lu.source.prenom_apprenant), saisi: "Autre" }],
    });
    expect(await marquesDuRapport()).toEqual({ accepte: false, vu: false });
    const change = await lire();
    expect(change.marques).toMatchObject({ accepteLe: soir.toISOString(), accepteTelQuel: false });
    expect(change.envois.transmis?.json).toBe(dossier?.payload);
  });
});
