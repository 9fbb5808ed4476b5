import { eq, isNotNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { courriels } from "@/db/schema/courriels";
import { ecrireCourriels } from "@/lib/services/courriels/ecrire-courriels";
import { ESSAIS_MAX, envoyerCourriels, JAMAIS } from "@/lib/services/courriels/envoyer-courriels";
import { creerFacteur } from "@/lib/services/courriels/facteur";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { smtpDEssai } from "@/tests/appui/smtp-d-essai";
import { cfaAvecCle, heure, passer } from "@/tests/factories/alertes";
import { personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const smtp = smtpDEssai();
const facteurDEssai = () => creerFacteur(smtp.url, "tba@example.org", "http://localhost:3000");
const minute = (minutes: number) => new Date(heure(0).getTime() + minutes * 60_000);
const tournee = (minutes: number) => envoyerCourriels(base.db, facteurDEssai(), minute(minutes));

/** E-mails that wait, each for a person of its own. */
async function ecrire(combien: number): Promise<void> {
  for (let i = 0; i < combien; i++) {
    const { acteur } = await personne(base.db, null, "lecteur");
    const utilisateurId = acteur.genre === "personne" ? acteur.id : "";
    await ecrireCourriels(base.db, [{ utilisateurId, sujet: `Sujet n° ${i}`, texte: `Texte ${i}` }], minute(0));
  }
}

beforeEach(async () => {
  smtp.vider();
  await base.db.delete(courriels);
});

describe("Un e-mail", () => {
  it("arrive tel qu'il a été écrit : accents, paragraphes, liens, en texte et en HTML", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    await passer(base.db, cfa, 1, { acceptes: 50, refuses: 3 });
    expect(await tournee(90)).toEqual({ envoyes: 1, remis: 0 });
    const [recu] = smtp.recus;
    const [ecrit] = await base.db.select().from(courriels);
    expect(recu?.sujet).toBe(`Dossiers refusés par le TBA : ${cfa.nom}`);
    expect(recu?.texte).toBe(ecrit?.texte);
    expect(recu?.texte).toContain("le TBA a refusé 3 dossiers que Passerelle TBA croyait valides");
    const lien = `http://localhost:3000/${cfa.uai}/etablissement/tableau-de-bord-apprentissage?etat=refuse`;
    expect(recu?.html).toContain(`<a href="${lien}">${lien}</a>`);
    expect(recu?.entetes.from).toContain("<tba@example.org>");
    expect(recu?.a).toHaveLength(1);
    expect(recu?.a[0]).toMatch(/@example\.org$/);
    expect(admin.acteur).toEqual({ genre: "personne", id: ecrit?.utilisateurId });
  });

  it("n'est jamais du HTML de quelqu'un d'autre : le nom d'un établissement reste du texte", async () => {
    const { acteur } = await personne(base.db, null, "lecteur");
    const utilisateurId = acteur.genre === "personne" ? acteur.id : "";
    const texte = `<script>alert("1")</script>\nhttp://localhost/?a=1&b=<img>`;
    await ecrireCourriels(base.db, [{ utilisateurId, sujet: "Essai\r\nBcc: autre@example.org", texte }], minute(0));
    await tournee(1);
    expect(smtp.recus[0]?.html).not.toMatch(/<script|<img/);
    expect(smtp.recus[0]?.texte).toBe(texte);
    expect(smtp.recus[0]?.a).toHaveLength(1);
    expect(smtp.recus[0]?.entetes.bcc).toBeUndefined();
  });

  it("part une seule fois, même quand plusieurs processus font leur tournée ensemble", async () => {
    await ecrire(20);
    const bilans = await Promise.all(Array.from({ length: 8 }, () => tournee(1)));
    await tournee(2);
    expect(bilans.reduce((somme, { envoyes }) => somme + envoyes, 0)).toBe(20);
    expect(new Set(smtp.recus.map((r) => r.entetes["message-id"])).size).toBe(20);
    expect(smtp.recus).toHaveLength(20);
    expect(await base.db.select().from(courriels).where(isNotNull(courriels.envoyeLe))).toHaveLength(20);
  });

  it("refusé par le serveur, est réessayé plus tard ; les autres partent", async () => {
    await ecrire(3);
    smtp.pannes.push("refuser");
    expect(await tournee(1)).toEqual({ envoyes: 2, remis: 1 });
    expect(await tournee(1)).toEqual({ envoyes: 0, remis: 0 });
    expect(await tournee(2)).toEqual({ envoyes: 1, remis: 0 });
    expect(smtp.recus).toHaveLength(3);
  });

  it("est réessayé huit fois, de plus en plus tard, puis laissé", async () => {
    await ecrire(1);
    const attentes: number[] = [];
    let quand = 1;
    for (let essai = 1; essai <= ESSAIS_MAX; essai++) {
      smtp.pannes.push("refuser");
      expect(await tournee(quand)).toEqual({ envoyes: 0, remis: 1 });
      const [courriel] = await base.db.select().from(courriels);
      expect(courriel?.essais).toBe(essai);
      if (courriel === undefined) throw new Error("Courriel perdu.");
      attentes.push((courriel.apres.getTime() - minute(quand).getTime()) / 60_000);
      quand += attentes.at(-1) ?? 0;
    }
    expect(ESSAIS_MAX).toBe(8);
    expect(attentes.slice(0, -1)).toEqual([1, 5, 30, 120, 360, 720, 1440]);
    const [courriel] = await base.db.select().from(courriels);
    expect(courriel?.apres).toEqual(JAMAIS);
    expect(await tournee(1e8)).toEqual({ envoyes: 0, remis: 0 });
  });

  it.each(["raccrocher", "raccrocher-apres"] as const)(
    "survit à un serveur qui raccroche (%s) : la tournée s'arrête, la suivante l'envoie sous le même numéro",
    async (panne) => {
      await ecrire(2);
      smtp.pannes.push(panne);
      expect(await tournee(1)).toEqual({ envoyes: 0, remis: 1 });
      expect(await tournee(3)).toEqual({ envoyes: 2, remis: 0 });
      expect(new Set(smtp.recus.map((r) => r.entetes["message-id"])).size).toBe(2);
      expect(smtp.recus).toHaveLength(panne === "raccrocher" ? 2 : 3);
    },
  );

  it("attend sans essai perdu pour les autres quand le serveur est injoignable", async () => {
    await ecrire(3);
    const injoignable = creerFacteur("smtp://127.0.0.1:9", "tba@example.org", "http://localhost:3000");
    expect(await envoyerCourriels(base.db, injoignable, minute(1))).toEqual({ envoyes: 0, remis: 1 });
    const essais = (await base.db.select().from(courriels)).map((c) => c.essais).sort();
    expect(essais).toEqual([0, 0, 1]);
    expect(await tournee(2)).toEqual({ envoyes: 3, remis: 0 });
  });

  it("pris par un processus qui meurt, est repris par un autre, mais pas avant que le premier ait pu finir", async () => {
    await ecrire(1);
    const mourant = { porter: () => Promise.reject(new Error("le processus meurt")) };
    await expect(envoyerCourriels(base.db, mourant, minute(1))).rejects.toThrow("meurt");
    expect(await tournee(10)).toEqual({ envoyes: 0, remis: 0 });
    expect(await tournee(17)).toEqual({ envoyes: 1, remis: 0 });
  });

  it("sans serveur d'envoi, ne part pas, ni plus tard quand il y en a un", async () => {
    await ecrire(2);
    expect(await envoyerCourriels(base.db, null, minute(1))).toEqual({ envoyes: 0, remis: 0 });
    await ecrire(1);
    expect(await tournee(60)).toEqual({ envoyes: 1, remis: 0 });
    expect(await base.db.select().from(courriels).where(eq(courriels.apres, JAMAIS))).toHaveLength(2);
  });
});
