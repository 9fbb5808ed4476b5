-- A row of what the TBA has carries its dossier's établissement, which row-level security reads.
CREATE OR REPLACE FUNCTION open_submissions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO submissions (dossier_id, etablissement_id) SELECT id, etablissement_id FROM newcomers ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;
