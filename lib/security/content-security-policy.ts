/** In development, React rebuilds the server's errors with `eval`, and the page reloads through a socket. */
const IN_DEVELOPMENT = process.env.NODE_ENV === "development";

/**
 * The policy of a page. `nonce`: the number of this answer's scripts. Styles may be inline: positions of bubbles are computed in the
 * browser; a style reads nothing and sends nothing where images and fonts come from us alone. `provider`: the origin that signing out
 * leads to (OIDC_LOGOUT): browsers hold the redirection of a form to the same rule.
 */
export function contentSecurityPolicy(nonce: string, provider: string | null = null): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${IN_DEVELOPMENT ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${IN_DEVELOPMENT ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${provider === null ? "" : ` ${provider}`}`,
    "frame-ancestors 'none'",
  ].join("; ");
}
