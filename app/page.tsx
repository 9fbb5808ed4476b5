import Link from "next/link";
import { redirect } from "next/navigation";
import { MessagePage } from "@/components/shell/message-page";
import { buttonVariants } from "@/components/ui/button-variants";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { listEtablissements } from "@/lib/services/etablissements/list-etablissements";

export const dynamic = "force-dynamic";

const rapport = (uai: string) => `/${uai}/etablissement/tableau-de-bord-apprentissage`;

export default async function HomePage() {
  const etablissements = await signedInPage(listEtablissements);
  const [only, other] = etablissements;
  if (only && !other) redirect(rapport(only.uai));
  const superviseur = etablissements.some(({ supervised }) => supervised);
  if (superviseur && !etablissements.some(({ member }) => member)) redirect("/reseau");
  if (!only) {
    return (
      <MessagePage title="Aucun établissement" actions={null}>
        <p>Votre compte n'est rattaché à aucun établissement : demandez à un administrateur de vous y ajouter.</p>
      </MessagePage>
    );
  }
  return (
    <MessagePage
      title="Choisissez un établissement"
      actions={
        superviseur ? (
          <Link className={buttonVariants({ variant: "secondary" })} href="/reseau">
            Voir le réseau
          </Link>
        ) : null
      }
    >
      <ul className="space-y-2">
        {etablissements.map(({ uai, name }) => (
          <li key={uai}>
            <Link className="font-medium text-lien underline underline-offset-4" href={rapport(uai)}>
              {name} ({uai})
            </Link>
          </li>
        ))}
      </ul>
    </MessagePage>
  );
}
