/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // PGlite and exceljs load files from their own folders: bundling breaks them.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "exceljs",
    "pino",
    "pg-boss",
    "@node-rs/argon2",
    "postgres",
    "nodemailer",
  ],
  outputFileTracingIncludes: { "/**": ["./db/migrations/**"] },
  experimental: {
    // An import file travels in a server action. Far over what an import may weigh, so that our own sentence says «too big».
    serverActions: { bodySizeLimit: "60mb" },
    proxyClientMaxBodySize: "60mb",
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
