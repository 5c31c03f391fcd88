// A file that only its password opens, and that shows any change: scrypt (RFC 7914) and AES-256-GCM of Node's own library.
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { UserError } from "@openrobotid/kit/command";

const MAGIC = Buffer.from("open-robot-id backup 1\n");
const SALT = 16;
const NONCE = 12;
const TAG = 16;
/** 128 MiB and half a second or so for each guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 };

/** Fewest characters of a password. Nobody types it: `openssl rand -hex 32` makes one. */
const LEAST = 20;

/** Seals data. @throws UserError where the password is short. */
export function seal(data: Buffer, password: string): Buffer {
  if (password.length < LEAST) {
    throw new UserError(
      `The password has ${password.length} characters, expected ${LEAST} at least: openssl rand -hex 32`,
    );
  }
  const salt = randomBytes(SALT);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", scryptSync(password, salt, 32, COST), nonce);
  cipher.setAAD(MAGIC);
  const sealed = Buffer.concat([cipher.update(data), cipher.final()]);
  return Buffer.concat([MAGIC, salt, nonce, cipher.getAuthTag(), sealed]);
}

/** Opens sealed data. @throws UserError where it is none, the password is another, or a byte was changed. */
export function open(file: Buffer, password: string): Buffer {
  const head = MAGIC.length;
  if (file.length < head + SALT + NONCE + TAG || !file.subarray(0, head).equals(MAGIC)) {
    throw new UserError("This is no backup of `network backup`, or it was cut off.");
  }
  const salt = file.subarray(head, head + SALT);
  const nonce = file.subarray(head + SALT, head + SALT + NONCE);
  const tag = file.subarray(head + SALT + NONCE, head + SALT + NONCE + TAG);
  const decipher = createDecipheriv("aes-256-gcm", scryptSync(password, salt, 32, COST), nonce);
  decipher.setAAD(MAGIC);
  decipher.setAuthTag(tag);
  try {
    const sealed = file.subarray(head + SALT + NONCE + TAG);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    throw new UserError("The backup does not open: it has another password, or was altered.");
  }
}
