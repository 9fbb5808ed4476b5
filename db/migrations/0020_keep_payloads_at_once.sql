-- What was sent is kept when the payload changes. Before and after were joined row by row to each other: PostgreSQL, which knows nothing of
-- these rows, compared each of a thousand with each of the others. Their fingerprints are looked up instead, in one table made once.
CREATE OR REPLACE FUNCTION keep_previous_payloads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE submissions s SET
		sent_payload = CASE WHEN s.sent_fingerprint = o.fingerprint THEN o.payload ELSE s.sent_payload END,
		refused_payload = CASE WHEN s.refused_fingerprint = o.fingerprint THEN o.payload ELSE s.refused_payload END
	FROM before_rows o
	WHERE s.dossier_id = o.id AND (s.sent_fingerprint = o.fingerprint OR s.refused_fingerprint = o.fingerprint)
		AND (o.id, o.fingerprint) NOT IN (SELECT n.id, n.fingerprint FROM after_rows n);
	RETURN NULL;
END $$;
