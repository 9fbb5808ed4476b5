CREATE TABLE "couples_tba" (
	"uai" text NOT NULL,
	"siret" text NOT NULL,
	"connu" boolean NOT NULL,
	"verifie_le" timestamp with time zone NOT NULL,
	CONSTRAINT "couples_tba_uai_siret_pk" PRIMARY KEY("uai","siret")
);
--> statement-breakpoint
ALTER TABLE "dossiers" ADD COLUMN "personne" text;--> statement-breakpoint
CREATE INDEX "dossiers_personne" ON "dossiers" USING btree ("etablissement_id","personne","id_erp_apprenant") WHERE personne is not null;--> statement-breakpoint
CREATE INDEX "dossiers_version" ON "dossiers" USING btree ("version_contrat","id");--> statement-breakpoint
-- Their column «personne» is still to be filled: as if an older version had prepared them, they are prepared again at the next start.
UPDATE "dossiers" SET "version_contrat" = 0;
