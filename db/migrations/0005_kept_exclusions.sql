ALTER TABLE "alertes" DROP CONSTRAINT "alertes_kind";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP CONSTRAINT "subscriptions_kinds";--> statement-breakpoint
ALTER TABLE "dossiers" ADD COLUMN "exclusion" date;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "kept_exclusion" date;--> statement-breakpoint
ALTER TABLE "tba_couples" ADD COLUMN "closed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alertes" ADD CONSTRAINT "alertes_kind" CHECK ("alertes"."kind" in ('key-refused', 'transmission-failed', 'no-night', 'accepted-drop', 'silent-key', 'tba-refusals', 'not-shown'));--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_kinds" CHECK ("subscriptions"."kinds" <@ array['key-refused', 'transmission-failed', 'no-night', 'accepted-drop', 'tba-refusals', 'not-shown', 'silent-key', 'week']);--> statement-breakpoint
-- What the TBA took before this column was there. A day that no calendar has is left out; the next change of the dossier puts it right.
UPDATE "submissions" e SET "kept_exclusion" = to_date(s.day, 'YYYY-MM-DD') FROM (
	SELECT d.id, substring(coalesce(e.sent_payload, CASE WHEN e.sent_fingerprint = d.fingerprint THEN d.payload END)::json ->> 'date_exclusion_formation', 1, 10) AS day
	FROM "dossiers" d JOIN "submissions" e ON e.dossier_id = d.id WHERE e.sent_fingerprint IS NOT NULL
) s WHERE s.id = e.dossier_id AND s.day ~ '^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$';--> statement-breakpoint
-- Nobody asked yet whether those organismes are closed: they are asked about again.
UPDATE "tba_couples" SET "checked_at" = 'epoch';
