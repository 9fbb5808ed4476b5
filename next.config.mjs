const { NEXTAUTH_URL = "" } = process.env;
const OWN_HOST = URL.canParse(NEXTAUTH_URL) ? [new URL(NEXTAUTH_URL).host] : [];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run build` checks the types; the demo, which is waited for, and the tests, which check them apart, do not twice (scripts/install.mjs).
  typescript: { ignoreBuildErrors: process.env.BUILD_CHECKS_TYPES === "non" },
  // PGlite loads files from its own folder: bundling breaks it.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "pino",
    "prom-client",
    "pg-boss",
    "@node-rs/argon2",
    "postgres",
    "nodemailer",
  ],
  outputFileTracingIncludes: { "/**": ["./db/migrations/**", "./dist/*"] },
  experimental: {
    // Files have a route of their own (app/api/imports), which streams them: an action is a form.
    // Behind a proxy that rewrites Host, a form comes from the site's own address all the same.
    serverActions: { bodySizeLimit: "1mb", allowedOrigins: OWN_HOST },
    // What Next copies of a body for proxy.ts before anybody is known: an action's, no more.
    proxyClientMaxBodySize: "1mb",
  },
  async headers() {
    const headers = [
      { key: "X-Content-Type-Options", value: "nosniff" },
      { key: "X-Frame-Options", value: "DENY" },
      { key: "Referrer-Policy", value: "same-origin" },
      { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
      { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
      { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
    ];
    return [{ source: "/:path*", headers: headers }];
  },
};

export default config;
