import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { alertes } from "@/db/schema/alertes";
import { clesTba } from "@/db/schema/cles-tba";
import { alerterApresTransmission } from "@/lib/services/alertes/apres-transmission";
import { lireAlertes } from "@/lib/services/alertes/lire-alertes";
import { veiller } from "@/lib/services/alertes/veiller";
import { enregistrerCle } from "@/lib/services/parametrage/enregistrer-cle";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { alertesOuvertes, type CourseDEssai, cfaAvecCle, courrielsDe, heure, passer } from "@/tests/factories/alertes";
import { personne } from "@/tests/factories/etablissement";
import { rangerTransmission } from "@/tests/factories/transmissions";

const base = baseDEssai();
const REFUS_DE_CLE: CourseDEssai = { etat: "echouee", erreur: "Le TBA refuse la clé.", nonEnvoyes: 57 };

describe("Une alerte", () => {
  it("prévient les administrateurs une fois, avec la phrase et le lien, et les autres pas du tout", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const autres = [await personne(base.db, cfa.id, "gestionnaire"), await personne(base.db, cfa.id, "lecteur")];
    for (const h of [1, 25, 49]) await passer(base.db, cfa, h, REFUS_DE_CLE, { appel: "cle-refusee" });
    expect(await alertesOuvertes(base.db, cfa)).toEqual(["cle-refusee"]);
    const [seul, ...reste] = await courrielsDe(base.db, admin);
    expect(reste).toEqual([]);
    expect(seul?.sujet).toBe(`Clé refusée par le TBA : ${cfa.nom}`);
    expect(seul?.texte).toContain("Le TBA refuse la clé de l'établissement depuis le 01/03/2027");
    expect(seul?.texte).toContain(`http://localhost:3000/${cfa.uai}/parametrage/api/mission-apprentissage`);
    for (const autre of autres) expect(await courrielsDe(base.db, autre)).toEqual([]);
  });

  it("prévient de nouveau quand elle revient après s'être fermée", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    await passer(base.db, cfa, 1, REFUS_DE_CLE, { appel: "cle-refusee" });
    await passer(base.db, cfa, 25, { acceptes: 57, eligibles: 57 });
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    await passer(base.db, cfa, 49, REFUS_DE_CLE, { appel: "cle-refusee" });
    expect(await alertesOuvertes(base.db, cfa)).toEqual(["cle-refusee"]);
    expect(await courrielsDe(base.db, admin)).toHaveLength(2);
  });

  it("ne change rien quand la même transmission est jugée deux fois, ou deux fois en même temps", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const debut = heure(1);
    const course = { ...REFUS_DE_CLE, etablissementId: cfa.id, debut };
    const id = await rangerTransmission(base.db, course, "cle-refusee");
    await Promise.all([1, 2, 3].map(() => alerterApresTransmission(base.db, id, debut, true)));
    await alerterApresTransmission(base.db, id, debut, true);
    expect(await courrielsDe(base.db, admin)).toHaveLength(1);
    expect(await base.db.select().from(alertes).where(eq(alertes.etablissementId, cfa.id))).toHaveLength(1);
  });

  it("ne part pas sans la transmission qui la cause : tout ou rien", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const panne = base.db.transaction(async (tx) => {
      const id = await rangerTransmission(
        tx,
        { ...REFUS_DE_CLE, etablissementId: cfa.id, debut: heure(0) },
        "cle-refusee",
      );
      await alerterApresTransmission(tx, id, heure(0), true);
      throw new Error("le processus meurt");
    });
    await expect(panne).rejects.toThrow("meurt");
    expect([await alertesOuvertes(base.db, cfa), await courrielsDe(base.db, admin)]).toEqual([[], []]);
  });

  it("reste chez son établissement : ni l'écran ni les e-mails d'un autre", async () => {
    const [un, autre] = [await cfaAvecCle(base.db), await cfaAvecCle(base.db)];
    await passer(base.db, un.cfa, 1, REFUS_DE_CLE, { appel: "cle-refusee" });
    await passer(base.db, autre.cfa, 1, { acceptes: 57 });
    expect(await alertesOuvertes(base.db, un.cfa)).toEqual(["cle-refusee"]);
    expect(await lireAlertes(autre.admin, autre.cfa.uai)).toEqual([]);
    expect(await courrielsDe(base.db, autre.admin)).toEqual([]);
    await expect(lireAlertes(autre.admin, un.cfa.uai)).rejects.toMatchObject({ code: "INTROUVABLE" });
    const lecteur = await personne(base.db, un.cfa.id, "lecteur");
    expect(await lireAlertes(lecteur, un.cfa.uai)).toMatchObject([
      { ton: "erreur", chemin: `/${un.cfa.uai}/parametrage/api/mission-apprentissage`, lien: "Remplacer la clé" },
    ]);
  });
});

