ALTER TABLE "dossiers" DROP COLUMN "empreinte_transmise";--> statement-breakpoint
ALTER TABLE "dossiers" DROP COLUMN "transmis_le";--> statement-breakpoint
ALTER TABLE "dossiers" DROP COLUMN "empreinte_refusee";--> statement-breakpoint
ALTER TABLE "dossiers" DROP COLUMN "messages_tba";