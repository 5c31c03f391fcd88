// Whose key signs. A key is never an argument, where every user of the machine could read it: it comes from an
// encrypted keystore file or from the environment.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { LocalAccount } from "viem";
import { EXIT } from "./exit-codes.js";
import { Failure, interruption, usageFailure } from "./failure.js";
import { decryptKeystore, parseKeystore } from "./keystore-file.js";
import type { GlobalOptions } from "./options.js";
import { readText } from "./read-file.js";
import { isPrivateKey, isSigningKey } from "./secrets.js";
import type { Shell } from "./shell.js";

/** Options that say where a key comes from. */
export type KeyOptions = Pick<GlobalOptions, "keystore" | "passwordFile">;

/** The account that signs: of `--keystore`, of the environment, or of the profile, in this order. */
export async function signerOf(
  shell: Shell,
  options: KeyOptions,
  profileKeystore: string | undefined,
): Promise<LocalAccount> {
  const { privateKeyToAccount } = await import("viem/accounts");
  const { ROBOTID_PRIVATE_KEY: secret, ROBOTID_KEYSTORE } = shell.env;
  if (options.keystore === undefined && secret) {
    if (isSigningKey(secret)) return privateKeyToAccount(secret);
    throw usageFailure(
      "ROBOTID_PRIVATE_KEY holds no private key.",
      "Expected 0x and 64 hexadecimal digits.",
    );
  }
  const keystore = options.keystore ?? (ROBOTID_KEYSTORE || profileKeystore);
  if (keystore === undefined) {
    throw usageFailure(
      "Nobody is named who signs.",
      "Give --keystore, or set ROBOTID_PRIVATE_KEY. `robotid keystore new` makes a key; a dry run takes --from as well.",
    );
  }
  return privateKeyToAccount(await unlock(shell, keystorePath(shell, keystore), options));
}

/**
 * Where a keystore is: a path, or the name of one of Foundry's, which `cast wallet` keeps in
 * `~/.foundry/keystores`.
 */
export function keystorePath({ cwd, env }: Shell, given: string): string {
  if (isPrivateKey(given)) {
    throw usageFailure(
      "A private key was given in the place of a keystore file. It is not shown here, but other users of this machine may have seen it.",
      "Give the path of a keystore. `robotid keystore import` makes one of the key in ROBOTID_PRIVATE_KEY.",
    );
  }
  const path = resolve(cwd, given);
  if (existsSync(path) || /[/\\]/.test(given)) return path;
  const ofFoundry = join(env.HOME || homedir(), ".foundry", "keystores", given);
  return existsSync(ofFoundry) ? ofFoundry : path;
}

/** The private key of a keystore file. */
async function unlock(shell: Shell, path: string, options: KeyOptions): Promise<`0x${string}`> {
  const file = parseKeystore(readText(path));
  if (file === undefined) {
    throw usageFailure(
      `${path} is no keystore file.`,
      "Expected the Ethereum JSON format, version 3.",
    );
  }
  const password = await passwordOf(shell, options, `Password of ${path}`);
  if (file === "unknown") {
    throw usageFailure(
      `${path} is a keystore that cannot be opened: it is damaged, or of a kind that is not known.`,
      "Expected the Ethereum JSON format, version 3, with scrypt or PBKDF2 and AES-128-CTR.",
    );
  }
  const key = await decryptKeystore(file, password);
  if (key !== undefined) return key;
  throw new Failure(`The password does not open ${path}.`, {
    exitCode: EXIT.usage,
    code: "WrongPassword",
  });
}

/** A password: from a file, the environment, or the person at the terminal. */
export async function passwordOf(
  shell: Shell,
  { passwordFile }: Pick<KeyOptions, "passwordFile">,
  question: string,
  { isNew = false } = {},
): Promise<string> {
  const { ROBOTID_PASSWORD: password, ROBOTID_PASSWORD_FILE } = shell.env;
  const file = passwordFile ?? (password === undefined ? ROBOTID_PASSWORD_FILE : undefined);
  // Editors end files with a line break, which is not part of the password.
  if (file) return readText(resolve(shell.cwd, file)).replace(/\r?\n$/, "");
  if (password !== undefined) return password;
  if (!shell.canAsk) {
    throw usageFailure(
      "The keystore's password is not given, and there is no terminal to ask for it.",
      "Give --password-file, or set ROBOTID_PASSWORD or ROBOTID_PASSWORD_FILE.",
    );
  }
  const first = await ask(question, shell.signal);
  if (isNew && (await ask("The same again", shell.signal)) !== first) {
    throw usageFailure("The two passwords differ.");
  }
  return first;
}

async function ask(message: string, signal: AbortSignal): Promise<string> {
  const { isCancel, password } = await import("@clack/prompts");
  // At Ctrl-D, or when the terminal is gone, the library lets go of the input and never answers.
  const left = new AbortController();
  let leaving: NodeJS.Immediate | undefined;
  const leave = () => {
    leaving = setImmediate(() => left.abort());
  };
  process.stdin.once("pause", leave);
  try {
    const answer = await password({
      message,
      signal: AbortSignal.any([signal, left.signal]),
      output: process.stderr,
    });
    if (isCancel(answer)) throw interruption();
    return answer ?? "";
  } finally {
    process.stdin.off("pause", leave);
    clearImmediate(leaving);
  }
}