describe("La clé refusée", () => {
  it("se ferme dès qu'une clé est enregistrée, même sans passer par la page", async () => {
    const [parLaPage, ailleurs] = [await cfaAvecCle(base.db), await cfaAvecCle(base.db)];
    for (const { cfa } of [parLaPage, ailleurs]) await passer(base.db, cfa, 1, REFUS_DE_CLE, { appel: "cle-refusee" });
    await enregistrerCle({ ...parLaPage.admin, maintenant: heure(2) }, parLaPage.cfa.uai, "cle-d-essai-0001");
    expect(await alertesOuvertes(base.db, parLaPage.cfa)).toEqual([]);
    await veiller(base.db, heure(2));
    expect(await alertesOuvertes(base.db, ailleurs.cfa)).toEqual(["cle-refusee"]);
    await base.db
      .update(clesTba)
      .set({ modifieeLe: heure(2) })
      .where(eq(clesTba.etablissementId, ailleurs.cfa.id));
    await veiller(base.db, heure(3));
    expect(await alertesOuvertes(base.db, ailleurs.cfa)).toEqual([]);
  });
});

describe("La transmission arrêtée", () => {
  it("n'est une alerte que si rien ne la reprend de soi-même ; elle dit combien et pourquoi, et une reprise la ferme", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const course: CourseDEssai = { etat: "echouee", acceptes: 12, nonEnvoyes: 45, erreur: "Le TBA est indisponible." };
    const premiere = await passer(base.db, cfa, 1, course, { appel: "indisponible", definitif: false });
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    await passer(base.db, cfa, 2, course, { appel: "indisponible" });
    expect((await lireAlertes(admin, cfa.uai)).map((a) => a.phrase)).toEqual([
      "La transmission du 01/03/2027 s'est arrêtée : 12 dossiers acceptés, 45 non envoyés. Le TBA est indisponible.",
    ]);
    await passer(base.db, cfa, 3, { acceptes: 45, repriseDe: premiere });
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
  });
});

describe("Les dossiers acceptés en baisse", () => {
  it.each([
    [57, 45, ["chute-acceptes"]],
    [57, 46, []],
    [10, 5, ["chute-acceptes"]],
    [10, 6, []],
    [25, 20, ["chute-acceptes"]],
    [40, 80, []],
    [6, 0, ["chute-acceptes"]],
  ])("de %i à %i : %j", async (avant, ensuite, attendu) => {
    const { cfa } = await cfaAvecCle(base.db);
    await passer(base.db, cfa, 1, { acceptes: avant });
    await passer(base.db, cfa, 25, { acceptes: ensuite });
    expect(await alertesOuvertes(base.db, cfa)).toEqual(attendu);
  });

  it("ne se comparent qu'entre nuits entières : ni demande, ni reprise, ni nuit arrêtée", async () => {
    const { cfa } = await cfaAvecCle(base.db);
    const entiere = await passer(base.db, cfa, 1, { acceptes: 57 });
    await passer(base.db, cfa, 2, { acceptes: 3, declencheur: "manuel" });
    await passer(base.db, cfa, 3, { acceptes: 4, repriseDe: entiere });
    await passer(base.db, cfa, 4, { acceptes: 5, etat: "interrompue" }, { definitif: false });
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    await passer(base.db, cfa, 25, { acceptes: 40 });
    expect(await alertesOuvertes(base.db, cfa)).toEqual(["chute-acceptes"]);
  });

  it("restent une alerte tant que le compte n'est pas remonté, une semaine au plus", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    await passer(base.db, cfa, 1, { acceptes: 100, invalides: 2 });
    await passer(base.db, cfa, 25, { acceptes: 60, invalides: 42 });
    await passer(base.db, cfa, 49, { acceptes: 58, invalides: 44 });
    expect((await lireAlertes(admin, cfa.uai))[0]).toMatchObject({
      phrase:
        "58 dossiers acceptés le 03/03/2027, contre 100 auparavant. Dans le même temps, les dossiers invalides sont passés de 2 à 44.",
      chemin: `/${cfa.uai}/etablissement/tableau-de-bord-apprentissage?etat=invalide`,
    });
    await passer(base.db, cfa, 73, { acceptes: 85 });
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    await passer(base.db, cfa, 97, { acceptes: 50 });
    await passer(base.db, cfa, 97 + 7 * 24, { acceptes: 50 });
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    expect(await courrielsDe(base.db, admin)).toHaveLength(2);
  });
});

describe("Les dossiers refusés par le TBA", () => {
  it("sont une alerte aux chiffres du jour, que seule une transmission entière sans refus ferme", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const premiere = await passer(base.db, cfa, 1, { acceptes: 50, refuses: 3 });
    await passer(base.db, cfa, 2, { acceptes: 50, refuses: 1, declencheur: "manuel" });
    const [alerte] = await lireAlertes(admin, cfa.uai);
    expect(alerte?.phrase).toBe("Le 01/03/2027, le TBA a refusé 1 dossier que Passerelle TBA croyait valide.");
    expect(alerte?.chemin).toBe(`/${cfa.uai}/etablissement/tableau-de-bord-apprentissage?etat=refuse`);
    await passer(base.db, cfa, 3, { acceptes: 2, repriseDe: premiere });
    expect(await alertesOuvertes(base.db, cfa)).toEqual(["refus-du-tba"]);
    await passer(base.db, cfa, 25, { acceptes: 53 });
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    expect(await courrielsDe(base.db, admin)).toHaveLength(1);
  });
});
