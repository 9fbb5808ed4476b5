CREATE TABLE "push_calls" (
	"jeton_id" uuid NOT NULL,
	"key_hash" text NOT NULL,
	"body_hash" text NOT NULL,
	"etablissement_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"notes" jsonb NOT NULL,
	CONSTRAINT "push_calls_jeton_id_key_hash_pk" PRIMARY KEY("jeton_id","key_hash")
);
--> statement-breakpoint
ALTER TABLE "push_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "push_calls" ADD CONSTRAINT "push_calls_jeton_id_jetons_id_fk" FOREIGN KEY ("jeton_id") REFERENCES "public"."jetons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_calls" ADD CONSTRAINT "push_calls_etablissement_id_etablissements_id_fk" FOREIGN KEY ("etablissement_id") REFERENCES "public"."etablissements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "of_etablissement" ON "push_calls" AS PERMISSIVE FOR ALL TO public USING ((select current_setting('passerelle.etablissement', true) = '*') or "push_calls"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) WITH CHECK ((select current_setting('passerelle.etablissement', true) = '*') or (((select current_setting('passerelle.etablissement', true) = '*') or "push_calls"."etablissement_id" = any ((select nullif(nullif(current_setting('passerelle.etablissement', true), '*'), '')::uuid[])::uuid[])) and exists (select 1 from "jetons" parent where parent.id = "push_calls"."jeton_id" and parent.etablissement_id = "push_calls"."etablissement_id")));