CREATE TABLE "jetons" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"name" text NOT NULL,
	"rights" text[] NOT NULL,
	"secret_hash" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"last_address" text,
	CONSTRAINT "jetons_rights" CHECK ("jetons"."rights" <@ array['send', 'read'])
);
--> statement-breakpoint
ALTER TABLE "jetons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_action";--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "origin" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "jeton_id" uuid;--> statement-breakpoint
ALTER TABLE "jetons" ADD CONSTRAINT "jetons_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jetons" ADD CONSTRAINT "jetons_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "jetons_by_secret" ON "jetons" USING btree ("secret_hash","etablissement_id");--> statement-breakpoint
CREATE INDEX "jetons_by_etablissement" ON "jetons" USING btree ("etablissement_id","created_at");--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_jeton_id_jetons_id_fk" FOREIGN KEY ("jeton_id") REFERENCES "public"."jetons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" in ('sign-in', 'sign-in-failed', 'sign-out', 'signed-out-everywhere', 'oidc-sign-in', 'invited', 'invitation-resent', 'invitation-withdrawn', 'invitation-accepted', 'role-changed', 'member-removed', 'password-changed', 'password-reset-asked', 'second-factor-on', 'second-factor-off', 'second-factor-required', 'second-factor-optional', 'user-disabled', 'user-enabled', 'superviseur-named', 'superviseur-removed', 'key-saved', 'key-tested', 'night-on', 'night-off', 'alertes-set', 'import', 'transmission', 'export', 'dossier-created', 'correction', 'correction-undone', 'depart', 'depart-undone', 'jumeaux', 'jumeaux-undone', 'identity-kept', 'identity-kept-undone', 'doubts-confirmed', 'import-undone', 'jeton-created', 'jeton-revoked', 'push', 'dossier-read', 'audit-export', 'rgpd-extract', 'rgpd-erasure', 'rgpd-readmission', 'retention-set', 'purge'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_origin" CHECK ("imports"."origin" in ('file', 'push'));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "jetons" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "jetons"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "jetons"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));