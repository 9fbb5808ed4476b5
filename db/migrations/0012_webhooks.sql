CREATE TABLE "validity_changes" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"was_invalid" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "validity_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempted_at" timestamp with time zone,
	"http_status" integer,
	"failure" text,
	"next_attempt_at" timestamp with time zone,
	"queued" boolean DEFAULT false NOT NULL,
	CONSTRAINT "webhook_deliveries_type" CHECK ("webhook_deliveries"."type" in ('transmission.terminee', 'dossier.invalide', 'cle.refusee', 'essai')),
	CONSTRAINT "webhook_deliveries_state" CHECK ("webhook_deliveries"."state" in ('waiting', 'done', 'failed')),
	CONSTRAINT "webhook_deliveries_failure" CHECK ("webhook_deliveries"."failure" in ('status', 'redirected', 'forbidden-address', 'unknown-name', 'timeout', 'tls', 'network', 'unreadable-secret', 'stopped'))
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_until" timestamp with time zone,
	"active" boolean DEFAULT true NOT NULL,
	"failing_since" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "webhook_endpoints_events" CHECK ("webhook_endpoints"."events" <@ array['transmission.terminee', 'dossier.invalide', 'cle.refusee'])
);
--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_action";--> statement-breakpoint
ALTER TABLE "retentions" DROP CONSTRAINT "retentions_kind";--> statement-breakpoint
ALTER TABLE "validity_changes" ADD CONSTRAINT "validity_changes_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "validity_changes_by_etablissement" ON "validity_changes" USING btree ("etablissement_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_endpoint" ON "webhook_deliveries" USING btree ("endpoint_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_etablissement" ON "webhook_deliveries" USING btree ("etablissement_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_to_queue" ON "webhook_deliveries" USING btree ("created_at") WHERE state = 'waiting' and not queued;--> statement-breakpoint
CREATE INDEX "webhook_endpoints_by_etablissement" ON "webhook_endpoints" USING btree ("etablissement_id","created_at");--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" in ('sign-in', 'sign-in-failed', 'sign-out', 'signed-out-everywhere', 'oidc-sign-in', 'invited', 'invitation-resent', 'invitation-withdrawn', 'invitation-accepted', 'role-changed', 'member-removed', 'password-changed', 'password-reset-asked', 'second-factor-on', 'second-factor-off', 'second-factor-required', 'second-factor-optional', 'user-disabled', 'user-enabled', 'superviseur-named', 'superviseur-removed', 'key-saved', 'key-tested', 'night-on', 'night-off', 'alertes-set', 'import', 'transmission', 'export', 'dossier-created', 'correction', 'correction-undone', 'depart', 'depart-undone', 'jumeaux', 'jumeaux-undone', 'identity-kept', 'identity-kept-undone', 'doubts-confirmed', 'import-undone', 'jeton-created', 'jeton-revoked', 'push', 'webhook-created', 'webhook-secret-rotated', 'webhook-suspended', 'webhook-resumed', 'webhook-removed', 'webhook-tested', 'webhook-resent', 'webhook-disabled', 'rapprochement', 'dossier-read', 'audit-export', 'rgpd-extract', 'rgpd-erasure', 'rgpd-readmission', 'retention-set', 'purge'));--> statement-breakpoint
ALTER TABLE "retentions" ADD CONSTRAINT "retentions_kind" CHECK ("retentions"."kind" in ('dossiers', 'calls', 'imports', 'alertes', 'webhooks', 'audit-log'));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "validity_changes" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "validity_changes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "validity_changes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "dossiers" parent where parent.id = "validity_changes"."dossier_id" and parent.etablissement_id = "validity_changes"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "webhook_deliveries"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "webhook_deliveries"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "webhook_endpoints" parent where parent.id = "webhook_deliveries"."endpoint_id" and parent.etablissement_id = "webhook_deliveries"."etablissement_id")));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "webhook_endpoints" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "webhook_endpoints"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "webhook_endpoints"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
-- What a dossier was before it became, or stopped being, invalid: noted once, and only where an endpoint wants to be told.
CREATE FUNCTION note_validity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO validity_changes (dossier_id, etablissement_id, was_invalid)
	SELECT NEW.id, NEW.etablissement_id, TG_OP = 'UPDATE' AND NOT (NEW.apprenti AND NEW.blocked)
	WHERE EXISTS (SELECT 1 FROM webhook_endpoints e WHERE e.etablissement_id = NEW.etablissement_id AND e.active AND 'dossier.invalide' = ANY (e.events))
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER dossiers_new_validity AFTER INSERT ON "dossiers" FOR EACH ROW
	WHEN (NEW.apprenti AND NEW.blocked) EXECUTE FUNCTION note_validity();
--> statement-breakpoint
CREATE TRIGGER dossiers_note_validity AFTER UPDATE ON "dossiers" FOR EACH ROW
	WHEN ((OLD.apprenti AND OLD.blocked) IS DISTINCT FROM (NEW.apprenti AND NEW.blocked)) EXECUTE FUNCTION note_validity();
