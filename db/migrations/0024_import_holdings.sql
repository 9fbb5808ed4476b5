CREATE TABLE "import_holdings" (
	"import_id" uuid PRIMARY KEY NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"created" uuid[] NOT NULL,
	"kept" uuid[] NOT NULL,
	"undoable" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "import_holdings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_holdings" ADD CONSTRAINT "import_holdings_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_holdings" ADD CONSTRAINT "import_holdings_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "import_holdings" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "import_holdings"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "import_holdings"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and "import_holdings"."etablissement_id" = (select parent.etablissement_id from "imports" parent where parent.id = "import_holdings"."import_id")));
--> statement-breakpoint
-- PostgreSQL's own compression was a fifth of what writing a dossier took it. lz4 makes texts as short and hardly counts; where a server was built without it, nothing
-- changes. What is there already is read as it is.
DO $$ BEGIN
	ALTER TABLE dossiers ALTER COLUMN source SET COMPRESSION lz4, ALTER COLUMN payload SET COMPRESSION lz4,
		ALTER COLUMN anomalies SET COMPRESSION lz4, ALTER COLUMN parcours SET COMPRESSION lz4;
	ALTER TABLE import_rows ALTER COLUMN source SET COMPRESSION lz4, ALTER COLUMN changes SET COMPRESSION lz4;
	ALTER TABLE import_changes ALTER COLUMN before SET COMPRESSION lz4;
	ALTER TABLE submissions ALTER COLUMN sent_payload SET COMPRESSION lz4, ALTER COLUMN refused_payload SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;
--> statement-breakpoint
-- The rows that these make are of the dossiers themselves, whose own policy has just let them in: looked up again one by one, in a base hours old of which PostgreSQL
-- knows nothing yet, they were found through all the dossiers of the établissement.
CREATE OR REPLACE FUNCTION open_submissions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	reach text := current_setting('passerelle.etablissement', true);
BEGIN
	PERFORM set_config('passerelle.etablissement', '*', true);
	INSERT INTO submissions (dossier_id, etablissement_id) SELECT id, etablissement_id FROM newcomers ON CONFLICT DO NOTHING;
	PERFORM set_config('passerelle.etablissement', coalesce(reach, ''), true);
	RETURN NULL;
END $$;
