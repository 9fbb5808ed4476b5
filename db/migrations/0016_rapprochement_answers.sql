CREATE TABLE "rapprochement_answers" (
	"dossier_id" uuid NOT NULL,
	"person" text NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"same" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	CONSTRAINT "rapprochement_answers_dossier_id_person_pk" PRIMARY KEY("dossier_id","person")
);
--> statement-breakpoint
ALTER TABLE "rapprochement_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_action";--> statement-breakpoint
ALTER TABLE "rapprochements" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "rapprochements" ADD COLUMN "seen_before" uuid[];--> statement-breakpoint
ALTER TABLE "rapprochement_answers" ADD CONSTRAINT "rapprochement_answers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rapprochement_answers" ADD CONSTRAINT "rapprochement_answers_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rapprochement_answers" ADD CONSTRAINT "rapprochement_answers_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rapprochement_answers_by_etablissement" ON "rapprochement_answers" USING btree ("etablissement_id");--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" in ('sign-in', 'sign-in-failed', 'sign-out', 'signed-out-everywhere', 'oidc-sign-in', 'invited', 'invitation-resent', 'invitation-withdrawn', 'invitation-accepted', 'role-changed', 'member-removed', 'password-changed', 'password-reset-asked', 'second-factor-on', 'second-factor-off', 'second-factor-required', 'second-factor-optional', 'user-disabled', 'user-enabled', 'superviseur-named', 'superviseur-removed', 'key-saved', 'key-tested', 'night-on', 'night-off', 'alertes-set', 'import', 'transmission', 'export', 'dossier-created', 'correction', 'correction-undone', 'depart', 'depart-undone', 'jumeaux', 'jumeaux-undone', 'identity-kept', 'identity-kept-undone', 'reused-identifier-answered', 'doubts-confirmed', 'import-undone', 'jeton-created', 'jeton-revoked', 'push', 'webhook-created', 'webhook-secret-rotated', 'webhook-suspended', 'webhook-resumed', 'webhook-removed', 'webhook-tested', 'webhook-resent', 'webhook-disabled', 'rapprochement', 'rapprochement-answered', 'rapprochement-answer-undone', 'dossier-read', 'audit-export', 'rgpd-extract', 'rgpd-erasure', 'rgpd-readmission', 'retention-set', 'purge'));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "rapprochement_answers" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "rapprochement_answers"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "rapprochement_answers"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "dossiers" parent where parent.id = "rapprochement_answers"."dossier_id" and parent.etablissement_id = "rapprochement_answers"."etablissement_id")));