import type { FormAction } from "@/components/forms/form-action.types";
import { RowsThatGo } from "@/components/forms/rows-that-go";
import { PageHeader } from "@/components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { MembersPage as Members } from "@/lib/services/users/users.types";
import { InvitationRow } from "./invitation-row";
import type { InviteAction } from "./invite-action.types";
import { InviteForm } from "./invite-form";
import { MemberRow } from "./member-row";
import { SecondFactorSwitch } from "./second-factor-switch";

export type MembersPageProps = {
  page: Members;
  name: string;
  /** The signed-in person's identifier. */
  me: string;
  /** False where no mail server is configured: links are to copy. */
  byEmail: boolean;
  actions: {
    invite: InviteAction;
    resend: InviteAction;
    withdraw: FormAction;
    change: FormAction;
    remove: FormAction;
    switchSecondFactor: FormAction;
  };
};

/** «Paramétrage › Utilisateurs». */
export function MembersPage({ page, name, me, byEmail, actions }: MembersPageProps) {
  const { members, invitations, superviseurs, secondFactorRequired } = page;
  return (
    <div className="max-w-4xl space-y-5">
      <PageHeader title="Utilisateurs" aide="utilisateurs" path={["Paramétrage"]}>
        <p className="max-w-prose text-encre-douce">
          Les personnes qui ont accès à l'établissement {name}. Un lecteur voit et télécharge ; un gestionnaire importe,
          corrige et transmet ; un administrateur règle la clé, les alertes et les utilisateurs.
        </p>
      </PageHeader>
      <Card>
        <CardHeader>
          <CardTitle>Inviter une personne</CardTitle>
        </CardHeader>
        <CardContent>
          <InviteForm invite={actions.invite} byEmail={byEmail} waiting={invitations} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Membres</CardTitle>
        </CardHeader>
        <RowsThatGo inCard>
          <ul className="divide-y divide-trait">
            {members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                isMe={member.id === me}
                change={actions.change}
                remove={actions.remove}
              />
            ))}
          </ul>
        </RowsThatGo>
      </Card>
      <RowsThatGo>
        {invitations.length === 0 ? null : (
          <Card>
            <CardHeader>
              <CardTitle>Invitations en attente</CardTitle>
            </CardHeader>
            <ul className="divide-y divide-trait">
              {invitations.map((invitation) => (
                <InvitationRow
                  // Sent again, it is another one to the same person: the row stays, and says its new link.
                  key={invitation.email}
                  invitation={invitation}
                  resend={actions.resend}
                  withdraw={actions.withdraw}
                />
              ))}
            </ul>
          </Card>
        )}
      </RowsThatGo>
      <Card>
        <SecondFactorSwitch required={secondFactorRequired} action={actions.switchSecondFactor} />
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Superviseurs du réseau</CardTitle>
        </CardHeader>
        <CardContent>
          {superviseurs.length === 0 ? (
            <p className="text-encre-douce">Personne ne supervise cet établissement.</p>
          ) : (
            <ul className="space-y-1">
              {superviseurs.map(({ name: person, email, reseau }) => (
                <li key={email}>
                  {person} ({email}), pour « {reseau} »
                </li>
              ))}
            </ul>
          )}
          <p className="mt-2 text-dense text-encre-douce">
            Un superviseur voit l'établissement sans rien y changer. C'est l'hébergeur de Passerelle TBA qui le nomme.
          </p>
        </CardContent>
      </Card>
    </div>
  );
}
