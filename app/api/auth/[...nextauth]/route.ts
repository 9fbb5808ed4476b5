import NextAuth from "next-auth";
import { optionsNextAuth } from "@/lib/auth/options";

type Contexte = { params: Promise<{ nextauth: string[] }> };

function repondre(requete: Request, contexte: Contexte): Promise<Response> {
  return NextAuth(optionsNextAuth())(requete, contexte);
}

export { repondre as GET, repondre as POST };
