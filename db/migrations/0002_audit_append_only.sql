-- The journal is written once. Its lines are changed or removed by the two functions below alone, and by what its keys cascade (an
-- account that is deleted leaves its lines without an author, an établissement that is deleted takes its own away).
CREATE FUNCTION audit_log_append_only() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	upkeep boolean := current_setting('passerelle.audit_upkeep', true) = 'on'
		AND current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = TG_RELID);
	cascaded boolean := pg_trigger_depth() > 1;
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'insufficient_privilege';
	ELSIF TG_OP = 'DELETE' THEN
		IF upkeep OR cascaded THEN RETURN OLD; END IF;
	ELSIF upkeep OR (cascaded AND NEW.actor_id IS NULL AND to_jsonb(NEW) - 'actor_id' = to_jsonb(OLD) - 'actor_id') THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON "audit_log"
	FOR EACH ROW EXECUTE FUNCTION audit_log_append_only();--> statement-breakpoint
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON "audit_log"
	FOR EACH STATEMENT EXECUTE FUNCTION audit_log_append_only();--> statement-breakpoint
-- Both set what the policies read while they work, in their body: in their definition (SET …), only a superuser could create them, and the owner of
-- the tables need not be one. An error ends the transaction, and the settings with it.
-- The lines about erased dossiers no longer say which: each dossier gets a name that leads nowhere. Answers how many lines.
CREATE FUNCTION pseudonymize_audit(of_etablissement uuid, erased uuid[]) RETURNS integer
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
CREATE FUNCTION purge_audit(of_etablissement uuid, before timestamp with time zone, at_most integer) RETURNS integer
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
END $$;--> statement-breakpoint
-- Who applies the migrations owns them; a role of the application that does not must be granted EXECUTE, and nothing more on the table.
REVOKE ALL ON FUNCTION pseudonymize_audit(uuid, uuid[]) FROM PUBLIC;--> statement-breakpoint
REVOKE ALL ON FUNCTION purge_audit(uuid, timestamp with time zone, integer) FROM PUBLIC;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_log" FROM PUBLIC;
