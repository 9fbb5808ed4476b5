CREATE INDEX "dossiers_blocked" ON "dossiers" USING btree ("etablissement_id") WHERE apprenti and blocked;--> statement-breakpoint
-- Each end of a run asks for it: in this language it is planned once a connection, and no more at each run.
CREATE OR REPLACE FUNCTION last_nights(of_etablissement uuid, until date) RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
BEGIN
	RETURN (SELECT array_agg(f.valides ORDER BY d.day) FROM generate_series(until - 29, until, interval '1 day') AS d(day)
		LEFT JOIN night_figures f ON f.etablissement_id = of_etablissement AND f.day = d.day::date);
END $$;
