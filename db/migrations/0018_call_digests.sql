ALTER TABLE "calls" ADD COLUMN "digest" text;--> statement-breakpoint
CREATE INDEX "calls_digest" ON "calls" USING btree ("etablissement_id","digest") WHERE digest is not null;--> statement-breakpoint
-- A digest says that what its call sent is what the TBA has of each of its dossiers. Whoever writes something else of one of them ends
-- that for the établissement's runs that are over; the one under way writes of other dossiers than its own digests', each answered once.
CREATE FUNCTION forget_digests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE calls c SET digest = NULL
	WHERE c.digest IS NOT NULL AND c.etablissement_id IN (SELECT etablissement_id FROM after_rows) AND EXISTS (
		SELECT 1 FROM before_rows o JOIN after_rows n ON n.dossier_id = o.dossier_id
		WHERE n.etablissement_id = c.etablissement_id
			AND (o.sent_fingerprint, o.refused_fingerprint) IS DISTINCT FROM (n.sent_fingerprint, n.refused_fingerprint)
	) AND NOT EXISTS (SELECT 1 FROM transmissions t WHERE t.id = c.transmission_id AND t.status = 'running');
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER submissions_forget_digests AFTER UPDATE ON "submissions" REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
	FOR EACH STATEMENT EXECUTE FUNCTION forget_digests();
