import { isIP } from "node:net";
import { isPublicAddress } from "./public-address";

const MAX_LENGTH = 2000;

/** `toPrivate`: the host lets notifications go to its own network (WEBHOOKS_TO_PRIVATE). */
export type Reach = { toPrivate: boolean };

/** The name or the number that an address leads to, without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

/** Where a call may go, once it is known what its name leads to: the public Internet by https on its own port, or what the host opened. */
export function mayCall(url: URL, addresses: readonly string[], { toPrivate }: Reach): boolean {
  if (addresses.length === 0) return false;
  const isPublic = addresses.every(isPublicAddress);
  const inPublic = url.protocol === "https:" && url.port === "";
  if (isPublic) return inPublic;
  // A name that leads to both worlds is nobody's honest one.
  return toPrivate && !addresses.some(isPublicAddress);
}

/** Reads what somebody typed as the address of an endpoint; a sentence when it cannot be one. Whether its name is a private one is seen at each call. */
export function parseEndpointUrl(typed: string, reach: Reach): { url: URL } | { fault: string } {
  const text = typed.trim();
  if (text.length > MAX_LENGTH) return { fault: `Cette adresse est trop longue : ${MAX_LENGTH} caractères au plus.` };
  if (!URL.canParse(text)) return { fault: "Donnez une adresse complète, comme https://logiciel.exemple.fr/tba." };
  const url = new URL(text);
  if (url.protocol !== "https:" && !(reach.toPrivate && url.protocol === "http:")) {
    return { fault: "L'adresse doit commencer par https:// : rien ne part en clair." };
  }
  if (url.username !== "" || url.password !== "") {
    return {
      fault: "Retirez l'identifiant et le mot de passe de l'adresse : la signature prouve que l'appel vient d'ici.",
    };
  }
  if (url.hash !== "") return { fault: "Retirez de l'adresse le « # » et ce qui le suit." };
  if (!reach.toPrivate && url.port !== "")
    return { fault: "L'adresse ne doit pas dire de port : seul celui de https, 443, est permis." };
  const host = hostOf(url);
  if (isIP(host) !== 0 && !mayCall(url, [host], reach)) {
    return { fault: "Cette adresse est celle d'un réseau privé : donnez celle du logiciel sur Internet." };
  }
  return { url };
}
