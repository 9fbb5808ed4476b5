import type { Metadata } from "next";
import { ConnectPage } from "@/components/api-docs/connect-page";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Brancher un logiciel" };
export const dynamic = "force-dynamic";

/** Open to all: it says how to call, and nothing of anybody. */
export default function Page() {
  return <ConnectPage baseUrl={`${env().NEXTAUTH_URL}/api`} />;
}
