import type { Metadata } from "next";
import { ApiDocsPage } from "@/components/api-docs/api-docs-page";
import { env } from "@/lib/env";
import { apiDocument } from "@/lib/services/api-docs/api-document";
import pkg from "@/package.json";

export const metadata: Metadata = { title: "API pour les logiciels" };
export const dynamic = "force-dynamic";

/** Open to all: it says how to call, and nothing of anybody. */
export default function Page() {
  return <ApiDocsPage document={apiDocument(`${env().NEXTAUTH_URL}/api`, pkg.version)} />;
}
