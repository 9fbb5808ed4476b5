ALTER TABLE "submissions" ADD COLUMN "left_behind" jsonb;--> statement-breakpoint
CREATE INDEX "submissions_left_behind" ON "submissions" USING btree ("etablissement_id") WHERE left_behind is not null;
--> statement-breakpoint
-- By what the TBA knows a dossier (lib/domain/left-behind.ts).
CREATE FUNCTION tba_key(payload text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
	SELECT jsonb_build_object('id', coalesce(p->>'id_erp_apprenant', ''), 'annee', coalesce(p->>'annee_scolaire', ''),
		'uai', coalesce(p->>'etablissement_formateur_uai', ''), 'siret', coalesce(p->>'etablissement_formateur_siret', ''))
	FROM (SELECT payload::jsonb AS p) AS parsed
$$;
--> statement-breakpoint
-- The TBA has just taken `after`, having had `before`: under another key, that one stays, and the list of those that stay gains it.
CREATE FUNCTION add_left_behind(known jsonb, before text, after text, day date) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	was jsonb;
	is_now jsonb;
BEGIN
	IF before IS NULL OR after IS NULL THEN
		RETURN known;
	END IF;
	was := tba_key(before);
	is_now := tba_key(after);
	IF was = is_now THEN
		RETURN known;
	END IF;
	RETURN (SELECT coalesce(jsonb_agg(e ORDER BY rank), '[]'::jsonb)
			FROM jsonb_array_elements(coalesce(known, '[]'::jsonb)) WITH ORDINALITY AS list(e, rank)
			WHERE e - 'until' NOT IN (was, is_now))
		|| jsonb_build_array(was || jsonb_build_object('until', day));
END $$;
