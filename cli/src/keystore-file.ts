// Encrypted key files: Ethereum's JSON format, version 3, as geth, ethers and Foundry write it.
import { pbkdf2, randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { promisify } from "node:util";
import type { Hex } from "viem";
import { z } from "zod";

/** Scrypt's cost, as wallets set it: about a second on a computer of an office. */
const SCRYPT = { n: 131_072, r: 8, p: 1 };

const hex = z.string().regex(/^([0-9a-f]{2})+$/i);
const positive = z.number().int().positive();
/** Any other cost is none of scrypt's. */
const powerOfTwo = positive.refine((n) => n > 1 && Number.isInteger(Math.log2(n)));

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
            n: powerOfTwo,
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

/** How a key follows from a password. */
type Derivation =
  | Pick<Extract<KeystoreFile["crypto"], { kdf: "scrypt" }>, "kdf" | "kdfparams">
  | Pick<Extract<KeystoreFile["crypto"], { kdf: "pbkdf2" }>, "kdf" | "kdfparams">;

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
  const key = await keyOf(file, password);
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
  const salt = randomBytes(32).toString("hex");
  const derived = { kdf: "scrypt", kdfparams: { ...SCRYPT, dklen: 32, salt } } as const;
  const key = await keyOf({ crypto: derived }, password);
  return JSON.stringify({
    address,
    ...Keystore.encrypt(privateKey, key, { ...derived, iv: randomBytes(16) }),
  });
}

/** The key that a password gives, by Node's own library: it takes half of the time that one in JavaScript takes. */
async function keyOf({ crypto }: { crypto: Derivation }, password: string): Promise<Hex> {
  const secret = password.normalize("NFKC");
  const salt = Buffer.from(crypto.kdfparams.salt, "hex");
  const key =
    crypto.kdf === "pbkdf2"
      ? await promisify(pbkdf2)(secret, salt, crypto.kdfparams.c, 32, "sha256")
      : await promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)(
          secret,
          salt,
          32,
          scryptOptions(crypto.kdfparams),
        );
  return `0x${key.toString("hex")}`;
}

/** What Node is told: cost, and the memory that it takes, which Node would bound by less. */
function scryptOptions({ n, r, p }: { n: number; r: number; p: number }): ScryptOptions {
  return { N: n, r, p, maxmem: 128 * r * (n + p + 2) };
}
