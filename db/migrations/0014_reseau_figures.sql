CREATE TABLE "etablissement_figures" (
	"etablissement_id" uuid PRIMARY KEY NOT NULL,
	"apprentis" integer DEFAULT 0 NOT NULL,
	"valides" integer DEFAULT 0 NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"causes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"causes_at" timestamp with time zone,
	"last_run_at" timestamp with time zone,
	"last_run_status" text,
	"valid_nights" integer[] DEFAULT '{}' NOT NULL,
	"nights_until" date,
	CONSTRAINT "etablissement_figures_last_run_status" CHECK ("etablissement_figures"."last_run_status" in ('running', 'completed', 'interrupted', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "etablissement_figures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "figure_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"apprentis" integer NOT NULL,
	"valides" integer NOT NULL,
	"seen" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "figure_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "night_figures" (
	"etablissement_id" uuid NOT NULL,
	"day" date NOT NULL,
	"status" text NOT NULL,
	"valides" integer NOT NULL,
	"invalides" integer NOT NULL,
	"accepted" integer NOT NULL,
	"refused" integer NOT NULL,
	"seen" integer,
	CONSTRAINT "night_figures_etablissement_id_day_pk" PRIMARY KEY("etablissement_id","day"),
	CONSTRAINT "night_figures_status" CHECK ("night_figures"."status" in ('running', 'completed', 'interrupted', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "night_figures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "figure_changes_by_etablissement" ON "figure_changes" USING btree ("etablissement_id");--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "etablissement_figures" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "etablissement_figures"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "etablissement_figures"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "figure_changes" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "figure_changes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "figure_changes"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "night_figures" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "night_figures"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or "night_figures"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[]));
--> statement-breakpoint
-- What a write of dossiers changes in the counts of its établissement, in the same transaction. Rows are added, never changed: a writer
-- that holds dossiers waits for nobody here, and cannot be part of a deadlock.
CREATE FUNCTION count_new_dossiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO figure_changes (etablissement_id, apprentis, valides, seen)
	SELECT etablissement_id, count(*) FILTER (WHERE apprenti), count(*) FILTER (WHERE apprenti AND NOT blocked), 0
	FROM newcomers GROUP BY etablissement_id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_count_new AFTER INSERT ON "dossiers" REFERENCING NEW TABLE AS newcomers
	FOR EACH STATEMENT EXECUTE FUNCTION count_new_dossiers();--> statement-breakpoint
-- A row even when no count moves: the causes, too, are to be looked for again.
CREATE FUNCTION count_changed_dossiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO figure_changes (etablissement_id, apprentis, valides, seen)
	SELECT n.etablissement_id, sum(n.apprenti::int - o.apprenti::int),
		sum((n.apprenti AND NOT n.blocked)::int - (o.apprenti AND NOT o.blocked)::int),
		coalesce(sum(n.apprenti::int - o.apprenti::int) FILTER (WHERE n.apprenti <> o.apprenti
			AND EXISTS (SELECT 1 FROM submissions s WHERE s.dossier_id = n.id AND s.seen_at IS NOT NULL)), 0)
	FROM after_rows n JOIN before_rows o ON o.id = n.id GROUP BY n.etablissement_id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_count_changed AFTER UPDATE ON "dossiers" REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
	FOR EACH STATEMENT EXECUTE FUNCTION count_changed_dossiers();--> statement-breakpoint
-- Before, row by row: what the TBA has of the dossier is still there to be read. Nothing when the établissement itself goes.
CREATE FUNCTION count_removed_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO figure_changes (etablissement_id, apprentis, valides, seen)
	SELECT e.id, -(OLD.apprenti::int), -((OLD.apprenti AND NOT OLD.blocked)::int), -((OLD.apprenti
		AND EXISTS (SELECT 1 FROM submissions s WHERE s.dossier_id = OLD.id AND s.seen_at IS NOT NULL))::int)
	FROM etablissements e WHERE e.id = OLD.etablissement_id;
	RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_count_removed BEFORE DELETE ON "dossiers"
	FOR EACH ROW EXECUTE FUNCTION count_removed_dossier();--> statement-breakpoint
CREATE FUNCTION count_seen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO figure_changes (etablissement_id, apprentis, valides, seen)
	SELECT d.etablissement_id, 0, 0, CASE WHEN NEW.seen_at IS NULL THEN -1 ELSE 1 END
	FROM dossiers d WHERE d.id = NEW.dossier_id AND d.apprenti;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER submissions_count_seen AFTER UPDATE OF seen_at ON "submissions" FOR EACH ROW
	WHEN ((OLD.seen_at IS NULL) <> (NEW.seen_at IS NULL)) EXECUTE FUNCTION count_seen();--> statement-breakpoint
-- The last thirty days of an établissement, as its short row keeps them.
CREATE FUNCTION last_nights(of_etablissement uuid, until date) RETURNS integer[] LANGUAGE sql STABLE AS $$
	SELECT array_agg(f.valides ORDER BY d.day) FROM generate_series(until - 29, until, interval '1 day') AS d(day)
	LEFT JOIN night_figures f ON f.etablissement_id = of_etablissement AND f.day = d.day::date
$$;--> statement-breakpoint
-- A run that is over, whoever closes it: its day in the figures, and the short row. What was refused is counted over all the runs that it took up.
CREATE FUNCTION record_night() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	night date := (NEW.started_at AT TIME ZONE 'Europe/Paris')::date;
	counted record;
	told record;
BEGIN
	SELECT coalesce(f.apprentis, 0) + coalesce(c.apprentis, 0) AS apprentis, coalesce(f.valides, 0) + coalesce(c.valides, 0) AS valides,
		coalesce(f.seen, 0) + coalesce(c.seen, 0) AS seen INTO counted
	FROM (SELECT sum(apprentis)::int AS apprentis, sum(valides)::int AS valides, sum(seen)::int AS seen
		FROM figure_changes WHERE etablissement_id = NEW.etablissement_id) c
	LEFT JOIN etablissement_figures f ON f.etablissement_id = NEW.etablissement_id;
	WITH RECURSIVE chain AS (
		SELECT NEW.accepted, NEW.refused, NEW.resumed_from
		UNION ALL
		SELECT t.accepted, t.refused, t.resumed_from FROM transmissions t JOIN chain c ON t.id = c.resumed_from
	) SELECT sum(accepted)::int AS accepted, sum(refused)::int AS refused INTO told FROM chain;
	INSERT INTO night_figures (etablissement_id, day, status, valides, invalides, accepted, refused, seen)
	VALUES (NEW.etablissement_id, night, NEW.status, counted.valides, counted.apprentis - counted.valides, told.accepted, told.refused, counted.seen)
	ON CONFLICT (etablissement_id, day) DO UPDATE SET status = excluded.status, valides = excluded.valides,
		invalides = excluded.invalides, accepted = excluded.accepted, refused = excluded.refused, seen = excluded.seen;
	INSERT INTO etablissement_figures (etablissement_id, last_run_at, last_run_status, valid_nights, nights_until)
	VALUES (NEW.etablissement_id, NEW.started_at, NEW.status, last_nights(NEW.etablissement_id, night), night)
	ON CONFLICT (etablissement_id) DO UPDATE SET last_run_at = excluded.last_run_at, last_run_status = excluded.last_run_status,
		valid_nights = excluded.valid_nights, nights_until = excluded.nights_until
	WHERE etablissement_figures.last_run_at IS NULL OR etablissement_figures.last_run_at <= excluded.last_run_at;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER transmissions_record_night AFTER UPDATE OF status ON "transmissions" FOR EACH ROW
	WHEN (OLD.status = 'running' AND NEW.status <> 'running') EXECUTE FUNCTION record_night();--> statement-breakpoint
CREATE FUNCTION forget_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM figure_changes WHERE etablissement_id = OLD.id;
	DELETE FROM night_figures WHERE etablissement_id = OLD.id;
	DELETE FROM etablissement_figures WHERE etablissement_id = OLD.id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER etablissements_forget_figures AFTER DELETE ON "etablissements"
	FOR EACH ROW EXECUTE FUNCTION forget_figures();--> statement-breakpoint
-- What is there already. Of the nights before, the runs kept their counts; who was seen then, nobody wrote down.
INSERT INTO night_figures (etablissement_id, day, status, valides, invalides, accepted, refused)
SELECT DISTINCT ON (etablissement_id, (started_at AT TIME ZONE 'Europe/Paris')::date) etablissement_id,
	(started_at AT TIME ZONE 'Europe/Paris')::date, status, eligibles, invalides, accepted, refused
FROM transmissions WHERE status <> 'running' AND resumed_from IS NULL
ORDER BY etablissement_id, (started_at AT TIME ZONE 'Europe/Paris')::date, started_at DESC;--> statement-breakpoint
INSERT INTO etablissement_figures (etablissement_id, apprentis, valides, seen, last_run_at, last_run_status, valid_nights, nights_until)
SELECT e.id, d.apprentis, d.valides, d.seen, t.started_at, t.status,
	CASE WHEN t.day IS NULL THEN '{}' ELSE last_nights(e.id, t.day) END, t.day
FROM etablissements e
CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE o.apprenti) AS apprentis, count(*) FILTER (WHERE o.apprenti AND NOT o.blocked) AS valides,
	count(*) FILTER (WHERE o.apprenti AND s.seen_at IS NOT NULL) AS seen
	FROM dossiers o LEFT JOIN submissions s ON s.dossier_id = o.id WHERE o.etablissement_id = e.id) d
LEFT JOIN LATERAL (SELECT started_at, status, (started_at AT TIME ZONE 'Europe/Paris')::date AS day FROM transmissions
	WHERE etablissement_id = e.id AND status <> 'running' ORDER BY started_at DESC LIMIT 1) t ON true;
