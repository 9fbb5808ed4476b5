import type { Metadata } from "next";
import { MembersPage } from "@/components/users/members-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { mailer } from "@/lib/services/emails/mailer";
import { loadMembers } from "@/lib/services/users/members";
import { change, invitePerson, remove, resend, switchSecondFactor, withdraw } from "./actions";

export const metadata: Metadata = { title: "Utilisateurs" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const read = await scopedPage(
    uai,
    async (scope) => ({ page: await loadMembers(scope), me: scope.person.id, name: scope.etablissement.name }),
    "administer",
  );
  return (
    <MembersPage
      {...read}
      byEmail={mailer() !== null}
      actions={{
        invite: invitePerson.bind(null, uai),
        resend: resend.bind(null, uai),
        withdraw: withdraw.bind(null, uai),
        change: change.bind(null, uai),
        remove: remove.bind(null, uai),
        switchSecondFactor: switchSecondFactor.bind(null, uai),
      }}
    />
  );
}
