CREATE TABLE "departs" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"date" date,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"change_set_id" uuid,
	CONSTRAINT "departs_reason" CHECK ("departs"."reason" in ('rupture', 'exclusion', 'fin', 'erreur'))
);
--> statement-breakpoint
CREATE TABLE "jumeaux" (
	"etablissement_id" uuid NOT NULL,
	"first" text NOT NULL,
	"second" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	CONSTRAINT "jumeaux_etablissement_id_first_second_pk" PRIMARY KEY("etablissement_id","first","second")
);
--> statement-breakpoint
CREATE TABLE "alertes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "alertes_kind" CHECK ("alertes"."kind" in ('key-refused', 'transmission-failed', 'no-night', 'accepted-drop', 'silent-key', 'tba-refusals'))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"etablissement_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kinds" text[] NOT NULL,
	CONSTRAINT "subscriptions_etablissement_id_user_id_pk" PRIMARY KEY("etablissement_id","user_id"),
	CONSTRAINT "subscriptions_kinds" CHECK ("subscriptions"."kinds" <@ array['key-refused', 'transmission-failed', 'no-night', 'accepted-drop', 'tba-refusals', 'silent-key', 'week'])
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_log_action" CHECK ("audit_log"."action" in ('sign-in', 'key-saved', 'key-tested', 'night-on', 'night-off', 'alertes-set', 'import', 'transmission', 'export', 'correction', 'correction-undone', 'depart', 'depart-undone', 'jumeaux', 'jumeaux-undone'))
);
--> statement-breakpoint
CREATE TABLE "change_sets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"dossiers" integer NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "change_sets_kind" CHECK ("change_sets"."kind" in ('dossier', 'mass', 'depart'))
);
--> statement-breakpoint
CREATE TABLE "correction_changes" (
	"change_set_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"champ" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "correction_changes_change_set_id_dossier_id_champ_pk" PRIMARY KEY("change_set_id","dossier_id","champ")
);
--> statement-breakpoint
CREATE TABLE "correction_outcomes" (
	"import_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"champ" text NOT NULL,
	"outcome" text NOT NULL,
	"correction" jsonb NOT NULL,
	"received" jsonb,
	CONSTRAINT "correction_outcomes_import_id_dossier_id_champ_pk" PRIMARY KEY("import_id","dossier_id","champ"),
	CONSTRAINT "correction_outcomes_outcome" CHECK ("correction_outcomes"."outcome" in ('settled', 'overridden'))
);
--> statement-breakpoint
CREATE TABLE "dossiers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"numero" integer,
	"id_erp_apprenant" text NOT NULL,
	"annee_scolaire" text NOT NULL,
	"source" jsonb NOT NULL,
	"corrections" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"apprenti" boolean NOT NULL,
	"blocked" boolean NOT NULL,
	"payload" text NOT NULL,
	"fingerprint" text NOT NULL,
	"anomalies" jsonb NOT NULL,
	"parcours" jsonb,
	"formation" text NOT NULL,
	"apprenant" text NOT NULL,
	"employeur" text NOT NULL,
	"formation_sort" text NOT NULL,
	"apprenant_sort" text NOT NULL,
	"employeur_sort" text NOT NULL,
	"debut" date,
	"fin" date,
	"person" text,
	"preparation_version" integer NOT NULL,
	"import_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"modified_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone,
	"sent_fingerprint" text,
	"sent_at" timestamp with time zone,
	"refused_fingerprint" text,
	"tba_messages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sent_payload" text,
	"refused_payload" text,
	"seen_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "etablissements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"uai" text NOT NULL,
	"siret" text NOT NULL,
	"name" text NOT NULL,
	"reseau_id" uuid,
	"transmission_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "etablissements_uai_unique" UNIQUE("uai")
);
--> statement-breakpoint
CREATE TABLE "reseaux" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"file" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"rows" integer NOT NULL,
	"created" integer NOT NULL,
	"modified" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"corrections_kept" integer DEFAULT 0 NOT NULL,
	"corrections_settled" integer DEFAULT 0 NOT NULL,
	"corrections_overridden" integer DEFAULT 0 NOT NULL,
	"non_apprentis" integer NOT NULL,
	"set_aside" jsonb NOT NULL,
	"ignored_columns" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"name" text PRIMARY KEY NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	"open_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "tba_couples" (
	"uai" text NOT NULL,
	"siret" text NOT NULL,
	"known" boolean NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tba_couples_uai_siret_pk" PRIMARY KEY("uai","siret")
);
--> statement-breakpoint
CREATE TABLE "tba_keys" (
	"etablissement_id" uuid PRIMARY KEY NOT NULL,
	"ciphertext" text NOT NULL,
	"modified_at" timestamp with time zone NOT NULL,
	"modified_by" uuid,
	"tested_at" timestamp with time zone,
	"test_result" text,
	CONSTRAINT "tba_keys_test_result" CHECK ("tba_keys"."test_result" in ('accepted', 'refused', 'unreachable'))
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"transmission_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"attempt" integer NOT NULL,
	"dossiers" integer NOT NULL,
	"dossier_ids" uuid[] DEFAULT '{}' NOT NULL,
	"bytes" integer NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"http_status" integer,
	"kind" text,
	"reason" text,
	"accepted" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "calls_kind" CHECK ("calls"."kind" in ('answer', 'key-refused', 'too-many-requests', 'too-big', 'request-refused', 'unavailable'))
);
--> statement-breakpoint
CREATE TABLE "nights" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text,
	"started_at" timestamp with time zone NOT NULL,
	"etablissements" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "nights_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "results" (
	"transmission_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"call_id" uuid,
	"outcome" text NOT NULL,
	"messages" jsonb NOT NULL,
	CONSTRAINT "results_transmission_id_dossier_id_pk" PRIMARY KEY("transmission_id","dossier_id"),
	CONSTRAINT "results_outcome" CHECK ("results"."outcome" in ('refused', 'not-sent'))
);
--> statement-breakpoint
CREATE TABLE "transmissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"status" text NOT NULL,
	"trigger" text NOT NULL,
	"by" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"heartbeat_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"eligibles" integer DEFAULT 0 NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"not_sent" integer DEFAULT 0 NOT NULL,
	"invalides" integer DEFAULT 0 NOT NULL,
	"night_id" uuid,
	"resumed_from" uuid,
	"eligible_ids" uuid[] DEFAULT '{}' NOT NULL,
	"owner_id" integer,
	"waiting_for" text,
	"error" text,
	CONSTRAINT "transmissions_status" CHECK ("transmissions"."status" in ('running', 'completed', 'interrupted', 'failed')),
	CONSTRAINT "transmissions_trigger" CHECK ("transmissions"."trigger" in ('clock', 'manual'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"user_id" uuid NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "memberships_user_id_etablissement_id_pk" PRIMARY KEY("user_id","etablissement_id"),
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('lecteur', 'gestionnaire', 'administrateur'))
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_failure_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supervisions" (
	"user_id" uuid NOT NULL,
	"reseau_id" uuid NOT NULL,
	CONSTRAINT "supervisions_user_id_reseau_id_pk" PRIMARY KEY("user_id","reseau_id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "departs" ADD CONSTRAINT "departs_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departs" ADD CONSTRAINT "departs_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departs" ADD CONSTRAINT "departs_change_set_id_change_sets_id_fk" FOREIGN KEY ("change_set_id") REFERENCES "public"."change_sets"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jumeaux" ADD CONSTRAINT "jumeaux_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jumeaux" ADD CONSTRAINT "jumeaux_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alertes" ADD CONSTRAINT "alertes_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_sets" ADD CONSTRAINT "change_sets_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_sets" ADD CONSTRAINT "change_sets_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_sets" ADD CONSTRAINT "change_sets_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_changes" ADD CONSTRAINT "correction_changes_change_set_id_change_sets_id_fk" FOREIGN KEY ("change_set_id") REFERENCES "public"."change_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_changes" ADD CONSTRAINT "correction_changes_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_outcomes" ADD CONSTRAINT "correction_outcomes_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_outcomes" ADD CONSTRAINT "correction_outcomes_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "etablissements" ADD CONSTRAINT "etablissements_reseau_id_reseaux_id_fk" FOREIGN KEY ("reseau_id") REFERENCES "public"."reseaux"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tba_keys" ADD CONSTRAINT "tba_keys_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tba_keys" ADD CONSTRAINT "tba_keys_modified_by_users_id_fk" FOREIGN KEY ("modified_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_transmission_id_transmissions_id_fk" FOREIGN KEY ("transmission_id") REFERENCES "public"."transmissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_transmission_id_transmissions_id_fk" FOREIGN KEY ("transmission_id") REFERENCES "public"."transmissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transmissions" ADD CONSTRAINT "transmissions_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transmissions" ADD CONSTRAINT "transmissions_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transmissions" ADD CONSTRAINT "transmissions_night_id_nights_id_fk" FOREIGN KEY ("night_id") REFERENCES "public"."nights"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisions" ADD CONSTRAINT "supervisions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisions" ADD CONSTRAINT "supervisions_reseau_id_reseaux_id_fk" FOREIGN KEY ("reseau_id") REFERENCES "public"."reseaux"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alertes_open" ON "alertes" USING btree ("etablissement_id","kind") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "alertes_by_etablissement" ON "alertes" USING btree ("etablissement_id","opened_at");--> statement-breakpoint
CREATE INDEX "audit_log_by_etablissement" ON "audit_log" USING btree ("etablissement_id","at");--> statement-breakpoint
CREATE INDEX "change_sets_by_etablissement" ON "change_sets" USING btree ("etablissement_id","at");--> statement-breakpoint
CREATE INDEX "correction_changes_by_dossier" ON "correction_changes" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "correction_outcomes_by_dossier" ON "correction_outcomes" USING btree ("dossier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dossiers_identity" ON "dossiers" USING btree ("etablissement_id","id_erp_apprenant","annee_scolaire");--> statement-breakpoint
CREATE UNIQUE INDEX "dossiers_numero" ON "dossiers" USING btree ("etablissement_id","numero");--> statement-breakpoint
CREATE INDEX "dossiers_to_send" ON "dossiers" USING btree ("etablissement_id","id") WHERE apprenti and not blocked;--> statement-breakpoint
CREATE INDEX "dossiers_person" ON "dossiers" USING btree ("etablissement_id","person","id_erp_apprenant") WHERE person is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_sequence" ON "calls" USING btree ("transmission_id","sequence");--> statement-breakpoint
CREATE INDEX "results_by_dossier" ON "results" USING btree ("dossier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "transmissions_one_running" ON "transmissions" USING btree ("etablissement_id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "transmissions_by_etablissement" ON "transmissions" USING btree ("etablissement_id","started_at");--> statement-breakpoint
-- Every row is written again each night and at each new version of the rules: with room left in its page, no index has to follow.
ALTER TABLE "dossiers" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "submissions" SET (fillfactor = 60);--> statement-breakpoint
-- Made with the dossier, so that the night only changes it, in its place.
CREATE FUNCTION open_submissions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO submissions (dossier_id) SELECT id FROM newcomers ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_open_submissions AFTER INSERT ON "dossiers" REFERENCING NEW TABLE AS newcomers
	FOR EACH STATEMENT EXECUTE FUNCTION open_submissions();--> statement-breakpoint
-- What was sent stays readable once the dossier has changed: the one rule, for the trigger below and for the night's answers.
CREATE FUNCTION keep_payload(dossier uuid, sent text, body text) RETURNS void LANGUAGE sql AS $$
	UPDATE submissions SET
		sent_payload = CASE WHEN sent_fingerprint = sent THEN body ELSE sent_payload END,
		refused_payload = CASE WHEN refused_fingerprint = sent THEN body ELSE refused_payload END
	WHERE dossier_id = dossier AND (sent_fingerprint = sent OR refused_fingerprint = sent);
$$;--> statement-breakpoint
CREATE FUNCTION keep_previous_payload() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM keep_payload(OLD.id, OLD.fingerprint, OLD.payload);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_keep_payload AFTER UPDATE ON "dossiers" FOR EACH ROW
	WHEN (OLD.payload IS DISTINCT FROM NEW.payload) EXECUTE FUNCTION keep_previous_payload();
