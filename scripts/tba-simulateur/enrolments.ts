import { type Day, storableDay } from "@/lib/domain/day";
import type { Json, JsonObject } from "@/lib/domain/json";
import { parcoursInDays } from "@/lib/domain/parcours";
import { type ExactReading, read } from "@/lib/domain/reading";
import type { StatutStep } from "@/lib/domain/statut.types";
import type { Couple } from "./configuration";
import { store } from "./storage";

const SUFFIXES = ["", "_2", "_3", "_4"] as const;
const CONTRAT_CHAMP = /^(contrat_date_|cause_rupture_contrat|siret_employeur)/;

/** True for the fields that make the list of contracts, which is replaced whole. */
export function isContratChamp(champ: string): boolean {
  return CONTRAT_CHAMP.test(champ);
}

export type StoredContrat = {
  date_debut: Day;
  date_fin: Day | null;
  date_rupture: Day | null;
  cause_rupture: string | null;
  siret_employeur: string | null;
};

/** A dossier that reached the TBA for good. */
export type Enrolment = {
  /** The fields as the TBA stores them, undefined when they are empty. */
  values: JsonObject;
  /** The new data model needs both formation_cfd and formation_rncp: it never got this one. */
  oldModelOnly: boolean;
  sentAt: string;
  /** The days that make the status, as they were just sent: the ingestion knows no other exclusion. */
  sent: ExactReading;
  /** The exclusion that the merged record keeps: a recomputation takes it, until the next ingestion. */
  keptExclusion: number | null;
  /** True since a recomputation: the status is that of the merged record. */
  recomputed: boolean;
  /** Computed when first asked. */
  parcours: StatutStep[] | null;
};

const textOrNull = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);

/** The contracts of an effectif: those that have a start. */
export function contratsOf({ values }: Enrolment): StoredContrat[] {
  const contrats: StoredContrat[] = [];
  for (const s of SUFFIXES) {
    const debut = textOrNull(values[`contrat_date_debut${s}`]);
    if (debut === null) continue;
    contrats.push({
      date_debut: debut,
      date_fin: textOrNull(values[`contrat_date_fin${s}`]),
      date_rupture: textOrNull(values[`contrat_date_rupture${s}`]),
      cause_rupture: textOrNull(values[`cause_rupture_contrat${s}`]),
      siret_employeur: textOrNull(values[`siret_employeur${s}`]),
    });
  }
  return contrats;
}

/** The parcours of an effectif, kept until it is sent again. */
export function parcoursOf(enrolment: Enrolment): StatutStep[] {
  const { sent, keptExclusion, recomputed } = enrolment;
  enrolment.parcours ??= parcoursInDays(
    { debut: sent.entry ?? 0, fin: sent.fin ?? 0 },
    sent.contrats,
    recomputed ? keptExclusion : sent.exclusion,
  );
  return enrolment.parcours;
}

function incompleteContrat(values: JsonObject): boolean {
  return SUFFIXES.some(
    (s) =>
      values[`contrat_date_debut${s}`] === undefined &&
      (values[`contrat_date_fin${s}`] ?? values[`contrat_date_rupture${s}`] ?? values[`cause_rupture_contrat${s}`]) !==
        undefined,
  );
}

const couple = (uai: unknown, siret: unknown) => `${uai}:${siret}`;

function identityOf(v: JsonObject): string {
  const formateur = couple(v.etablissement_formateur_uai, v.etablissement_formateur_siret);
  return `${v.id_erp_apprenant ?? ""}\n${formateur}\n${v.annee_scolaire}`;
}

/** A name alone makes no referent: the TBA needs a first name or an e-mail. */
function dropLoneReferent(values: JsonObject): void {
  if (values.prenom_referent_handicap_formation || values.email_referent_handicap_formation) return;
  values.nom_referent_handicap_formation = undefined;
}

/** Gives back what was not sent again, but the contracts. */
function complete(values: JsonObject, older: JsonObject): void {
  for (const champ in older) {
    if (values[champ] === undefined && older[champ] !== undefined && !isContratChamp(champ)) {
      values[champ] = older[champ];
    }
  }
}

export type Enrolments = {
  /** Takes the dossiers over: they are changed in place and kept. */
  receive(key: string, accepted: readonly JsonObject[]): void;
  /** Those of one key, or of all with null. */
  list(key: string | null): Generator<Enrolment>;
  drain(key: string | null): number;
  /** What the TBA does on Saturdays at 05:00: every status again, from the merged records. */
  recompute(key: string | null): number;
};

/**
 * The second stage (api-v3.md, «After the 200», «Identity and merging»), at once instead of within minutes, one store a key:
 * a dossier is lost when a couple is unknown, a contract lacks its start, or the training ends before it starts.
 * Sent again it is updated: an empty value erases nothing, the contracts are replaced whole. The status is that of what was just sent,
 * until a recomputation takes the merged record, where an exclusion that is no longer sent still stands.
 */
export function createEnrolments(unknownCouples: readonly Couple[]): Enrolments {
  const unknowns = new Set(unknownCouples.map(({ uai, siret }) => couple(uai, siret)));
  const byKey = new Map<string, Map<string, Enrolment>>();

  function isLost(v: JsonObject, { entry, fin }: ExactReading): boolean {
    return (
      unknowns.has(couple(v.etablissement_formateur_uai, v.etablissement_formateur_siret)) ||
      unknowns.has(couple(v.etablissement_responsable_uai, v.etablissement_responsable_siret)) ||
      incompleteContrat(v) ||
      (entry !== null && fin !== null && fin < entry)
    );
  }

  return {
    receive(key, accepted) {
      const enrolments = byKey.get(key) ?? new Map<string, Enrolment>();
      byKey.set(key, enrolments);
      const sentAt = new Date().toISOString();
      for (const values of accepted) {
        const sent = read(values).exact;
        store(values);
        if (isLost(values, sent)) continue;
        const identity = identityOf(values);
        const former = enrolments.get(identity);
        const newModel = values.formation_cfd !== undefined && values.formation_rncp !== undefined;
        dropLoneReferent(values);
        if (former !== undefined) complete(values, former.values);
        const keptExclusion = sent.exclusion ?? former?.keptExclusion ?? null;
        const excludedOn = keptExclusion === null ? null : Math.floor(keptExclusion);
        values.date_exclusion_formation = storableDay(excludedOn) ?? undefined;
        const oldModelOnly = !newModel && (former?.oldModelOnly ?? true);
        enrolments.set(identity, {
          values,
          oldModelOnly,
          sentAt,
          sent,
          keptExclusion,
          recomputed: false,
          parcours: null,
        });
      }
    },
    *list(key) {
      for (const [storeKey, enrolments] of byKey) {
        if (key === null || key === storeKey) yield* enrolments.values();
      }
    },
    drain(key) {
      let removed = 0;
      for (const [storeKey, enrolments] of byKey) {
        if (key !== null && key !== storeKey) continue;
        removed += enrolments.size;
        byKey.delete(storeKey);
      }
      return removed;
    },
    recompute(key) {
      let count = 0;
      for (const enrolment of this.list(key)) {
        enrolment.recomputed = true;
        enrolment.parcours = null;
        count += 1;
      }
      return count;
    },
  };
}
