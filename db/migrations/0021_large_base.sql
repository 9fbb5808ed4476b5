CREATE INDEX "dossiers_by_import" ON "dossiers" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "dossiers_by_annee" ON "dossiers" USING btree ("etablissement_id","annee_scolaire");--> statement-breakpoint
CREATE INDEX "held_pushes_by_dossier" ON "held_pushes" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "results_by_call" ON "results" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "transmissions_by_night" ON "transmissions" USING btree ("night_id");--> statement-breakpoint
-- The oldest lines of an établissement (null: those of none) go, never any of the last 180 days whatever is asked. Answers how many. «IS NOT
-- DISTINCT FROM» is served by no index: the lines of everybody were read for each établissement.
CREATE OR REPLACE FUNCTION purge_audit(of_etablissement uuid, before timestamp with time zone, at_most integer) RETURNS integer
	LANGUAGE plpgsql SECURITY DEFINER
	SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	removed integer;
	reach text := current_setting('passerelle.etablissement', true);
	kept_since timestamp with time zone := least(before, now() - interval '180 days');
BEGIN
	PERFORM set_config('passerelle.audit_upkeep', 'on', true), set_config('passerelle.etablissement', '*', true);
	IF of_etablissement IS NULL THEN
		DELETE FROM public.audit_log WHERE id IN (
			SELECT j.id FROM public.audit_log j WHERE j.etablissement_id IS NULL AND j.at < kept_since ORDER BY j.at LIMIT at_most);
	ELSE
		DELETE FROM public.audit_log WHERE id IN (
			SELECT j.id FROM public.audit_log j WHERE j.etablissement_id = of_etablissement AND j.at < kept_since ORDER BY j.at LIMIT at_most);
	END IF;
	GET DIAGNOSTICS removed = ROW_COUNT;
	PERFORM set_config('passerelle.audit_upkeep', '', true), set_config('passerelle.etablissement', coalesce(reach, ''), true);
	RETURN removed;
END $$;
