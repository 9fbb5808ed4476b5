CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"dossiers" integer NOT NULL,
	"marks" text[] NOT NULL
);
--> statement-breakpoint
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
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_action";--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retentions" ADD CONSTRAINT "retentions_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasures_by_etablissement" ON "erasures" USING btree ("etablissement_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_of_nobody" ON "audit_log" USING btree ("actor_id","at") WHERE etablissement_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_log_readings" ON "audit_log" USING btree ("actor_id",(details ->> 'dossier'),date_trunc('hour', at at time zone 'UTC')) WHERE action = 'dossier-read';--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" in ('sign-in', 'key-saved', 'key-tested', 'night-on', 'night-off', 'alertes-set', 'import', 'transmission', 'export', 'correction', 'correction-undone', 'depart', 'depart-undone', 'jumeaux', 'jumeaux-undone', 'import-undone', 'sign-in-failed', 'sign-out', 'signed-out-everywhere', 'oidc-sign-in', 'invited', 'invitation-resent', 'invitation-accepted', 'role-changed', 'member-removed', 'password-changed', 'password-reset-asked', 'second-factor-on', 'second-factor-off', 'second-factor-required', 'user-disabled', 'user-enabled', 'superviseur-named', 'dossier-read', 'audit-export', 'rgpd-extract', 'rgpd-erasure', 'rgpd-readmission', 'retention-set', 'purge'));