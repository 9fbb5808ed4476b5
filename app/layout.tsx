import "./globals.css";
import "./states.css";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { HistoryListener } from "@/components/forms/history-listener";
import { Announcer } from "@/components/shell/announcer";
import { NavigationBar } from "@/components/shell/navigation-bar";
import { readTheme } from "@/lib/actions/theme-cookie";
import { FONTS } from "./fonts";

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d3a8f"/><path d="M5 20h22M6 20c3-11 17-11 20 0M11 20v-6M16 20v-8M21 20v-6" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>',
)}`;

export const metadata: Metadata = {
  title: { default: "Passerelle TBA", template: "%s · Passerelle TBA" },
  description: "La passerelle entre votre logiciel de gestion et le Tableau de bord de l'apprentissage.",
  icons: { icon: ICON },
  // A browser that translates sends the names of apprentices to whoever translates, changes them («Boulanger»), and moves the texts of the page
  // away from under React, which gives the page up at the next press.
  other: { google: "notranslate" },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#16255c" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1936" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // No page is made in advance: the scripts of each carry the number of its own answer (proxy.ts).
  await connection();
  return (
    <html lang="fr" translate="no" className={FONTS} data-theme={await readTheme()}>
      <body>
        {children}
        <NavigationBar />
        <HistoryListener />
        <Announcer />
      </body>
    </html>
  );
}
