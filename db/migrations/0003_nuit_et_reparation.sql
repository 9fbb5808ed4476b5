CREATE TABLE "abonnements" (
	"etablissement_id" uuid NOT NULL,
	"utilisateur_id" uuid NOT NULL,
	"genres" text[] NOT NULL,
	CONSTRAINT "abonnements_etablissement_id_utilisateur_id_pk" PRIMARY KEY("etablissement_id","utilisateur_id")
);
--> statement-breakpoint
CREATE TABLE "alertes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"genre" text NOT NULL,
	"ouverte_le" timestamp with time zone NOT NULL,
	"fermee_le" timestamp with time zone,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courriels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"utilisateur_id" uuid NOT NULL,
	"sujet" text NOT NULL,
	"texte" text NOT NULL,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL,
	"envoye_le" timestamp with time zone,
	"essais" integer DEFAULT 0 NOT NULL,
	"apres" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "debits" (
	"nom" text PRIMARY KEY NOT NULL,
	"fenetre" timestamp with time zone NOT NULL,
	"nombre" integer NOT NULL,
	"ferme_jusqua" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "departs" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"raison" text NOT NULL,
	"date" date,
	"le" timestamp with time zone NOT NULL,
	"par" uuid,
	"lot_id" uuid
);
--> statement-breakpoint
CREATE TABLE "envois" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"recu_le" timestamp with time zone,
	"empreinte_transmise" text,
	"transmis_le" timestamp with time zone,
	"empreinte_refusee" text,
	"messages_tba" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"payload_transmis" text,
	"payload_refuse" text,
	"vu_le" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "jumeaux" (
	"etablissement_id" uuid NOT NULL,
	"premier" text NOT NULL,
	"second" text NOT NULL,
	"le" timestamp with time zone NOT NULL,
	"par" uuid,
	CONSTRAINT "jumeaux_etablissement_id_premier_second_pk" PRIMARY KEY("etablissement_id","premier","second")
);
--> statement-breakpoint
CREATE TABLE "lignes_corrections" (
	"lot_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"champ" text NOT NULL,
	"avant" jsonb,
	"apres" jsonb,
	CONSTRAINT "lignes_corrections_lot_id_dossier_id_champ_pk" PRIMARY KEY("lot_id","dossier_id","champ")
);
--> statement-breakpoint
CREATE TABLE "lots_corrections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"le" timestamp with time zone NOT NULL,
	"par" uuid,
	"genre" text NOT NULL,
	"titre" text NOT NULL,
	"dossiers" integer NOT NULL,
	"annule_le" timestamp with time zone,
	"annule_par" uuid
);
--> statement-breakpoint
CREATE TABLE "nuits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cle" text,
	"debut" timestamp with time zone NOT NULL,
	"etablissements" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "nuits_cle_unique" UNIQUE("cle")
);
--> statement-breakpoint
CREATE TABLE "sorts_corrections" (
	"import_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"champ" text NOT NULL,
	"sort" text NOT NULL,
	"correction" jsonb NOT NULL,
	"recue" jsonb,
	CONSTRAINT "sorts_corrections_import_id_dossier_id_champ_pk" PRIMARY KEY("import_id","dossier_id","champ")
);
--> statement-breakpoint
ALTER TABLE "appels" ADD COLUMN "dossier_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "appels" ADD COLUMN "acceptes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "appels" ADD COLUMN "refuses" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "dossiers" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "corrections_tenues" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "corrections_terminees" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "corrections_remplacees" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "transmissions" ADD COLUMN "nuit_id" uuid;--> statement-breakpoint
ALTER TABLE "transmissions" ADD COLUMN "reprise_de" uuid;--> statement-breakpoint
ALTER TABLE "transmissions" ADD COLUMN "eligible_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "transmissions" ADD COLUMN "proprietaire" integer;--> statement-breakpoint
ALTER TABLE "transmissions" ADD COLUMN "attente" text;--> statement-breakpoint
ALTER TABLE "abonnements" ADD CONSTRAINT "abonnements_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "abonnements" ADD CONSTRAINT "abonnements_utilisateur_id_utilisateurs_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateurs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alertes" ADD CONSTRAINT "alertes_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courriels" ADD CONSTRAINT "courriels_utilisateur_id_utilisateurs_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateurs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departs" ADD CONSTRAINT "departs_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departs" ADD CONSTRAINT "departs_par_utilisateurs_id_fk" FOREIGN KEY ("par") REFERENCES "public"."utilisateurs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departs" ADD CONSTRAINT "departs_lot_id_lots_corrections_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots_corrections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envois" ADD CONSTRAINT "envois_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jumeaux" ADD CONSTRAINT "jumeaux_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jumeaux" ADD CONSTRAINT "jumeaux_par_utilisateurs_id_fk" FOREIGN KEY ("par") REFERENCES "public"."utilisateurs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lignes_corrections" ADD CONSTRAINT "lignes_corrections_lot_id_lots_corrections_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lots_corrections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lignes_corrections" ADD CONSTRAINT "lignes_corrections_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots_corrections" ADD CONSTRAINT "lots_corrections_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots_corrections" ADD CONSTRAINT "lots_corrections_par_utilisateurs_id_fk" FOREIGN KEY ("par") REFERENCES "public"."utilisateurs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots_corrections" ADD CONSTRAINT "lots_corrections_annule_par_utilisateurs_id_fk" FOREIGN KEY ("annule_par") REFERENCES "public"."utilisateurs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sorts_corrections" ADD CONSTRAINT "sorts_corrections_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sorts_corrections" ADD CONSTRAINT "sorts_corrections_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alertes_ouverte" ON "alertes" USING btree ("etablissement_id","genre") WHERE fermee_le is null;--> statement-breakpoint
CREATE INDEX "alertes_par_etablissement" ON "alertes" USING btree ("etablissement_id","ouverte_le");--> statement-breakpoint
CREATE INDEX "courriels_a_envoyer" ON "courriels" USING btree ("apres") WHERE envoye_le is null;--> statement-breakpoint
CREATE INDEX "lignes_corrections_par_dossier" ON "lignes_corrections" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "lots_corrections_par_etablissement" ON "lots_corrections" USING btree ("etablissement_id","le");--> statement-breakpoint
CREATE INDEX "sorts_corrections_par_dossier" ON "sorts_corrections" USING btree ("dossier_id");--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transmissions" ADD CONSTRAINT "transmissions_nuit_id_nuits_id_fk" FOREIGN KEY ("nuit_id") REFERENCES "public"."nuits"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
-- Accepted dossiers move from a row each to their call.
UPDATE "appels" a SET "dossier_ids" = r.ids, "acceptes" = r.acceptes, "refuses" = r.refuses FROM (
	SELECT appel_id, array_agg(dossier_id) AS ids, count(*) FILTER (WHERE issue = 'accepte') AS acceptes,
		count(*) FILTER (WHERE issue = 'refuse') AS refuses
	FROM "resultats" WHERE appel_id IS NOT NULL GROUP BY appel_id
) r WHERE r.appel_id = a.id;--> statement-breakpoint
DELETE FROM "resultats" WHERE issue = 'accepte';--> statement-breakpoint
ALTER TABLE "resultats" DROP COLUMN "empreinte";--> statement-breakpoint
INSERT INTO "envois" (dossier_id, recu_le, empreinte_transmise, transmis_le, empreinte_refusee, messages_tba)
	SELECT id, transmis_le, empreinte_transmise, transmis_le, empreinte_refusee, messages_tba FROM "dossiers";--> statement-breakpoint
