import { z } from "zod";
import { ETATS } from "@/lib/domain/etat";
import type { StatutTba } from "@/lib/domain/statut.types";

/** The bodies that a software reads, as its routes answer them and as the published document says them. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime();
const STATUTS = ["INSCRIT", "APPRENTI", "RUPTURANT", "ABANDON", "FIN_DE_FORMATION"] as const satisfies StatutTba[];

const statutSchema = z
  .object({ code: z.enum(STATUTS), libelle: z.string().describe("Le mot que le TBA affiche.") })
  .describe("Un statut du TBA.");

export const etatSchema = z
  .object({ code: z.enum(ETATS), libelle: z.string().describe("Le mot que nos pages affichent.") })
  .describe("L'état d'un dossier dans la passerelle.");

export const anomalieSchema = z
  .object({
    code: z.string().describe("Stable : son sens ne change jamais."),
    gravite: z
      .enum(["bloquante", "avalee", "risque"])
      .describe(
        "bloquante : le dossier ne part pas ; avalee : le TBA prend le dossier et perd cette valeur sans le dire ; risque : le TBA peut perdre le dossier ou mal l'afficher.",
      ),
    champs: z.array(z.string()).describe("Les champs du dossier dont elle parle."),
    message: z.string().describe("Ce qui ne va pas, et quoi faire, en une phrase."),
  })
  .describe("Ce qui arrête un dossier, ou risque de le perdre.");

export const correctedFieldSchema = z
  .object({
    champ: z.string(),
    valeur: z.unknown().describe("La valeur corrigée, à reprendre dans le logiciel."),
    valeur_recue: z.unknown().describe("Celle que le logiciel avait envoyée ; null quand il n'en avait pas envoyé."),
  })
  .describe("Un champ que le secrétariat a corrigé.");

export const softwareDossierSchema = z
  .object({
    id_erp_apprenant: z.string(),
    annee_scolaire: z.string(),
    etablissement: z.string().nullable().describe("L'UAI de l'établissement où le dossier est rangé."),
    etat: etatSchema,
    anomalies: z.array(anomalieSchema),
    refus_du_tba: z.array(z.string()).describe("Ce que le TBA a dit, quand il a refusé le dossier."),
    statut: statutSchema
      .nullable()
      .describe("Le statut que le TBA affiche aujourd'hui ; null quand il n'en calcule pas."),
    prochain_changement: z
      .object({ date: z.iso.date(), statut: statutSchema })
      .nullable()
      .describe("Le prochain statut, et son jour, si rien ne change d'ici là."),
    premiere_acceptation: instant
      .nullable()
      .describe(
        "Quand le TBA a accepté pour la première fois ce qu'il tient de ce dossier : un contenu changé puis accepté la déplace, une nuit où rien ne change, non.",
      ),
    derniere_reponse_du_tba: instant
      .nullable()
      .describe("La dernière réponse du TBA qui a changé quelque chose : accepter le même contenu ne la déplace pas."),
    corrections: z
      .array(correctedFieldSchema)
      .describe("Ce que le secrétariat a corrigé, à reprendre ; rien quand l'identifiant est aussi celui d'un autre."),
    modifie_le: instant,
  })
  .describe("Ce qu'un dossier est devenu.");
export type SoftwareDossier = z.output<typeof softwareDossierSchema>;

export const dossierListSchema = z
  .object({
    dossiers: z.array(softwareDossierSchema),
    suivant: z.uuid().nullable().describe("Le curseur de la page suivante ; null à la dernière."),
  })
  .describe("Une page de dossiers.");
export type DossierList = z.output<typeof dossierListSchema>;

export const apprenantDossiersSchema = z
  .object({ dossiers: z.array(softwareDossierSchema) })
  .describe("Les dossiers d'un apprenant, un par année scolaire.");
export type ApprenantDossiers = z.output<typeof apprenantDossiersSchema>;

export const correctionListSchema = z
  .object({
    corrections: z.array(
      z.object({
        id_erp_apprenant: z.string(),
        annee_scolaire: z.string(),
        etablissement: z.string().nullable().describe("L'UAI de l'établissement où le dossier est rangé."),
        corrige_le: instant,
        champs: z.array(correctedFieldSchema),
      }),
    ),
    tronque: z.boolean().describe("Vrai quand il y en a d'autres : redemandez avec « suivant » comme « curseur »."),
    suivant: z.string().nullable().describe("Le curseur de la page suivante ; null à la dernière."),
  })
  .describe("Les dossiers corrigés par le secrétariat, du plus ancien au plus récent.");
export type CorrectionList = z.output<typeof correctionListSchema>;
