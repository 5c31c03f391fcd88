// Encrypted key files: Ethereum's JSON format, version 3, as geth, ethers and Foundry write it.
import type { Hex } from "viem";
import { z } from "zod";

/** Scrypt's cost, as wallets set it: about a second on a computer of an office. */
const SCRYPT = { n: 131_072, r: 8, p: 1 };

const hex = z.string().regex(/^([0-9a-f]{2})+$/i);
const positive = z.number().int().positive();

const keystore = z.object({
  version: z.literal(3),
  id: z.string(),
  address: z.string().optional(),
  crypto: z
    .object({
      cipher: z.literal("aes-128-ctr"),
      ciphertext: hex,
      cipherparams: z.object({ iv: hex }),
      mac: hex,
    })
    .and(
      z.discriminatedUnion("kdf", [
        z.object({
          kdf: z.literal("scrypt"),
          kdfparams: z.object({
            n: positive,
            p: positive,
            r: positive,
            salt: hex,
            dklen: z.literal(32),
          }),
        }),
        z.object({
          kdf: z.literal("pbkdf2"),
          kdfparams: z.object({
            c: positive,
            prf: z.literal("hmac-sha256"),
            salt: hex,
            dklen: z.literal(32),
          }),
        }),
      ]),
    ),
});

export type KeystoreFile = z.infer<typeof keystore>;

/** The text of a key file; `undefined` where it is none, `"unknown"` where it is damaged or of a kind that is not known. */
export function parseKeystore(text: string): KeystoreFile | "unknown" | undefined {
  let fields: Record<string, unknown>;
  try {
    // Some write "Crypto".
    const entries = Object.entries(JSON.parse(text) ?? {});
    fields = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
  } catch {
    return undefined;
  }
  const found = keystore.safeParse(fields);
  if (found.success) return found.data;
  return fields.version === 3 ? "unknown" : undefined;
}

/** The private key in a key file; `undefined` where the password is another. */
export async function decryptKeystore(
  { id, crypto }: KeystoreFile,
  password: string,
): Promise<Hex | undefined> {
  const { Keystore } = await import("ox");
  const file = { version: 3 as const, id, crypto };
  // Its asynchronous twin takes other r and p than the file says.
  const key = Keystore.toKey(file, { password: password.normalize("NFKC") });
  try {
    return Keystore.decrypt(file, key);
  } catch (error) {
    // The key that the password gives does not fit the file's digest.
    if ((error as Error).message === "corrupt keystore") return undefined;
    throw error;
  }
}

/** The text of a key file. */
export async function encryptKeystore(
  privateKey: Hex,
  address: string,
  password: string,
): Promise<string> {
  const { Keystore } = await import("ox");
  const [key, options] = Keystore.scrypt({
    ...SCRYPT,
    password: password.normalize("NFKC"),
  });
  return JSON.stringify({ address, ...Keystore.encrypt(privateKey, key, options) });
}
