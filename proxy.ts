import { withAuth } from "next-auth/middleware";

/** Signed-out people go to the sign-in page. It spares them a page; the right to see is checked in each service. */
export default withAuth({ pages: { signIn: "/connexion" } });

export const config = { matcher: ["/((?!api/|connexion|_next/|icone|.*\\.(?:svg|png|ico|txt)$).*)"] };
