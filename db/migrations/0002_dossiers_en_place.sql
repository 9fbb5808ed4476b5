DROP INDEX "dossiers_version";--> statement-breakpoint
-- Every row is written again each night and at each new version of the rules: with room left in its page, no index has to follow.
ALTER TABLE "dossiers" SET (fillfactor = 70);
