-- Made by a superuser, these two would not be restored by an ordinary owner: what they set is set in their body, as in 0002 since.
-- The lines about erased dossiers no longer say which: each dossier gets a name that leads nowhere. Answers how many lines.
CREATE OR REPLACE FUNCTION pseudonymize_audit(of_etablissement uuid, erased uuid[]) RETURNS integer
	LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	changed integer;
	reach text := current_setting('passerelle.etablissement', true);
BEGIN
	PERFORM set_config('passerelle.audit_upkeep', 'on', true), set_config('passerelle.etablissement', '*', true);
	WITH pseudonyms AS MATERIALIZED (SELECT e::text AS id, 'efface-' || gen_random_uuid() AS pseudonym FROM unnest(erased) AS e)
	UPDATE public.audit_log j SET details = jsonb_set(j.details, '{dossier}', to_jsonb(p.pseudonym))
	FROM pseudonyms p WHERE j.etablissement_id = of_etablissement AND j.details ->> 'dossier' = p.id;
	GET DIAGNOSTICS changed = ROW_COUNT;
	PERFORM set_config('passerelle.audit_upkeep', '', true), set_config('passerelle.etablissement', coalesce(reach, ''), true);
	RETURN changed;
END $$;--> statement-breakpoint
-- The oldest lines of an établissement (null: those of none) go, never any of the last 180 days whatever is asked. Answers how many.
CREATE OR REPLACE FUNCTION purge_audit(of_etablissement uuid, before timestamp with time zone, at_most integer) RETURNS integer
	LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	removed integer;
	reach text := current_setting('passerelle.etablissement', true);
BEGIN
	PERFORM set_config('passerelle.audit_upkeep', 'on', true), set_config('passerelle.etablissement', '*', true);
	DELETE FROM public.audit_log WHERE id IN (
		SELECT j.id FROM public.audit_log j
		WHERE j.etablissement_id IS NOT DISTINCT FROM of_etablissement AND j.at < least(before, now() - interval '180 days')
		ORDER BY j.at LIMIT at_most);
	GET DIAGNOSTICS removed = ROW_COUNT;
	PERFORM set_config('passerelle.audit_upkeep', '', true), set_config('passerelle.etablissement', coalesce(reach, ''), true);
	RETURN removed;
END $$;
