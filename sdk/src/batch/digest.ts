const DIGEST = /^(?:0x)?([0-9a-f]{64})$/i;

/** Says what is wrong with a text that should be a digest; `undefined` where it is one. */
export function digestFault(text: string): string | undefined {
  const digits = DIGEST.exec(text)?.[1];
  if (!digits) return "expected 32 bytes in hexadecimal";
  return /^0+$/.test(digits) ? "expected a digest, and zero stands for none" : undefined;
}
