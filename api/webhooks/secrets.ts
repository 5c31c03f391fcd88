// The secrets that messages are signed with. A sender must have them in the clear, so that, unlike keys of the API, they cannot be
// kept as a digest: they are sealed (JWE, AES-256-GCM) with a key that is not in the store. A copy of the store opens none.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { SettingsError } from "@openrobotid/indexer/settings";
import { CompactEncrypt, compactDecrypt, errors } from "jose";

const BYTES = 32;
/** The form of a secret that Standard Webhooks asks for. */
const PREFIX = "whsec_";

/** A secret is sealed with another key, or for another subscription. */
export class SealedElsewhereError extends Error {
  override readonly name = "SealedElsewhereError";
}

/** A new secret. */
export function newSecret(): string {
  return `${PREFIX}${randomBytes(BYTES).toString("base64")}`;
}

/** Seals the secrets of subscriptions, and opens them. */
export class SecretBox {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Seals the secret of a subscription: it opens for no other one. */
  async seal(webhook: string, secret: string): Promise<string> {
    return await new CompactEncrypt(Buffer.from(secret))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: webhook })
      .encrypt(this.#key);
  }

  /** Opens it. Throws {@link SealedElsewhereError} where it was not sealed here for this subscription. */
  async open(webhook: string, sealed: string): Promise<string> {
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, this.#key, {
        keyManagementAlgorithms: ["dir"],
        contentEncryptionAlgorithms: ["A256GCM"],
      });
      if (protectedHeader.kid === webhook) return Buffer.from(plaintext).toString();
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
    throw new SealedElsewhereError(
      `The secret of ${webhook} is sealed with another key than that of this process. Expected the same WEBHOOK_KEY_FILE in every process; rotating the secret seals it again.`,
    );
  }
}

/**
 * Reads the key that secrets are sealed with, or another one: 32 bytes in hexadecimal, in a file that only its owner reads.
 *
 * @param make - Makes the file where there is none.
 * @param setting - What names the file.
 * @throws SettingsError where it is none, or where others may read it; what is in it is never shown.
 */
export function readSealKey(file: string, make: boolean, setting = "WEBHOOK_KEY_FILE"): Uint8Array {
  if (make) makeSealKey(file);
  let text: string;
  try {
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0) {
      throw new SettingsError(`${setting}: ${file} can be read by others: chmod 600 ${file}`);
    }
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(
      `${setting}: ${file} cannot be read: ${code}. Expected a file that \`openssl rand -hex 32\` fills, with mode 600`,
    );
  }
  if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, "hex");
  throw new SettingsError(`${setting}: ${file}: expected ${BYTES} bytes in hexadecimal`);
}

/** Of several processes that make it at once, one does: a file appears whole, or not at all. */
function makeSealKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  try {
    chmodSync(draft, 0o600);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
