import { randomUUID } from "node:crypto";
import { empreintePersonne, rapprocherIdentites } from "@/lib/dossier/identite";
import type { Json, ObjetJson } from "@/lib/dossier/json";
import type { LigneEcartee } from "./imports.types";

export type DossierConnu = { id: string; idErpApprenant: string; anneeScolaire: string; source: ObjetJson };
export type LigneRecue = { numero: number; source: ObjetJson };
export type LigneReconnue = LigneRecue & {
  dossierId: string | null;
  idErpApprenant: string;
  anneeScolaire: string;
};

const ANNEE = /^[12]\d{3}-[12]\d{3}$/;

const enTexte = (valeur: Json | undefined) =>
  typeof valeur === "string" || typeof valeur === "number" ? String(valeur).trim() : "";

const anneeDe = (source: ObjetJson) => enTexte(source.annee_scolaire).replaceAll("/", "-").replace(/\s+/g, "");
const identifiantDe = (source: ObjetJson) => enTexte(source.id_erp_apprenant);

const cleDe = (id: string, annee: string) => JSON.stringify([id, annee]);

/** Identifiers of ours for people whom nothing identifies yet: one a person, however many rows they have. */
function nouvellesIdentites(): (source: ObjetJson) => string {
  const donnees = new Map<string, string>();
  return (source) => {
    const personne = empreintePersonne(source) ?? randomUUID();
    const identifiant = donnees.get(personne) ?? `PTBA-${randomUUID()}`;
    donnees.set(personne, identifiant);
    return identifiant;
  };
}

/** Each row with its identifier and its year; a row that repeats a dossier of the file is put aside. */
function identifier(
  connus: readonly DossierConnu[],
  recues: readonly LigneRecue[],
): { lignes: Omit<LigneReconnue, "dossierId">[]; ecartees: LigneEcartee[] } {
  const existants = connus.map((d) => ({ id_erp_apprenant: d.idErpApprenant, source: d.source }));
  const sansIdentifiant = recues.filter(({ source }) => identifiantDe(source) === "");
  const identites = rapprocherIdentites(existants, sansIdentifiant);
  const nouvelle = nouvellesIdentites();
  const ecartees: LigneEcartee[] = [];
  const premieres = new Map<string, number>();
  const lignes = recues.flatMap(({ numero, source }) => {
    const recu = identifiantDe(source);
    const idErpApprenant = recu || identites.get(numero) || nouvelle(source);
    const anneeScolaire = anneeDe(source);
    const premiere = premieres.get(cleDe(idErpApprenant, anneeScolaire));
    if (premiere !== undefined) {
      const raison = `Ligne ${numero} : même apprenant et même année que la ligne ${premiere}, qui est gardée.`;
      ecartees.push({ ligne: numero, raison });
      return [];
    }
    premieres.set(cleDe(idErpApprenant, anneeScolaire), numero);
    const complete = recu === "" ? { ...source, id_erp_apprenant: idErpApprenant } : source;
    return [{ numero, source: complete, idErpApprenant, anneeScolaire }];
  });
  return { lignes, ecartees };
}

/**
 * Gives each row its identity: the software's identifier where there is one, otherwise that of the person already known
 * (lib/dossier/identite), otherwise a new one of ours; and the dossier of that person for that school year. A year that was
 * mistyped, before or now, does not make another dossier. Two rows for one dossier: the first is kept, the other reported.
 */
export function reconnaitreLignes(
  connus: readonly DossierConnu[],
  recues: readonly LigneRecue[],
): { lignes: LigneReconnue[]; ecartees: LigneEcartee[] } {
  const { lignes, ecartees } = identifier(connus, recues);
  const exacts = new Map(connus.map((d) => [cleDe(d.idErpApprenant, d.anneeScolaire), d.id]));
  const voulus = new Set(lignes.flatMap((l) => exacts.get(cleDe(l.idErpApprenant, l.anneeScolaire)) ?? []));
  const libres = new Map<string, DossierConnu[]>();
  for (const connu of connus) {
    if (!voulus.has(connu.id)) libres.set(connu.idErpApprenant, [...(libres.get(connu.idErpApprenant) ?? []), connu]);
  }
  const reconnues = lignes.map((ligne) => {
    const exact = exacts.get(cleDe(ligne.idErpApprenant, ligne.anneeScolaire));
    if (exact !== undefined) return { ...ligne, dossierId: exact };
    const candidats = libres.get(ligne.idErpApprenant) ?? [];
    const [seul, autre] = candidats;
    const corrige = seul && !autre && !(ANNEE.test(ligne.anneeScolaire) && ANNEE.test(seul.anneeScolaire));
    if (corrige) libres.delete(ligne.idErpApprenant);
    return { ...ligne, dossierId: corrige ? seul.id : null };
  });
  return { lignes: reconnues, ecartees };
}