-- Made with the dossier, so that the night only changes it, in its place.
CREATE FUNCTION ouvrir_envois() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO envois (dossier_id) SELECT id FROM nouveaux ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_ouvrir_envois AFTER INSERT ON "dossiers" REFERENCING NEW TABLE AS nouveaux
	FOR EACH STATEMENT EXECUTE FUNCTION ouvrir_envois();--> statement-breakpoint
-- With room left in its page, a row that changes has no index to bring up to date.
ALTER TABLE "envois" SET (fillfactor = 60);--> statement-breakpoint
-- What was sent stays readable after the dossier has changed.
CREATE FUNCTION garder_payload() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE envois SET
		payload_transmis = CASE WHEN empreinte_transmise = OLD.empreinte THEN OLD.payload ELSE payload_transmis END,
		payload_refuse = CASE WHEN empreinte_refusee = OLD.empreinte THEN OLD.payload ELSE payload_refuse END
	WHERE dossier_id = OLD.id AND (empreinte_transmise = OLD.empreinte OR empreinte_refusee = OLD.empreinte);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dossiers_garder_payload AFTER UPDATE ON "dossiers" FOR EACH ROW
	WHEN (OLD.payload IS DISTINCT FROM NEW.payload) EXECUTE FUNCTION garder_payload();
