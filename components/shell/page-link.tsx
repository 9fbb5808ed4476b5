// biome-ignore lint/style/noRestrictedImports: the one place where a link to a page is made.
import Link from "next/link";
import type { ComponentProps } from "react";

/**
 * A link to a page of ours. Nothing of that page is asked for in advance: each is made for who asks, so that a page of seven links asked the server
 * fifteen times, and got nothing of those pages for it.
 */
export function PageLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  return <Link {...props} prefetch={false} />;
}
