CREATE TABLE "rapprochement_entries" (
	"rapprochement_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"category" text NOT NULL,
	"reason" text NOT NULL,
	"action" text NOT NULL,
	"actor" text,
	"dossier_id" uuid,
	"own" boolean NOT NULL,
	"line" jsonb,
	"forecast" text,
	CONSTRAINT "rapprochement_entries_rapprochement_id_rank_pk" PRIMARY KEY("rapprochement_id","rank"),
	CONSTRAINT "rapprochement_entries_category" CHECK ("rapprochement_entries"."category" in ('not-sent', 'not-seen', 'to-confirm', 'other-statut', 'twice', 'elsewhere', 'unknown', 'seen'))
);
--> statement-breakpoint
ALTER TABLE "rapprochement_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rapprochements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lists" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"counts" jsonb,
	"by_category" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"change" jsonb,
	CONSTRAINT "rapprochements_state" CHECK ("rapprochements"."state" in ('waiting', 'running', 'done', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "rapprochements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tba_lists" (
	"etablissement_id" uuid NOT NULL,
	"type" text NOT NULL,
	"day" date NOT NULL,
	"file" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"lines" jsonb NOT NULL,
	CONSTRAINT "tba_lists_etablissement_id_type_pk" PRIMARY KEY("etablissement_id","type"),
	CONSTRAINT "tba_lists_type" CHECK ("tba_lists"."type" in ('apprenant', 'apprenti', 'inscritSansContrat', 'rupturant', 'abandon'))
);
--> statement-breakpoint
ALTER TABLE "tba_lists" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_action";--> statement-breakpoint
ALTER TABLE "rapprochement_entries" ADD CONSTRAINT "rapprochement_entries_rapprochement_id_rapprochements_id_fk" FOREIGN KEY ("rapprochement_id") REFERENCES "public"."rapprochements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rapprochement_entries" ADD CONSTRAINT "rapprochement_entries_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rapprochement_entries" ADD CONSTRAINT "rapprochement_entries_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rapprochements" ADD CONSTRAINT "rapprochements_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rapprochements" ADD CONSTRAINT "rapprochements_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tba_lists" ADD CONSTRAINT "tba_lists_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tba_lists" ADD CONSTRAINT "tba_lists_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rapprochement_entries_by_category" ON "rapprochement_entries" USING btree ("rapprochement_id","category","rank");--> statement-breakpoint
CREATE INDEX "rapprochement_entries_by_dossier" ON "rapprochement_entries" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "rapprochements_by_etablissement" ON "rapprochements" USING btree ("etablissement_id","at");--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" in ('sign-in', 'sign-in-failed', 'sign-out', 'signed-out-everywhere', 'oidc-sign-in', 'invited', 'invitation-resent', 'invitation-withdrawn', 'invitation-accepted', 'role-changed', 'member-removed', 'password-changed', 'password-reset-asked', 'second-factor-on', 'second-factor-off', 'second-factor-required', 'second-factor-optional', 'user-disabled', 'user-enabled', 'superviseur-named', 'superviseur-removed', 'key-saved', 'key-tested', 'night-on', 'night-off', 'alertes-set', 'import', 'transmission', 'export', 'dossier-created', 'correction', 'correction-undone', 'depart', 'depart-undone', 'jumeaux', 'jumeaux-undone', 'identity-kept', 'identity-kept-undone', 'doubts-confirmed', 'import-undone', 'jeton-created', 'jeton-revoked', 'push', 'rapprochement', 'dossier-read', 'audit-export', 'rgpd-extract', 'rgpd-erasure', 'rgpd-readmission', 'retention-set', 'purge'));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "rapprochement_entries" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "rapprochement_entries"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "rapprochement_entries"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "rapprochements" parent where parent.id = "rapprochement_entries"."rapprochement_id" and parent.etablissement_id = "rapprochement_entries"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "rapprochements" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "rapprochements"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "rapprochements"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "tba_lists" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "tba_lists"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "tba_lists"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));