CREATE TABLE "appartenances" (
	"utilisateur_id" uuid NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "appartenances_utilisateur_id_etablissement_id_pk" PRIMARY KEY("utilisateur_id","etablissement_id")
);
--> statement-breakpoint
CREATE TABLE "appels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"transmission_id" uuid NOT NULL,
	"rang" integer NOT NULL,
	"tentative" integer NOT NULL,
	"dossiers" integer NOT NULL,
	"octets" integer NOT NULL,
	"demande_le" timestamp with time zone NOT NULL,
	"repondu_le" timestamp with time zone,
	"statut_http" integer,
	"genre" text,
	"raison" text
);
--> statement-breakpoint
CREATE TABLE "cles_tba" (
	"etablissement_id" uuid PRIMARY KEY NOT NULL,
	"chiffre" text NOT NULL,
	"modifiee_le" timestamp with time zone NOT NULL,
	"modifiee_par" uuid,
	"testee_le" timestamp with time zone,
	"test_resultat" text
);
--> statement-breakpoint
CREATE TABLE "dossiers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"numero" integer,
	"id_erp_apprenant" text NOT NULL,
	"annee_scolaire" text NOT NULL,
	"source" jsonb NOT NULL,
	"corrections" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"apprenti" boolean NOT NULL,
	"bloque" boolean NOT NULL,
	"payload" text NOT NULL,
	"empreinte" text NOT NULL,
	"anomalies" jsonb NOT NULL,
	"parcours" jsonb,
	"formation" text NOT NULL,
	"apprenant" text NOT NULL,
	"employeur" text NOT NULL,
	"formation_tri" text NOT NULL,
	"apprenant_tri" text NOT NULL,
	"employeur_tri" text NOT NULL,
	"debut" date,
	"fin" date,
	"version_contrat" integer NOT NULL,
	"empreinte_transmise" text,
	"transmis_le" timestamp with time zone,
	"empreinte_refusee" text,
	"messages_tba" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL,
	"modifie_le" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "etablissements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"uai" text NOT NULL,
	"siret" text NOT NULL,
	"nom" text NOT NULL,
	"reseau_id" uuid,
	"transmission_active" boolean DEFAULT true NOT NULL,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "etablissements_uai_unique" UNIQUE("uai")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"fichier" text NOT NULL,
	"le" timestamp with time zone NOT NULL,
	"par" uuid,
	"lignes" integer NOT NULL,
	"crees" integer NOT NULL,
	"modifies" integer NOT NULL,
	"inchanges" integer NOT NULL,
	"non_apprentis" integer NOT NULL,
	"ecartees" jsonb NOT NULL,
	"colonnes_ignorees" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid,
	"le" timestamp with time zone NOT NULL,
	"acteur_id" uuid,
	"action" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reseaux" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"nom" text NOT NULL,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resultats" (
	"transmission_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"appel_id" uuid,
	"empreinte" text NOT NULL,
	"issue" text NOT NULL,
	"messages" jsonb NOT NULL,
	CONSTRAINT "resultats_transmission_id_dossier_id_pk" PRIMARY KEY("transmission_id","dossier_id")
);
--> statement-breakpoint
CREATE TABLE "supervisions" (
	"utilisateur_id" uuid NOT NULL,
	"reseau_id" uuid NOT NULL,
	CONSTRAINT "supervisions_utilisateur_id_reseau_id_pk" PRIMARY KEY("utilisateur_id","reseau_id")
);
--> statement-breakpoint
CREATE TABLE "tentatives_connexion" (
	"cle" text PRIMARY KEY NOT NULL,
	"echecs" integer NOT NULL,
	"dernier_echec" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transmissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"etat" text NOT NULL,
	"declencheur" text NOT NULL,
	"par" uuid,
	"debut" timestamp with time zone NOT NULL,
	"battement" timestamp with time zone NOT NULL,
	"fin" timestamp with time zone,
	"eligibles" integer DEFAULT 0 NOT NULL,
	"acceptes" integer DEFAULT 0 NOT NULL,
	"refuses" integer DEFAULT 0 NOT NULL,
	"non_envoyes" integer DEFAULT 0 NOT NULL,
	"invalides" integer DEFAULT 0 NOT NULL,
	"erreur" text
);
--> statement-breakpoint
CREATE TABLE "utilisateurs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"nom" text NOT NULL,
	"mot_de_passe" text,
	"cree_le" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "utilisateurs_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "appartenances" ADD CONSTRAINT "appartenances_utilisateur_id_utilisateurs_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateurs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appartenances" ADD CONSTRAINT "appartenances_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appels" ADD CONSTRAINT "appels_transmission_id_transmissions_id_fk" FOREIGN KEY ("transmission_id") REFERENCES "public"."transmissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cles_tba" ADD CONSTRAINT "cles_tba_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cles_tba" ADD CONSTRAINT "cles_tba_modifiee_par_utilisateurs_id_fk" FOREIGN KEY ("modifiee_par") REFERENCES "public"."utilisateurs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "etablissements" ADD CONSTRAINT "etablissements_reseau_id_reseaux_id_fk" FOREIGN KEY ("reseau_id") REFERENCES "public"."reseaux"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_par_utilisateurs_id_fk" FOREIGN KEY ("par") REFERENCES "public"."utilisateurs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_acteur_id_utilisateurs_id_fk" FOREIGN KEY ("acteur_id") REFERENCES "public"."utilisateurs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resultats" ADD CONSTRAINT "resultats_transmission_id_transmissions_id_fk" FOREIGN KEY ("transmission_id") REFERENCES "public"."transmissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resultats" ADD CONSTRAINT "resultats_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resultats" ADD CONSTRAINT "resultats_appel_id_appels_id_fk" FOREIGN KEY ("appel_id") REFERENCES "public"."appels"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisions" ADD CONSTRAINT "supervisions_utilisateur_id_utilisateurs_id_fk" FOREIGN KEY ("utilisateur_id") REFERENCES "public"."utilisateurs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisions" ADD CONSTRAINT "supervisions_reseau_id_reseaux_id_fk" FOREIGN KEY ("reseau_id") REFERENCES "public"."reseaux"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transmissions" ADD CONSTRAINT "transmissions_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transmissions" ADD CONSTRAINT "transmissions_par_utilisateurs_id_fk" FOREIGN KEY ("par") REFERENCES "public"."utilisateurs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appels_rang" ON "appels" USING btree ("transmission_id","rang");--> statement-breakpoint
CREATE UNIQUE INDEX "dossiers_identite" ON "dossiers" USING btree ("etablissement_id","id_erp_apprenant","annee_scolaire");--> statement-breakpoint
CREATE UNIQUE INDEX "dossiers_numero" ON "dossiers" USING btree ("etablissement_id","numero");--> statement-breakpoint
CREATE INDEX "dossiers_a_envoyer" ON "dossiers" USING btree ("etablissement_id","id") WHERE apprenti and not bloque;--> statement-breakpoint
CREATE INDEX "journal_par_etablissement" ON "journal" USING btree ("etablissement_id","le");--> statement-breakpoint
CREATE INDEX "resultats_par_dossier" ON "resultats" USING btree ("dossier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "transmissions_une_en_cours" ON "transmissions" USING btree ("etablissement_id") WHERE etat = 'en-cours';--> statement-breakpoint
CREATE INDEX "transmissions_par_etablissement" ON "transmissions" USING btree ("etablissement_id","debut");