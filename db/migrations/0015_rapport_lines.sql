CREATE TABLE "rapport_causes" (
	"etablissement_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"code" text NOT NULL,
	"champ" text NOT NULL,
	"value" text NOT NULL,
	"severity" text NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "rapport_causes_etablissement_id_number_pk" PRIMARY KEY("etablissement_id","number")
);
--> statement-breakpoint
ALTER TABLE "rapport_causes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rapport_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"dossier_ids" uuid[] NOT NULL,
	"prepared" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rapport_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rapport_lines" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"numero" integer NOT NULL,
	"etat" text NOT NULL,
	"statut" text,
	"statut_since" text,
	"statut_until" text,
	"next_statut" text,
	"next_on" text,
	"taken_back" date,
	"not_shown" boolean NOT NULL,
	"seen" boolean NOT NULL,
	"duplicate_of" text,
	"formation" text NOT NULL,
	"formation_sort" text collate "C" NOT NULL,
	"apprenant_sort" text collate "C" NOT NULL,
	"employeur_sort" text collate "C" NOT NULL,
	"debut" date,
	"fin" date,
	"causes" integer[],
	"sole_champ" text,
	CONSTRAINT "rapport_lines_etat" CHECK ("rapport_lines"."etat" in ('invalide', 'a-transmettre', 'transmis', 'refuse'))
);
--> statement-breakpoint
ALTER TABLE "rapport_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rapport_summaries" (
	"etablissement_id" uuid PRIMARY KEY NOT NULL,
	"day" text,
	"rules" text,
	"summary" jsonb
);
--> statement-breakpoint
ALTER TABLE "rapport_summaries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "rapport_changes_by_etablissement" ON "rapport_changes" USING btree ("etablissement_id");--> statement-breakpoint
CREATE INDEX "rapport_lines_by_numero" ON "rapport_lines" USING btree ("etablissement_id","numero");--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "rapport_causes" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "rapport_causes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "rapport_causes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "rapport_changes" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "rapport_changes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "rapport_changes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "rapport_lines" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "rapport_lines"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "rapport_lines"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "rapport_summaries" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "rapport_summaries"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "rapport_summaries"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));
--> statement-breakpoint
-- Which lines of the report a write makes old, in the writer's own transaction. Rows are added, never changed: a writer that holds dossiers
-- waits for nobody here, and cannot be part of a deadlock.
CREATE FUNCTION mark_rapport_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO rapport_changes (etablissement_id, dossier_ids, prepared)
	SELECT etablissement_id, array_agg(id), true FROM written GROUP BY etablissement_id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_mark_new AFTER INSERT ON "dossiers" REFERENCING NEW TABLE AS written
	FOR EACH STATEMENT EXECUTE FUNCTION mark_rapport_lines();--> statement-breakpoint
CREATE TRIGGER dossiers_mark_changed AFTER UPDATE ON "dossiers" REFERENCING NEW TABLE AS written
	FOR EACH STATEMENT EXECUTE FUNCTION mark_rapport_lines();--> statement-breakpoint
-- Of what the TBA has, only what a line says: a night that sends the same again marks nothing.
CREATE FUNCTION mark_rapport_submissions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO rapport_changes (etablissement_id, dossier_ids, prepared)
	SELECT n.etablissement_id, array_agg(n.dossier_id), false
	FROM before_rows o JOIN after_rows n ON n.dossier_id = o.dossier_id
	WHERE (o.sent_fingerprint, o.refused_fingerprint, o.kept_exclusion, o.seen_at IS NULL, o.sent_at IS NULL)
		IS DISTINCT FROM (n.sent_fingerprint, n.refused_fingerprint, n.kept_exclusion, n.seen_at IS NULL, n.sent_at IS NULL)
	GROUP BY n.etablissement_id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER submissions_mark_changed AFTER UPDATE ON "submissions" REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
	FOR EACH STATEMENT EXECUTE FUNCTION mark_rapport_submissions();--> statement-breakpoint
