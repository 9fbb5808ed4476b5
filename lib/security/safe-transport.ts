/** This machine: nothing travels. */
export function isLocalHost(hostname: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\]|::1|.+\.localhost)$/i.test(hostname);
}

/** An address that secrets and people's names may be sent to: https, or this machine. */
export function isSafeUrl(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || isLocalHost(hostname);
}

/** A mail server that is not on this machine is spoken to encrypted from the start (smtps), or once it agreed to be (STARTTLS). */
export function needsStartTls(smtpUrl: string): boolean {
  const { protocol, hostname } = new URL(smtpUrl);
  return protocol === "smtp:" && !isLocalHost(hostname);
}

/** True when a mail address asks not to be encrypted, which is for this machine only. */
export function refusesTls(smtpUrl: string): boolean {
  if (!URL.canParse(smtpUrl)) return false;
  const { searchParams } = new URL(smtpUrl);
  const asksClear =
    searchParams.get("ignoreTLS") === "true" ||
    searchParams.get("requireTLS") === "false" ||
    searchParams.get("secure") === "false" ||
    searchParams.get("tls.rejectUnauthorized") === "false";
  return asksClear && !isLocalHost(new URL(smtpUrl).hostname);
}
