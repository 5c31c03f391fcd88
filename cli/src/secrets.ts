// What is never shown on a screen or in a log: keys, passwords, and the passwords within addresses.

/** A text without what may be a private key: 32 bytes in hexadecimal. For texts that hold no digests of anybody's. */
export function withoutKeys(text: string): string {
  return text.replace(/(?<![0-9a-fA-F])(?:0x)?[0-9a-fA-F]{64}(?![0-9a-fA-F])/g, "0x… (not shown)");
}

/** Whether a text is a private key, where a file or an account is expected. */
export function isPrivateKey(text: string): boolean {
  return /^(?:0x)?[0-9a-fA-F]{64}$/.test(text.trim());
}

/** Number of points of secp256k1: private keys are below it, and not zero. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Whether a text is a private key that can sign, as the environment has it. */
export function isSigningKey(text: string): text is `0x${string}` {
  return /^0x[0-9a-fA-F]{64}$/.test(text) && BigInt(text) > 0n && BigInt(text) < ORDER;
}

/** Names of query parameters, and of what follows `#`, whose values let somebody in. Files that hold such values are no secret. */
const SECRET_PARAMETER =
  /((?:^|[?&#"'\s])(?:access[-_]?token|token|api[-_]?key|key|secret|password|passwd|auth|jwt)=)[^&#\s"']+/gi;

/** A text without user names, passwords, tokens and keys within addresses. */
export function withoutAddressSecrets(text: string): string {
  return text
    .replace(/(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^/?#@\s"']*@/gi, "…@")
    .replace(SECRET_PARAMETER, "$1…");
}

/** A text without the secrets of the environment and of addresses. */
export function withoutSecrets(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  let safe = withoutAddressSecrets(text);
  const secrets = [
    env.ROBOTID_PRIVATE_KEY,
    env.ROBOTID_PRIVATE_KEY?.replace(/^0x/, ""),
    env.ROBOTID_PASSWORD,
  ];
  for (const secret of secrets) {
    // Anything shorter occurs in any text.
    if (secret && secret.length >= 6) safe = safe.replaceAll(secret, "…");
  }
  return safe;
}
