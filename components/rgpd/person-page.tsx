import { ArrowLeft, Download } from "lucide-react";
import type { FormAction } from "@/components/forms/form-action.types";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { PersonData } from "@/lib/services/rgpd/rgpd.types";
import { ErasureForm } from "./erasure-form";
import { PersonDossiers } from "./person-dossiers";
import { WhatTbaKeeps } from "./what-tba-keeps";

type PersonPageProps = { uai: string; person: PersonData; erase: FormAction };

/** The data of one person: what is held, the extract, the erasure. */
export function PersonPage({ uai, person, erase }: PersonPageProps) {
  const { dossierId, own, doubtful } = person;
  const dossier = `/${uai}/apprenants/${dossierId}`;
  return (
    <div className="max-w-4xl space-y-5">
      <PageLink
        href={dossier}
        className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        Retour au dossier
      </PageLink>
      <PageHeader
        title="Données personnelles d'un apprenant"
        aide="donnees-personnelles"
        path={["Apprenants", person.confirmation]}
      >
        <p className="max-w-prose text-encre-douce">
          Une personne peut demander ce que l'établissement conserve d'elle, et demander qu'on l'efface. Vérifiez
          d'abord que c'est bien elle qui le demande.
        </p>
      </PageHeader>
      <Card>
        <CardHeader>
          <CardTitle>Ses dossiers</CardTitle>
        </CardHeader>
        <CardContent className="space-y-4">
          <PersonDossiers uai={uai} title="Dossiers de cette personne" dossiers={own} />
          {doubtful.length === 0 ? null : (
            <div className="space-y-2">
              <p>
                Le logiciel a donné le même identifiant à quelqu'un d'un autre nom ou d'une autre naissance. Ces
                dossiers ne sont ni extraits ni effacés ici ; s'ils sont aussi les siens, ouvrez-les pour le faire.
              </p>
              <PersonDossiers uai={uai} title="Autres dossiers du même identifiant" dossiers={doubtful} />
            </div>
          )}
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Extraire ses données</CardTitle>
        </CardHeader>
        <CardContent className="space-y-3">
          <p>
            Une archive avec une page à lire et un fichier pour un ordinateur : ses dossiers, ce qui fut reçu, corrigé,
            envoyé au TBA et répondu, et les lignes du journal à son sujet. L'extraction est notée dans le journal.
          </p>
          <a href={`${dossier}/donnees-personnelles/extrait`} className={buttonVariants({ variant: "secondary" })}>
            <Download aria-hidden="true" />
            Télécharger ses données
          </a>
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Effacer cette personne</CardTitle>
        </CardHeader>
        <CardContent className="space-y-4">
          <WhatTbaKeeps person={person} />
          <ErasureForm confirmation={person.confirmation} erase={erase} />
        </CardContent>
      </Card>
    </div>
  );
}
