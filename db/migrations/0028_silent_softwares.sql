ALTER TABLE "alertes" DROP CONSTRAINT "alertes_kind";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP CONSTRAINT "subscriptions_kinds";--> statement-breakpoint
ALTER TABLE "alertes" ADD CONSTRAINT "alertes_kind" CHECK ("alertes"."kind" in ('key-refused', 'transmission-failed', 'no-night', 'accepted-drop', 'silent-software', 'jeton-ending', 'silent-key', 'tba-refusals', 'not-shown'));--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_kinds" CHECK ("subscriptions"."kinds" <@ array['key-refused', 'transmission-failed', 'no-night', 'accepted-drop', 'silent-software', 'jeton-ending', 'tba-refusals', 'not-shown', 'silent-key', 'week']);--> statement-breakpoint
-- Who asked to hear that nothing leaves hears that nothing comes.
UPDATE "subscriptions" SET "kinds" = "kinds" || array['silent-software', 'jeton-ending'] WHERE 'no-night' = any("kinds");