-- A line goes with its dossier, at once, and so does its name in the marks: it is of a person. After the one row that a renewal holds: the
-- two never wait for each other.
CREATE FUNCTION drop_rapport_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	around uuid[] := ARRAY(SELECT DISTINCT e.id FROM gone g JOIN etablissements e ON e.id = g.etablissement_id ORDER BY e.id);
BEGIN
	INSERT INTO rapport_summaries (etablissement_id) SELECT unnest(around) ON CONFLICT DO NOTHING;
	PERFORM 1 FROM rapport_summaries WHERE etablissement_id = ANY (around) ORDER BY etablissement_id FOR UPDATE;
	DELETE FROM rapport_lines WHERE dossier_id IN (SELECT id FROM gone);
	UPDATE rapport_changes c SET dossier_ids = ARRAY(SELECT u FROM unnest(c.dossier_ids) AS u WHERE u NOT IN (SELECT id FROM gone))
	WHERE c.etablissement_id = ANY (around) AND EXISTS (SELECT 1 FROM unnest(c.dossier_ids) AS u WHERE u IN (SELECT id FROM gone));
	INSERT INTO rapport_changes (etablissement_id, dossier_ids, prepared) SELECT unnest(around), '{}', true;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_drop_lines AFTER DELETE ON "dossiers" REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION drop_rapport_lines();--> statement-breakpoint
-- What «À surveiller» counts beside the dossiers themselves: no line changes, the counts do.
CREATE FUNCTION mark_rapport_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO rapport_changes (etablissement_id, dossier_ids, prepared)
	SELECT e.id, '{}', false FROM etablissements e
	WHERE e.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.etablissement_id ELSE NEW.etablissement_id END;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER imports_mark AFTER INSERT OR DELETE OR UPDATE OF state, at, origin, reading, created, modified, unchanged ON "imports"
	FOR EACH ROW EXECUTE FUNCTION mark_rapport_counts();--> statement-breakpoint
CREATE TRIGGER departs_mark AFTER INSERT OR UPDATE OR DELETE ON "departs"
	FOR EACH ROW EXECUTE FUNCTION mark_rapport_counts();--> statement-breakpoint
CREATE TRIGGER held_pushes_mark AFTER INSERT OR UPDATE OR DELETE ON "held_pushes"
	FOR EACH ROW EXECUTE FUNCTION mark_rapport_counts();--> statement-breakpoint
-- A software's call writes thousands of these at once.
CREATE FUNCTION mark_rapport_sightings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO rapport_changes (etablissement_id, dossier_ids, prepared)
	SELECT e.id, '{}', false FROM etablissements e WHERE e.id IN (SELECT etablissement_id FROM written);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER push_sightings_mark_new AFTER INSERT ON "push_sightings" REFERENCING NEW TABLE AS written
	FOR EACH STATEMENT EXECUTE FUNCTION mark_rapport_sightings();--> statement-breakpoint
CREATE TRIGGER push_sightings_mark_changed AFTER UPDATE ON "push_sightings" REFERENCING NEW TABLE AS written
	FOR EACH STATEMENT EXECUTE FUNCTION mark_rapport_sightings();--> statement-breakpoint
CREATE TRIGGER push_sightings_mark_gone AFTER DELETE ON "push_sightings" REFERENCING OLD TABLE AS written
	FOR EACH STATEMENT EXECUTE FUNCTION mark_rapport_sightings();--> statement-breakpoint
CREATE FUNCTION forget_rapport() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM rapport_changes WHERE etablissement_id = OLD.id;
	DELETE FROM rapport_lines WHERE etablissement_id = OLD.id;
	DELETE FROM rapport_causes WHERE etablissement_id = OLD.id;
	DELETE FROM rapport_summaries WHERE etablissement_id = OLD.id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER etablissements_forget_rapport AFTER DELETE ON "etablissements"
	FOR EACH ROW EXECUTE FUNCTION forget_rapport();--> statement-breakpoint
-- What was sent is kept once for all the dossiers that a statement changes, not one by one: a file or a correction changes thousands.
DROP TRIGGER dossiers_keep_payload ON "dossiers";--> statement-breakpoint
DROP FUNCTION keep_previous_payload();--> statement-breakpoint
CREATE FUNCTION keep_previous_payloads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE submissions s SET
		sent_payload = CASE WHEN s.sent_fingerprint = o.fingerprint THEN o.payload ELSE s.sent_payload END,
		refused_payload = CASE WHEN s.refused_fingerprint = o.fingerprint THEN o.payload ELSE s.refused_payload END
	FROM before_rows o JOIN after_rows n ON n.id = o.id
	WHERE s.dossier_id = o.id AND n.payload IS DISTINCT FROM o.payload
		AND (s.sent_fingerprint = o.fingerprint OR s.refused_fingerprint = o.fingerprint);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_keep_payload AFTER UPDATE ON "dossiers" REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
	FOR EACH STATEMENT EXECUTE FUNCTION keep_previous_payloads();
