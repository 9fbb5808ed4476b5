import { z } from "zod";
import { anomalieSchema, etatSchema } from "@/lib/services/software/software-answers";

/** The bodies that answer a call, as the routes answer them and as the published document says them. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime();
const identifier = z.string().regex(/^[0-9a-f]{24}$/);

export const validationErrorSchema = z
  .object({
    message: z.string().describe("Le message du TBA lui-même, ou la raison pour laquelle rien n'est repris."),
    path: z.array(z.string()).describe("Le champ en cause."),
    conseil: z.string().optional().describe("Ajouté par la passerelle : ce qui ne va pas et quoi faire, en français."),
  })
  .describe("Pourquoi un dossier est refusé.");
export type ValidationError = z.output<typeof validationErrorSchema>;

const ownWordsSchema = z
  .object({
    non_repris: z.string().optional().describe("Rien de ce dossier n'est repris, et pourquoi."),
    a_confirmer: z.array(z.string()).optional().describe("Repris, mais ne part pas avant la réponse d'une personne."),
    ne_part_pas: z
      .array(z.string())
      .optional()
      .describe(
        "Gardé, mais ne part pas : le TBA l'accepterait puis le perdrait sans le dire. Ce qui ne va pas, et quoi faire.",
      ),
  })
  .describe("Ce que la réponse du TBA ne saurait pas dire ; absent le plus souvent.");
export type OwnWords = z.output<typeof ownWordsSchema>;

export const pushedItemSchema = z
  .looseObject({
    has_nir: z.boolean(),
    validation_errors: z.array(validationErrorSchema),
    updated_at: instant,
    created_at: instant,
    processed_at: instant.optional().describe("Présent quand le dossier est refusé."),
    source: z.literal("ERP"),
    source_organisme_id: identifier,
    api_version: z.literal("v3"),
    has_error: z.boolean().describe("Vrai : ce dossier est refusé, ou rien n'en est repris."),
    computed_day: z.iso.date(),
    _id: identifier,
    passerelle: ownWordsSchema.optional(),
  })
  .describe("Un dossier tel qu'il fut gardé, champ par champ, et son verdict. À la même place que dans l'appel.");
export type PushedItem = z.output<typeof pushedItemSchema>;

const ENVELOPE = { status: z.literal("OK"), detail: z.literal("Some data are invalid").optional() };

export const pushAnswerSchema = z
  .object({ ...ENVELOPE, message: z.literal("Queued"), data: z.array(pushedItemSchema) })
  .describe("La réponse du TBA, avec nos conseils. « detail » est là quand un dossier au moins est refusé.");
export type PushAnswer = z.output<typeof pushAnswerSchema>;

export const forecastSchema = z
  .object({
    effet: z.enum(["nouveau", "modifie", "inchange"]),
    changements: z.array(z.object({ champ: z.string(), avant: z.unknown(), apres: z.unknown() })),
    etat: etatSchema,
    anomalies: z.array(anomalieSchema),
    statut: z.string().nullable().describe("Le statut que le TBA afficherait aujourd'hui."),
    prochain_changement: z.object({ date: z.iso.date(), statut: z.string() }).nullable(),
    parcours: z.array(z.object({ date: z.iso.date(), statut: z.string() })).describe("Ses statuts, dans l'ordre."),
  })
  .describe("Ce que le dossier deviendrait.");
export type Forecast = z.output<typeof forecastSchema>;

export const tryAnswerSchema = z
  .object({
    ...ENVELOPE,
    message: z.literal("Rien n'est enregistré"),
    data: z.array(
      pushedItemSchema.extend({ essai: forecastSchema.nullable().describe("null quand rien n'en serait repris.") }),
    ),
  })
  .describe("La réponse d'un envoi, et ce que chaque dossier deviendrait.");
export type TryAnswer = z.output<typeof tryAnswerSchema>;

export const jetonTestSchema = z.object({ msg: z.literal("ok") }).describe("Le jeton vaut.");
