# syntax=docker/dockerfile:1
# One image for the site and for the worker. Built and run with buildah, on a base made of Debian 12 and Node 24 in the place of the one below
# (no Docker engine, no registry of images at hand): setup, the site, its health check, the worker, a file, a transmission, SIGTERM.
# What .dockerignore lets in holds all that it imports: tests/unit/scripts/image.test.ts.

FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
COPY patches ./patches
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# What runs, and nothing that only builds or tests.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
COPY patches ./patches
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM base AS run
ENV NODE_ENV=production
COPY --from=packages /app/node_modules ./node_modules
# `npm run setup` and the other scripts are TypeScript, which tsx reads.
COPY --from=build /app/node_modules/tsx ./node_modules/tsx
COPY --from=build /app/node_modules/esbuild ./node_modules/esbuild
COPY --from=build /app/node_modules/@esbuild ./node_modules/@esbuild
COPY . .
COPY --from=build --chown=node:node /app/.next ./.next
# The program that reads the files people bring, in a process of its own.
COPY --from=build /app/dist ./dist
# The embedded database, for those who try the image without PostgreSQL.
RUN mkdir .donnees && chown node:node .donnees
USER node
EXPOSE 3000
# 503 when the database does not answer, 200 otherwise.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/sante').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# What `npm start` runs, without npm in between: SIGTERM reaches the server, which finishes the call under way and closes the database.
CMD ["node", "scripts/start.mjs", "-H", "0.0.0.0", "-p", "3000"]
