import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { etablissements } from "@/db/schema/etablissements";
import { alerterApresTransmission } from "@/lib/services/alertes/apres-transmission";
import { lireAlertes } from "@/lib/services/alertes/lire-alertes";
import { veiller } from "@/lib/services/alertes/veiller";
import { reglerNuit } from "@/lib/services/parametrage/regler-nuit";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { alertesOuvertes, cfaAvecCle, courrielsDe, heure, passer } from "@/tests/factories/alertes";
import { nouvelEtablissement } from "@/tests/factories/etablissement";
import { rangerTransmission } from "@/tests/factories/transmissions";

const base = baseDEssai();

describe("Le silence", () => {
  it("de 36 heures est une alerte, comptée depuis la dernière transmission ou l'enregistrement de la clé", async () => {
    const [jamais, ancienne] = [await cfaAvecCle(base.db), await cfaAvecCle(base.db)];
    await passer(base.db, ancienne.cfa, 10, { acceptes: 57 });
    await veiller(base.db, heure(35));
    expect(await alertesOuvertes(base.db, jamais.cfa)).toEqual([]);
    await veiller(base.db, heure(37));
    await veiller(base.db, heure(38));
    expect(await alertesOuvertes(base.db, jamais.cfa)).toEqual(["pas-de-nuit"]);
    expect(await alertesOuvertes(base.db, ancienne.cfa)).toEqual([]);
    await veiller(base.db, heure(47));
    const phrases = await Promise.all(
      [jamais, ancienne].map(async ({ cfa, admin }) => (await lireAlertes(admin, cfa.uai)).map((a) => a.phrase)),
    );
    expect(phrases).toEqual([
      ["La clé est enregistrée depuis le 01/03/2027, et aucune transmission n'a encore commencé."],
      ["Aucune transmission n'a commencé depuis le 01/03/2027."],
    ]);
    expect(await courrielsDe(base.db, jamais.admin)).toHaveLength(1);
  });

  it("finit quand une transmission vient, et prévient de nouveau s'il recommence", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    await veiller(base.db, heure(40));
    await passer(base.db, cfa, 41, { acceptes: 57 });
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    await veiller(base.db, heure(80));
    expect(await alertesOuvertes(base.db, cfa)).toEqual(["pas-de-nuit"]);
    await rangerTransmission(base.db, { etablissementId: cfa.id, debut: heure(81), etat: "en-cours" }, null);
    await veiller(base.db, heure(82));
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    expect(await courrielsDe(base.db, admin)).toHaveLength(2);
  });

  it("n'inquiète personne où la nuit n'est pas voulue, où il n'y a pas de clé, ni le jour où l'on active la nuit", async () => {
    const [voulue, arretee, activee] = [
      await cfaAvecCle(base.db),
      await cfaAvecCle(base.db),
      await cfaAvecCle(base.db),
    ];
    const sansCle = await nouvelEtablissement(base.db);
    for (const { cfa } of [arretee, activee])
      await base.db.update(etablissements).set({ transmissionActive: false }).where(eq(etablissements.id, cfa.id));
    await reglerNuit({ ...activee.admin, maintenant: heure(50) }, activee.cfa.uai, true);
    await veiller(base.db, heure(60));
    const lues = await Promise.all(
      [voulue.cfa, arretee.cfa, activee.cfa, sansCle].map((cfa) => alertesOuvertes(base.db, cfa)),
    );
    expect(lues).toEqual([["pas-de-nuit"], [], [], []]);
    await veiller(base.db, heure(87));
    expect(await alertesOuvertes(base.db, activee.cfa)).toEqual(["pas-de-nuit"]);
    await reglerNuit({ ...voulue.admin, maintenant: heure(88) }, voulue.cfa.uai, false);
    await veiller(base.db, heure(89));
    expect(await alertesOuvertes(base.db, voulue.cfa)).toEqual([]);
  });

  it("d'une clé pendant 11 mois est une alerte : une transmission sans aucun envoi ne compte pas", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const mois = (n: number) => new Date(Date.UTC(2027, 2 + n, 2, 12));
    const nuit = (n: number, acceptes: number) =>
      rangerTransmission(
        base.db,
        { etablissementId: cfa.id, debut: mois(n), acceptes },
        acceptes > 0 ? "reponse" : null,
      );
    await nuit(1, 57);
    await nuit(11, 0);
    await veiller(base.db, mois(11));
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
    await nuit(12, 0);
    await veiller(base.db, new Date(mois(12).getTime() + 3600_000));
    const [alerte] = await lireAlertes(admin, cfa.uai);
    expect(alerte?.phrase).toContain("depuis le 02/04/2027");
    expect(alerte?.phrase).toContain("ce sera le 02/04/2028");
    const id = await nuit(13, 57);
    await alerterApresTransmission(base.db, id, mois(13), true);
    expect(await alertesOuvertes(base.db, cfa)).toEqual([]);
  });

  it("n'ouvre qu'une alerte et n'écrit qu'un e-mail quand plusieurs processus veillent ensemble", async () => {
    const cfas = await Promise.all([1, 2, 3, 4, 5].map(() => cfaAvecCle(base.db)));
    await Promise.all([1, 2, 3].map(() => veiller(base.db, heure(300))));
    for (const { cfa, admin } of cfas) {
      expect(await alertesOuvertes(base.db, cfa)).toEqual(["pas-de-nuit"]);
      expect(await courrielsDe(base.db, admin)).toHaveLength(1);
    }
  });
});
