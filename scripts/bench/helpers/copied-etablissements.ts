import { env } from "@/lib/env";
import { encrypt } from "@/lib/security/encryption";
import { copyRows, type Otherwise, type Owner, withoutTriggers } from "./copy-rows";

const PER_TRANSACTION = 250;

/** A row's identifier, in the copy `e` of its établissement: found again wherever it is named. */
const own = (column: string) => `md5(e.id::text || m.${column}::text)::uuid`;
const all = (...columns: string[]): Otherwise => Object.fromEntries(columns.map((column) => [column, own(column)]));

/** What an établissement has, parents first. */
const TABLES: readonly (readonly [table: string, otherwise: Otherwise])[] = [
  ["imports", all("id")],
  ["dossiers", all("id", "import_id")],
  ["submissions", all("dossier_id")],
  // A file weighs what its rows do, and these are as many: the model's own.
  ["import_files", all("import_id")],
  ["import_changes", all("import_id", "dossier_id", "previous_import_id")],
  ["transmissions", all("id")],
  [
    "calls",
    {
      ...all("id", "transmission_id"),
      dossier_ids: "e.ids",
      digest: "case when m.digest is not null then e.digest end",
    },
  ],
  ["results", all("transmission_id", "dossier_id", "call_id")],
  ["rapport_lines", all("dossier_id")],
  ["rapport_causes", {}],
  ["rapport_summaries", {}],
  ["etablissement_figures", {}],
  ["night_figures", {}],
  ["audit_log", { id: "gen_random_uuid()" }],
];

/** New établissements, with what the night of each sends: the copies of the model's valid dossiers, and their digest (lib/night/run/call-digest.ts). */
async function openCopies(owner: Owner, model: string, count: number): Promise<void> {
  await owner`drop table if exists copies`;
  await owner.unsafe(`create temp table copies as
    with added as (
      insert into etablissements (uai, siret, name)
      select lpad((2000000 + n)::text, 7, '0') || 'B', '77764444100018', 'CFA copié ' || n from generate_series(1, ${count}) n
      returning id
    )
    select a.id, row_number() over () as rank, s.ids, s.digest from added a cross join lateral (
      select array_agg(x.id order by x.id) as ids,
        encode(sha256(convert_to(string_agg(x.id::text || ' ' || x.fingerprint, E'\\n' order by x.id), 'UTF8')), 'hex') as digest
      from (select md5(a.id::text || d.id::text)::uuid as id, d.fingerprint from dossiers d
        where d.etablissement_id = '${model}' and d.apprenti and not d.blocked) x) s`);
}

/** Each has its key at the TBA, of those that there are, and two people. */
async function giveKeysAndPeople(owner: Owner, keys: readonly string[]): Promise<void> {
  const copies = await owner<{ id: string; rank: string }[]>`select id, rank from copies`;
  const secrets = copies.map(({ id, rank }) => ({
    id,
    ciphertext: encrypt(keys[Number(rank) % keys.length] ?? "", id, env().ENCRYPTION_KEYS),
  }));
  await owner`insert into tba_keys (etablissement_id, ciphertext, modified_at)
    select r.id, r.ciphertext, now() from jsonb_to_recordset(${JSON.stringify(secrets)}::text::jsonb) as r(id uuid, ciphertext text)`;
  await owner`with added as (
      insert into users (email, name) select 'personne-' || n || '-' || rank || '@copie.example', 'Personne' from copies, generate_series(1, 2) n
      returning id, email
    ) insert into memberships (user_id, etablissement_id, role)
      select a.id, c.id, 'gestionnaire' from added a join copies c on c.rank = split_part(split_part(a.email, '@', 1), '-', 3)::int`;
}

async function switchAutovacuum(owner: Owner, on: boolean): Promise<void> {
  await owner.unsafe(`alter system set autovacuum = ${on ? "on" : "off"}`);
  await owner`select pg_reload_conf()`;
}

/**
 * So many établissements like the model: all that it has, under other identifiers, as it is in the tables. Answers how many rows were
 * written in all.
 */
export async function copyEtablissement(
  owner: Owner,
  model: string,
  count: number,
  keys: readonly string[],
): Promise<number> {
  await openCopies(owner, model, count);
  await giveKeysAndPeople(owner, keys);
  // Autovacuum would read again and again what is still being written; who fills calls `vacuum` after.
  await switchAutovacuum(owner, false);
  let written = 0;
  for (let from = 0; from < count; from += PER_TRANSACTION) {
    const among = {
      beside: "cross join copies e",
      where: `m.etablissement_id = '${model}' and e.rank > ${from} and e.rank <= ${from + PER_TRANSACTION}`,
    };
    await withoutTriggers(owner, async (tx) => {
      for (const [table, otherwise] of TABLES) {
        written += await copyRows(tx, table, { etablissement_id: "e.id", ...otherwise }, among);
      }
    });
  }
  await switchAutovacuum(owner, true);
  return written;
}
