/**
 * What the database does by itself on these tables. The statements are in the migration, by hand: drizzle-kit knows no trigger.
 * tests/integration/db/triggers.test.ts holds this list against the database, and tries each of them.
 */
export const TRIGGERS = {
  /** A row of `submissions` is made with each dossier, so that the night only changes it, in its place. */
  dossiers_open_submissions: "dossiers",
  /** What was sent stays readable once the dossier has changed, by the rule of keep_payload(), which the night's answers call. */
  dossiers_keep_payload: "dossiers",
  /** What a dossier was before its validity changed, for those whom it is announced to. Through note_validity(). */
  dossiers_new_validity: "dossiers",
  dossiers_note_validity: "dossiers",
  /** No line of the journal is changed nor removed, but by pseudonymize_audit() and purge_audit(), and by what its keys cascade. */
  audit_log_append_only: "audit_log",
  audit_log_no_truncate: "audit_log",
  /** The counts of an établissement follow each write of its dossiers (db/schema/figures.ts). */
  dossiers_count_new: "dossiers",
  dossiers_count_changed: "dossiers",
  dossiers_count_removed: "dossiers",
  submissions_count_seen: "submissions",
  /** What an earlier call says that the TBA has holds no longer once something else is written of a dossier. */
  submissions_forget_digests: "submissions",
  /** A run that is over gives its day its figures. */
  transmissions_record_night: "transmissions",
  etablissements_forget_figures: "etablissements",
  /** Which lines of the report are to be renewed, and when only its counts are (db/schema/rapport.ts). */
  dossiers_mark_new: "dossiers",
  dossiers_mark_changed: "dossiers",
  dossiers_drop_lines: "dossiers",
  submissions_mark_changed: "submissions",
  imports_mark: "imports",
  departs_mark: "departs",
  held_pushes_mark: "held_pushes",
  push_sightings_mark_new: "push_sightings",
  push_sightings_mark_changed: "push_sightings",
  push_sightings_mark_gone: "push_sightings",
  etablissements_forget_rapport: "etablissements",
} as const;
