import { randomUUID } from "node:crypto";
import { rapprocherIdentites } from "@/lib/dossier/identite";
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

/** The dossier of a person for a school year; a year that was mistyped, before or now, does not make another dossier. */
function dossierDe(connus: readonly DossierConnu[], annee: string, pris: ReadonlySet<string>): string | null {
  const libres = connus.filter((d) => !pris.has(d.id));
  const exact = libres.find((d) => d.anneeScolaire === annee);
  if (exact !== undefined) return exact.id;
  const [seul, autre] = libres;
  if (seul === undefined || autre !== undefined) return null;
  return ANNEE.test(annee) && ANNEE.test(seul.anneeScolaire) ? null : seul.id;
}

/**
 * Gives each row its identity: the software's identifier where there is one, otherwise that of the person already known
 * (lib/dossier/identite), otherwise a new one of ours. Two rows for one dossier: the first is kept, the other reported.
 */
export function reconnaitreLignes(
  connus: readonly DossierConnu[],
  recues: readonly LigneRecue[],
): { lignes: LigneReconnue[]; ecartees: LigneEcartee[] } {
  const parIdentifiant = new Map<string, DossierConnu[]>();
  for (const connu of connus) {
    parIdentifiant.set(connu.idErpApprenant, [...(parIdentifiant.get(connu.idErpApprenant) ?? []), connu]);
  }
  const existants = connus.map((d) => ({ id_erp_apprenant: d.idErpApprenant, source: d.source }));
  const identites = rapprocherIdentites(
    existants,
    recues.filter(({ source }) => identifiantDe(source) === ""),
  );

  const lignes: LigneReconnue[] = [];
  const ecartees: LigneEcartee[] = [];
  const dejaVues = new Map<string, number>();
  const pris = new Set<string>();
  for (const { numero, source } of recues) {
    const idErpApprenant = identifiantDe(source) || identites.get(numero) || `PTBA-${randomUUID()}`;
    const anneeScolaire = anneeDe(source);
    const cle = JSON.stringify([idErpApprenant, anneeScolaire]);
    const premiere = dejaVues.get(cle);
    if (premiere !== undefined) {
      ecartees.push({
        ligne: numero,
        raison: `Ligne ${numero} : même apprenant et même année que la ligne ${premiere}, qui est gardée.`,
      });
      continue;
    }
    dejaVues.set(cle, numero);
    const dossierId = dossierDe(parIdentifiant.get(idErpApprenant) ?? [], anneeScolaire, pris);
    if (dossierId !== null) pris.add(dossierId);
    const complete = identifiantDe(source) === "" ? { ...source, id_erp_apprenant: idErpApprenant } : source;
    lignes.push({ numero, source: complete, dossierId, idErpApprenant, anneeScolaire });
  }
  return { lignes, ecartees };
}
