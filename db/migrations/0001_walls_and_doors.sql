CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid,
	"role" text,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('lecteur', 'gestionnaire', 'administrateur'))
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "password_resets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"dossiers" integer NOT NULL,
	"marks" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "erasures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purges" (
	"day" date PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "retentions" (
	"etablissement_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "retentions_etablissement_id_kind_pk" PRIMARY KEY("etablissement_id","kind"),
	CONSTRAINT "retentions_kind" CHECK ("retentions"."kind" in ('dossiers', 'calls', 'imports', 'alertes', 'audit-log')),
	CONSTRAINT "retentions_days" CHECK (days between 1 and 3650)
);
--> statement-breakpoint
ALTER TABLE "retentions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"stage" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"browser" text NOT NULL,
	"address" text,
	CONSTRAINT "sessions_secret_hash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "sessions_stage" CHECK ("sessions"."stage" in ('code', 'full'))
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
ALTER TABLE "departs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "jumeaux" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "alertes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subscriptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "change_sets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "correction_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "correction_outcomes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "dossiers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "submissions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "etablissements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tba_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "results" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "transmissions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_action";--> statement-breakpoint
ALTER TABLE "departs" ADD COLUMN "etablissement_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "correction_changes" ADD COLUMN "etablissement_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "correction_outcomes" ADD COLUMN "etablissement_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "etablissement_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "etablissements" ADD COLUMN "second_factor_required" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "etablissement_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "etablissement_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "password_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "last_sign_in_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_secret" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_last_period" integer;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retentions" ADD CONSTRAINT "retentions_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("etablissement_id","email") WHERE accepted_at is null;--> statement-breakpoint
CREATE INDEX "invitations_by_email" ON "invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "password_resets_by_user" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "erasures_by_etablissement" ON "erasures" USING btree ("etablissement_id","at");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id","last_seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "identities_one_by_issuer" ON "identities" USING btree ("user_id","issuer");--> statement-breakpoint
CREATE INDEX "audit_log_of_nobody" ON "audit_log" USING btree ("actor_id","at") WHERE etablissement_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_log_readings" ON "audit_log" USING btree ("actor_id",(details ->> 'dossier'),date_trunc('hour', at at time zone 'UTC')) WHERE action = 'dossier-read';--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" in ('sign-in', 'sign-in-failed', 'sign-out', 'signed-out-everywhere', 'oidc-sign-in', 'invited', 'invitation-resent', 'invitation-withdrawn', 'invitation-accepted', 'role-changed', 'member-removed', 'password-changed', 'password-reset-asked', 'second-factor-on', 'second-factor-off', 'second-factor-required', 'second-factor-optional', 'user-disabled', 'user-enabled', 'superviseur-named', 'superviseur-removed', 'key-saved', 'key-tested', 'night-on', 'night-off', 'alertes-set', 'import', 'transmission', 'export', 'correction', 'correction-undone', 'depart', 'depart-undone', 'jumeaux', 'jumeaux-undone', 'import-undone', 'dossier-read', 'audit-export', 'rgpd-extract', 'rgpd-erasure', 'rgpd-readmission', 'retention-set', 'purge'));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "departs" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "departs"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "departs"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "dossiers" parent where parent.id = "departs"."dossier_id" and parent.etablissement_id = "departs"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "jumeaux" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "jumeaux"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "jumeaux"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "alertes" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "alertes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "alertes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "subscriptions" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "subscriptions"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "subscriptions"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "read_of_etablissement" ON "audit_log" AS PERMISSIVE FOR SELECT TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "audit_log"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]) or ("audit_log"."etablissement_id" is null and exists (select 1 from memberships m where m.user_id = "audit_log"."actor_id")));--> statement-breakpoint
CREATE POLICY "written_once" ON "audit_log" AS PERMISSIVE FOR INSERT TO public WITH CHECK ("audit_log"."etablissement_id" is null or (select current_setting('passerelle.etablissement', true) = '*') or "audit_log"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "maintained" ON "audit_log" AS PERMISSIVE FOR UPDATE TO public USING ((select current_setting('passerelle.audit_upkeep', true) = 'on')) WITH CHECK ((select current_setting('passerelle.audit_upkeep', true) = 'on'));--> statement-breakpoint
CREATE POLICY "purged" ON "audit_log" AS PERMISSIVE FOR DELETE TO public USING ((select current_setting('passerelle.audit_upkeep', true) = 'on'));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "change_sets" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "change_sets"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "change_sets"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "correction_changes" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "correction_changes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "correction_changes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "change_sets" parent where parent.id = "correction_changes"."change_set_id" and parent.etablissement_id = "correction_changes"."etablissement_id") and exists (select 1 from "dossiers" parent where parent.id = "correction_changes"."dossier_id" and parent.etablissement_id = "correction_changes"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "correction_outcomes" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "correction_outcomes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "correction_outcomes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "imports" parent where parent.id = "correction_outcomes"."import_id" and parent.etablissement_id = "correction_outcomes"."etablissement_id") and exists (select 1 from "dossiers" parent where parent.id = "correction_outcomes"."dossier_id" and parent.etablissement_id = "correction_outcomes"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "dossiers" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "dossiers"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "dossiers"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "submissions" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "submissions"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "submissions"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "dossiers" parent where parent.id = "submissions"."dossier_id" and parent.etablissement_id = "submissions"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "etablissements" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "etablissements"."id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "etablissements"."id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "imports" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "imports"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "imports"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "tba_keys" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "tba_keys"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "tba_keys"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "calls" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "calls"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "calls"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "transmissions" parent where parent.id = "calls"."transmission_id" and parent.etablissement_id = "calls"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "results" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "results"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "results"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "transmissions" parent where parent.id = "results"."transmission_id" and parent.etablissement_id = "results"."etablissement_id") and exists (select 1 from "dossiers" parent where parent.id = "results"."dossier_id" and parent.etablissement_id = "results"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "transmissions" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "transmissions"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "transmissions"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "memberships" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "memberships"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "memberships"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "invitations" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "invitations"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "invitations"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "erasures" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "erasures"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "erasures"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "retentions" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "retentions"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "retentions"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));