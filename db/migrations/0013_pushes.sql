CREATE TABLE "held_pushes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"jeton_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"id_erp_apprenant" text NOT NULL,
	"annee_scolaire" text NOT NULL,
	"source" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "held_pushes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "push_sightings" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"jeton_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "push_sightings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_action";--> statement-breakpoint
ALTER TABLE "held_pushes" ADD CONSTRAINT "held_pushes_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_pushes" ADD CONSTRAINT "held_pushes_jeton_id_jetons_id_fk" FOREIGN KEY ("jeton_id") REFERENCES "public"."jetons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_pushes" ADD CONSTRAINT "held_pushes_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_sightings" ADD CONSTRAINT "push_sightings_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_sightings" ADD CONSTRAINT "push_sightings_jeton_id_jetons_id_fk" FOREIGN KEY ("jeton_id") REFERENCES "public"."jetons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "held_pushes_identity" ON "held_pushes" USING btree ("etablissement_id","id_erp_apprenant","annee_scolaire");--> statement-breakpoint
CREATE INDEX "push_sightings_by_etablissement" ON "push_sightings" USING btree ("etablissement_id","at");--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" in ('sign-in', 'sign-in-failed', 'sign-out', 'signed-out-everywhere', 'oidc-sign-in', 'invited', 'invitation-resent', 'invitation-withdrawn', 'invitation-accepted', 'role-changed', 'member-removed', 'password-changed', 'password-reset-asked', 'second-factor-on', 'second-factor-off', 'second-factor-required', 'second-factor-optional', 'user-disabled', 'user-enabled', 'superviseur-named', 'superviseur-removed', 'key-saved', 'key-tested', 'night-on', 'night-off', 'alertes-set', 'import', 'transmission', 'export', 'dossier-created', 'correction', 'correction-undone', 'depart', 'depart-undone', 'jumeaux', 'jumeaux-undone', 'identity-kept', 'identity-kept-undone', 'reused-identifier-answered', 'doubts-confirmed', 'import-undone', 'jeton-created', 'jeton-revoked', 'push', 'webhook-created', 'webhook-secret-rotated', 'webhook-suspended', 'webhook-resumed', 'webhook-removed', 'webhook-tested', 'webhook-resent', 'webhook-disabled', 'rapprochement', 'dossier-read', 'audit-export', 'rgpd-extract', 'rgpd-erasure', 'rgpd-readmission', 'retention-set', 'purge'));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "held_pushes" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "held_pushes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "held_pushes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "dossiers" parent where parent.id = "held_pushes"."dossier_id" and parent.etablissement_id = "held_pushes"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "push_sightings" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "push_sightings"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "push_sightings"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "dossiers" parent where parent.id = "push_sightings"."dossier_id" and parent.etablissement_id = "push_sightings"."etablissement_id")));