// Tokens for Besu's JSON-RPC: who shows one may call the methods that it names, until it expires.
//
// As Besu documents it (docs: "Authenticate and authorize JSON-RPC", JWT public key authentication): Besu is given the public
// key; the payload holds `permissions` and `exp`; RS256 unless `rpc-http-authentication-jwt-algorithm` says otherwise.
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { importPKCS8, SignJWT } from "jose";

/** The algorithm that Besu expects where no other is set. */
const ALGORITHM = "RS256";

/** Longest time that a token holds: one that is lost is lost for no longer. */
export const MOST_DAYS = 90;

/** What tokens are made for, and what each may call. None may call ADMIN or DEBUG: no such token can be made. */
export const TOKEN_USES = {
  /** The index and anybody who only looks: reads of the chain. */
  reader: [
    "eth:blockNumber",
    "eth:call",
    "eth:chainId",
    "eth:getBlockByHash",
    "eth:getBlockByNumber",
    "eth:getBlockReceipts",
    "eth:getCode",
    "eth:getLogs",
    "eth:getProof",
    "eth:getStorageAt",
    "eth:getTransactionByHash",
    "eth:getTransactionCount",
    "eth:getTransactionReceipt",
    "eth:syncing",
    "net:version",
    "web3:clientVersion",
  ],
  /** A member's own systems: reads, and sends what they signed. */
  member: ["eth:*", "net:*", "web3:*", "txpool:*"],
  /** The permissioner beside the node: reads, and keeps the allowlists. */
  permissioner: ["eth:*", "net:*", "perm:*"],
} as const satisfies Record<string, readonly string[]>;

/** What a token is made for. */
export type TokenUse = keyof typeof TOKEN_USES;

/** The files of a key pair in a folder. */
export function keyFiles(folder: string) {
  return { privateKey: join(folder, "jwt-private.pem"), publicKey: join(folder, "jwt-public.pem") };
}

/** Makes the key pair that tokens are signed with. The private key stays where tokens are made; Besu gets the other one. */
export function makeJwtKeys(folder: string): ReturnType<typeof keyFiles> {
  const files = keyFiles(folder);
  for (const file of Object.values(files)) {
    if (existsSync(file)) {
      throw new UserError(
        `${file} is there already. Anyone who holds a token of that key would be locked out: move it away first.`,
      );
    }
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 3072 });
  writeFileSync(files.privateKey, privateKey.export({ type: "pkcs8", format: "pem" }), {
    mode: 0o600,
    flag: "wx",
  });
  writeFileSync(files.publicKey, publicKey.export({ type: "spki", format: "pem" }), {
    mode: 0o644,
    flag: "wx",
  });
  return files;
}

/** What a token says. */
export interface TokenParameters {
  /** File with the private key. */
  readonly privateKey: string;
  readonly use: TokenUse;
  /** Whom it is for, so that it is known later whose it was. */
  readonly name: string;
  readonly days: number;
  /** When it is made; now by default. */
  readonly issuedAt?: Date;
}

/** Makes a token. */
export async function makeToken({
  privateKey,
  use,
  name,
  days,
  issuedAt = new Date(),
}: TokenParameters): Promise<string> {
  if (!(days > 0 && days <= MOST_DAYS)) {
    throw new UserError(`A token holds for at most ${MOST_DAYS} days; ${days} were asked for.`);
  }
  let pem: string;
  try {
    pem = readFileSync(privateKey, "utf8");
  } catch (error) {
    throw new UserError(
      `${privateKey} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
  const key = await importPKCS8(pem, ALGORITHM).catch(() => {
    throw new UserError(
      `${privateKey} is no private RSA key in PKCS #8, as \`network jwt keys\` makes it.`,
    );
  });
  const seconds = Math.floor(issuedAt.getTime() / 1000);
  return await new SignJWT({ permissions: [...TOKEN_USES[use]] })
    .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
    .setSubject(name)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + Math.round(days * 86_400))
    .sign(key);
}
