import { CalendarSearch, ShieldCheck } from "lucide-react";
import { listUrl } from "@/components/data-table/list-url";
import type { FormAction } from "@/components/forms/form-action.types";
import { rapportParams } from "@/components/rapport/rapport-params";
import { PageLink } from "@/components/shell/page-link";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { rapportPath } from "@/lib/domain/rapport-path";
import type { Dossier, DossierAction } from "@/lib/services/dossiers/dossiers.types";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";
import { DossierForm } from "./dossier-form";
import { dossierGroups } from "./dossier-groups";
import { DossierHeader } from "./dossier-header";
import { DossierHistory } from "./dossier-history";
import { dossierLink } from "./dossier-link";
import { Doubts } from "./doubts";
import { FieldGroup } from "./field-group";
import { KeptExclusionNote } from "./kept-exclusion-note";
import { OtherDossiersNote } from "./other-dossiers-note";
import { ParcoursTimeline } from "./parcours-timeline";
import { ReadOnlyField } from "./read-only-field";
import { TbaSubmissions } from "./tba-submissions";
import { ToFix } from "./to-fix";
import "./dossier-print.css";

export type DossierPageProps = {
  uai: string;
  /** Who reads: the owner of what they type. */
  owner: string;
  dossier: Dossier;
  filters: RapportFilters;
  save: DossierAction;
  restore: FormAction;
  confirm: FormAction;
};

/** A dossier: all its fields, what is wrong with them, what the TBA will show, what was sent and answered. */
export function DossierPage({ uai, owner, dossier, filters, save, restore, confirm }: DossierPageProps) {
  const params = rapportParams({ ...filters, page: 1 });
  const groups = dossierGroups(dossier);
  return (
    <div className="space-y-4">
      <DossierHeader
        dossier={dossier}
        back={listUrl(rapportPath(uai), params, {})}
        link={(id) => dossierLink(uai, id, params)}
      />
      {dossier.parcours === null || dossier.parcours.length === 0 ? null : (
        <Card>
          <CardHeader>
            <CardTitle>Ce que le TBA affichera</CardTitle>
          </CardHeader>
          <CardContent>
            <ParcoursTimeline parcours={dossier.parcours} fin={dossier.finFormation} today={dossier.today} />
            <KeptExclusionNote exclusion={dossier.exclusion} today={dossier.today} />
            <PageLink
              href={`/${uai}/apprenants/${dossier.id}/statuts`}
              className="mt-3 inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
            >
              <CalendarSearch aria-hidden="true" className="size-4" />
              Pourquoi ces statuts, jour par jour
            </PageLink>
          </CardContent>
        </Card>
      )}
      {dossier.canCorrect ? <Doubts doubts={dossier.doubts} confirm={confirm} /> : null}
      <OtherDossiersNote others={dossier.others} />
      <ToFix uai={uai} anomalies={dossier.anomalies} />
      {dossier.canCorrect ? (
        <DossierForm
          key={dossier.id}
          owner={owner}
          groups={groups}
          version={dossier.version}
          next={dossier.neighbours.next !== null}
          save={save}
          restore={restore}
        />
      ) : (
        groups.map((group) => (
          <FieldGroup key={group.group} group={group} forced={false}>
            {group.champs.map((champ) => (
              <ReadOnlyField key={champ.key} champ={champ} />
            ))}
          </FieldGroup>
        ))
      )}
      <TbaSubmissions submissions={dossier.submissions} />
      <DossierHistory uai={uai} history={dossier.history} />
      {dossier.canAdminister ? (
        <PageLink
          href={`/${uai}/apprenants/${dossier.id}/donnees-personnelles`}
          className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
        >
          <ShieldCheck aria-hidden="true" className="size-4" />
          Extraire ou effacer les données de cette personne
        </PageLink>
      ) : null}
    </div>
  );
}
