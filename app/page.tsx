import Link from "next/link";
import { redirect } from "next/navigation";
import { PageMessage } from "@/components/ui/page-message";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { listerEtablissements } from "@/lib/services/etablissements/lister-etablissements";

export const dynamic = "force-dynamic";

const rapport = (uai: string) => `/${uai}/etablissement/tableau-de-bord-apprentissage`;

export default async function Accueil() {
  const etablissements = await pageConnectee(listerEtablissements);
  const [seul, autre] = etablissements;
  if (seul && !autre) redirect(rapport(seul.uai));
  if (!seul) {
    return (
      <PageMessage titre="Aucun établissement" actions={null}>
        <p>Votre compte n'est rattaché à aucun établissement : demandez à un administrateur de vous y ajouter.</p>
      </PageMessage>
    );
  }
  return (
    <PageMessage titre="Choisissez un établissement" actions={null}>
      <ul className="space-y-2">
        {etablissements.map(({ uai, nom }) => (
          <li key={uai}>
            <Link className="font-medium text-lien underline underline-offset-4" href={rapport(uai)}>
              {nom} ({uai})
            </Link>
          </li>
        ))}
      </ul>
    </PageMessage>
  );
}
