-- What is noted of dossiers that become, or stop being, invalid is noted once for all those of a statement: row by row it was up to a fifth of
-- what a correction of five thousand dossiers took to be written, where nobody even wanted to be told.
DROP TRIGGER dossiers_new_validity ON "dossiers";--> statement-breakpoint
DROP TRIGGER dossiers_note_validity ON "dossiers";--> statement-breakpoint
DROP FUNCTION note_validity();--> statement-breakpoint
CREATE FUNCTION note_new_validity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO validity_changes (dossier_id, etablissement_id, was_invalid)
	SELECT n.id, n.etablissement_id, false FROM newcomers n
	WHERE n.apprenti AND n.blocked AND n.etablissement_id IN (
		SELECT e.etablissement_id FROM webhook_endpoints e WHERE e.active AND 'dossier.invalide' = ANY (e.events))
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_new_validity AFTER INSERT ON "dossiers" REFERENCING NEW TABLE AS newcomers
	FOR EACH STATEMENT EXECUTE FUNCTION note_new_validity();--> statement-breakpoint
-- A dossier has changed when it was before what it no longer is. Looked up in one table made once: a join, of rows of which PostgreSQL knows
-- nothing, compares each with each of the others.
CREATE FUNCTION note_validity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO validity_changes (dossier_id, etablissement_id, was_invalid)
	SELECT n.id, n.etablissement_id, NOT (n.apprenti AND n.blocked) FROM after_rows n
	WHERE n.etablissement_id IN (
			SELECT e.etablissement_id FROM webhook_endpoints e WHERE e.active AND 'dossier.invalide' = ANY (e.events))
		AND (n.id, NOT (n.apprenti AND n.blocked)) IN (SELECT o.id, o.apprenti AND o.blocked FROM before_rows o)
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_note_validity AFTER UPDATE ON "dossiers" REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
	FOR EACH STATEMENT EXECUTE FUNCTION note_validity();
