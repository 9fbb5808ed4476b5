import { redirect } from "next/navigation";
import { MessagePage } from "@/components/shell/message-page";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { homeOf } from "@/lib/actions/home-path";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { rapportPath } from "@/lib/domain/rapport-path";
import { listEtablissements } from "@/lib/services/etablissements/list-etablissements";

export const dynamic = "force-dynamic";

export default async function HomePage() {
  const etablissements = await signedInPage(listEtablissements);
  const home = homeOf(etablissements);
  if (home !== null) redirect(home);
  const superviseur = etablissements.some(({ supervised }) => supervised);
  if (etablissements.length === 0) {
    return (
      <MessagePage title="Aucun établissement" actions={null}>
        <p>Votre compte n'est rattaché à aucun établissement : demandez à un administrateur de vous y ajouter.</p>
      </MessagePage>
    );
  }
  return (
    <MessagePage
      title="Choisissez un établissement"
      actions={
        superviseur ? (
          <PageLink className={buttonVariants({ variant: "secondary" })} href="/reseau">
            Voir le réseau
          </PageLink>
        ) : null
      }
    >
      <ul className="space-y-2">
        {etablissements.map(({ uai, name }) => (
          <li key={uai}>
            <PageLink className="font-medium text-lien underline underline-offset-4" href={rapportPath(uai)}>
              {name} ({uai})
            </PageLink>
          </li>
        ))}
      </ul>
    </MessagePage>
  );
}
