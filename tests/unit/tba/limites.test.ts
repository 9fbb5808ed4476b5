import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decouperEnAppels, MAX_DOSSIERS_PAR_APPEL, MAX_OCTETS_PAR_APPEL } from "@/lib/tba/limites";

const dossiers = (nombre: number, octets: number) => Array.from({ length: nombre }, (_, rang) => ({ rang, octets }));
const tailles = (nombre: number, octets: number, max?: number) =>
  [...decouperEnAppels(dossiers(nombre, octets), max)].map((appel) => appel.length);

/** What the JSON array of a call weighs. */
const poids = (appel: { octets: number }[]) =>
  2 + appel.reduce((somme, { octets }) => somme + octets, 0) + (appel.length - 1);

describe("La découpe en appels", () => {
  it("ne fait aucun appel quand il n'y a rien à envoyer", () => {
    expect(tailles(0, 100)).toEqual([]);
  });

  it("met 2 000 dossiers dans un appel, et le suivant dans un autre", () => {
    expect(tailles(2000, 100)).toEqual([2000]);
    expect(tailles(2001, 100)).toEqual([2000, 1]);
  });

  it("compte les crochets et les virgules dans les 10 Mo", () => {
    const moitie = (MAX_OCTETS_PAR_APPEL - 3) / 2;
    expect([...decouperEnAppels([{ octets: Math.floor(moitie) }, { octets: Math.ceil(moitie) }])]).toHaveLength(1);
    expect([...decouperEnAppels([{ octets: Math.floor(moitie) }, { octets: Math.ceil(moitie) + 1 }])]).toHaveLength(2);
  });

  it("laisse seul un dossier trop gros, pour que les autres partent", () => {
    const liste = [{ octets: 10 }, { octets: MAX_OCTETS_PAR_APPEL }, { octets: 10 }];
    expect([...decouperEnAppels(liste)].map((appel) => appel.length)).toEqual([1, 1, 1]);
  });

  it("suit une limite plus petite, jamais une plus grande", () => {
    expect(tailles(5, 100, 2)).toEqual([2, 2, 1]);
    expect(tailles(2, 100, 0)).toEqual([1, 1]);
    expect(tailles(2001, 100, 5000)).toEqual([2000, 1]);
  });

  it("n'oublie, ne répète et ne déplace aucun dossier, et respecte toujours les deux limites", () => {
    const octets = fc.integer({ min: 2, max: 3_000_000 });
    fc.assert(
      fc.property(fc.array(octets, { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), (poidsDes, max) => {
        const liste = poidsDes.map((o, rang) => ({ rang, octets: o }));
        const appels = [...decouperEnAppels(liste, max)];
        expect(appels.flat()).toEqual(liste);
        for (const appel of appels) {
          expect(appel.length).toBeLessThanOrEqual(Math.min(max, MAX_DOSSIERS_PAR_APPEL));
          expect(poids(appel)).toBeLessThanOrEqual(MAX_OCTETS_PAR_APPEL);
        }
      }),
    );
  });
});
