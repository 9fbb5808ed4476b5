import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageConnexion } from "@/components/connexion/page-connexion";
import { cheminDeRetour } from "@/lib/auth/chemin-de-retour";
import { personneConnectee } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { seConnecter } from "./actions";

export const metadata: Metadata = { title: "Connexion" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<{ callbackUrl?: string }> };

export default async function Page({ searchParams }: Props) {
  const suite = cheminDeRetour((await searchParams).callbackUrl);
  if (await personneConnectee()) redirect(suite);
  const { OIDC_EMETTEUR, OIDC_NOM } = env();
  const fournisseur = OIDC_EMETTEUR ? { nom: OIDC_NOM, href: "/connexion/fournisseur" } : null;
  return <PageConnexion connecter={seConnecter} suite={suite} fournisseur={fournisseur} />;
}
