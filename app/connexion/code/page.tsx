import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CodePage } from "@/components/sign-in/code-page";
import { returnPath } from "@/lib/auth/return-path";
import { currentSession } from "@/lib/auth/session";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { signOut } from "../actions";
import { sendCode } from "./actions";

export const metadata: Metadata = { title: "Code de connexion" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: Props) {
  const next = returnPath(textParam(2000).parse((await searchParams).suite));
  const session = await currentSession();
  if (session === null) redirect("/connexion");
  if (session.stage === "full") redirect(next);
  return <CodePage sendCode={sendCode} signOut={signOut} next={next} />;
}
