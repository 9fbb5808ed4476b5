// A real OpenID Connect provider for the browser tests: anybody signs in under any name, whose e-mail is «name@example.org», verified
// unless the name begins with «douteux».
import { Provider } from "oidc-provider";

const PORT = Number(process.env.PORT);
const issuer = `http://localhost:${PORT}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "passerelle",
      client_secret: process.env.CLIENT_SECRET,
      redirect_uris: [process.env.REDIRECT_URI],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  // The id token says who it is, as most providers' does.
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@example.org`,
      email_verified: !id.startsWith("douteux"),
      name: `Personne ${id}`,
    }),
  }),
  cookies: { keys: ["cle-du-fournisseur-d-essai"] },
});

provider.listen(PORT, "localhost");
if (process.send) process.on("disconnect", () => process.exit(0));
