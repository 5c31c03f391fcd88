declare function atob(base64: string): string;

/** Bytes of base64 or base64url (RFC 4648), with or without padding; `undefined` where the text is neither. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const digits = text
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/={0,2}$/, "");
  if (!/^[A-Za-z0-9+/]+$/.test(digits) || digits.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
}
