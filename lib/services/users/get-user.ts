import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import type { ServiceContext } from "@/lib/services/context";
import type { Identity } from "./verify-credentials";

const columns = { id: users.id, email: users.email, name: users.name };

/** The person of an identifier, null when there is none any more. */
export async function getUser({ db }: Pick<ServiceContext, "db">, id: string): Promise<Identity | null> {
  const [person] = await db.select(columns).from(users).where(eq(users.id, id)).limit(1).prepare("get_user").execute();
  return person ?? null;
}

/** The person of an e-mail that an OpenID Connect provider vouches for, null when nobody opened an account for it. */
export async function findByEmail({ db }: Pick<ServiceContext, "db">, email: string): Promise<Identity | null> {
  const [person] = await db.select(columns).from(users).where(eq(users.email, email.trim().toLowerCase())).limit(1);
  return person ?? null;
}
