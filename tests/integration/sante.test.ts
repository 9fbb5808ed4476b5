import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { nuits } from "@/db/schema/nuits";
import { FILE_TRANSMISSION, ouvrirFile } from "@/lib/services/file/file-d-attente";
import { lireSante } from "@/lib/services/sante/lire-sante";
import { baseDEssai } from "@/tests/appui/base-d-essai";

const base = baseDEssai();
const MAINTENANT = new Date("2027-03-02T12:00:00Z");
const ilYA = (minutes: number) => new Date(MAINTENANT.getTime() - minutes * 60_000).toISOString();
const lire = (ouvrir = async () => base.db) => lireSante(ouvrir, "1.2.3", MAINTENANT);

/** Changes the state of one waiting job of the queue, and the instant from which it could run. */
const changer = (etat: string, depuisMinutes: number) =>
  base.db.execute(sql`update pgboss.job set state = ${etat}::pgboss.job_state, start_after = ${ilYA(depuisMinutes)}::timestamptz
    where (name, id) = (select name, id from pgboss.job where state = 'created' and start_after > ${ilYA(0)}::timestamptz limit 1)`);

beforeEach(async () => {
  await base.db.delete(nuits);
});

describe("La santé du service", () => {
  it("est bonne sur une installation neuve, avant la première nuit et sans file", async () => {
    const { base: b, ...reste } = await lire();
    expect(reste).toEqual({
      etat: "ok",
      file: { enAttente: 0, enCours: 0, enRetard: 0 },
      derniereNuit: null,
      version: "1.2.3",
    });
    expect(b.ok).toBe(true);
    expect(b.latenceMs).toBeGreaterThanOrEqual(0);
  });

  it("est dégradée quand la dernière nuit a plus de 36 heures", async () => {
    await base.db.insert(nuits).values({ debut: new Date(ilYA(60 * 80)), etablissements: 2 });
    await base.db.insert(nuits).values({ debut: new Date(ilYA(60 * 35.5)), etablissements: 3 });
    expect(await lire()).toMatchObject({ etat: "ok", derniereNuit: { ageHeures: 35.5, etablissements: 3 } });
    await base.db.delete(nuits);
    await base.db.insert(nuits).values({ debut: new Date(ilYA(60 * 37)), etablissements: 3 });
    expect(await lire()).toMatchObject({ etat: "degrade", derniereNuit: { debut: ilYA(60 * 37), ageHeures: 37 } });
  });

  it("est dégradée quand un travail attend depuis plus d'une demi-heure, et compte la file", async () => {
    const boss = await ouvrirFile(base.base);
    const plusTard = { startAfter: new Date("2030-01-01T00:00:00Z") };
    const ajouter = (file: string) => boss.send(file, {}, { ...plusTard, singletonKey: randomUUID() });
    try {
      await boss.createQueue("autre-file");
      await ajouter("autre-file");
      await changer("created", 90);
      for (let i = 0; i < 7; i++) await ajouter(FILE_TRANSMISSION);
      await changer("created", 10);
      await changer("retry", 5);
      await changer("active", 90);
      for (const fini of ["completed", "cancelled", "failed"]) await changer(fini, 90);
      expect(await lire()).toMatchObject({ etat: "ok", file: { enAttente: 3, enCours: 1, enRetard: 0 } });
      await changer("created", 31);
      expect(await lire()).toMatchObject({ etat: "degrade", file: { enAttente: 3, enCours: 1, enRetard: 1 } });
    } finally {
      await boss.stop({ graceful: false });
    }
  });

  it("est en panne quand la base refuse ou se tait, en deux secondes, sans dire pourquoi", async () => {
    const secret = "postgresql://utilisateur:mot-de-passe@serveur";
    const panne = { etat: "en-panne", base: { ok: false, latenceMs: null }, file: null, derniereNuit: null };
    expect(await lire(() => Promise.reject(new Error(secret)))).toEqual({ ...panne, version: "1.2.3" });
    const depart = Date.now();
    expect(await lire(() => new Promise(() => {}))).toEqual({ ...panne, version: "1.2.3" });
    expect(Date.now() - depart).toBeLessThan(3000);
  });
});
