// `robotid keystore`: encrypted key files, in the format that every Ethereum wallet reads.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { group, reading } from "../define.js";
import { usageFailure } from "../failure.js";
import { keystorePath, passwordOf, signerOf } from "../keys.js";
import { encryptKeystore } from "../keystore-file.js";
import type { Session } from "../session.js";

const ANSWER = {
  json: { address: "account of the key", file: "where the keystore is" },
} as const;

export function defineKeystore(program: CommandUnknownOpts, session: Session): void {
  const keystore = group(
    program,
    "keystore",
    "Make and read encrypted key files (Ethereum JSON V3); needs no network",
  ) as never;

  reading(keystore, "new", "Make a key in a new encrypted file", {
    ...ANSWER,
    examples: ["keystore new maker.json"],
  })
    .argument("<file>", "new file for it")
    .action(async (file, _options, command) => {
      const { generatePrivateKey } = await import("viem/accounts");
      await write(session, command, file, generatePrivateKey());
    });

  reading(keystore, "import", "Put the key of ROBOTID_PRIVATE_KEY into a new encrypted file", {
    ...ANSWER,
    examples: ["keystore import maker.json"],
  })
    .argument("<file>", "new file for it")
    .action(async (file, _options, command) => {
      const key = session.shell.env.ROBOTID_PRIVATE_KEY;
      if (!key) {
        throw usageFailure(
          "ROBOTID_PRIVATE_KEY is not set.",
          "It holds the key to import: 0x and 64 hexadecimal digits.",
        );
      }
      await signerOf(session.shell, {}, undefined);
      await write(session, command, file, key as `0x${string}`);
    });

  reading(keystore, "show", "Say whose key a file holds; needs its password", {
    ...ANSWER,
    examples: ["keystore show maker.json"],
  })
    .argument("<file>", "the keystore")
    .action(async (file, _options, command) => {
      const options = { ...session.options(command), keystore: file };
      const { address } = await signerOf(session.shell, options, undefined);
      const path = keystorePath(session.shell, file);
      session.answer(command, { address, file: path }, () => `${address}\n`);
    });
}

async function write(
  session: Session,
  command: CommandUnknownOpts,
  file: string,
  privateKey: `0x${string}`,
): Promise<void> {
  const { shell } = session;
  const path = resolve(shell.cwd, file);
  const password = await passwordOf(shell, session.options(command), `New password for ${path}`, {
    isNew: true,
  });
  if (password === "")
    throw usageFailure("The password is empty.", "Anyone who has the file would have the key.");
  const { privateKeyToAddress } = await import("viem/accounts");
  const address = privateKeyToAddress(privateKey);
  const text = await encryptKeystore(privateKey, address, password);
  writeFileSync(path, `${text}\n`, { mode: 0o600, flag: "wx" });
  session.answer(command, { address, file: path }, (layout) =>
    layout.fields([
      ["account", address],
      ["keystore", path],
    ]),
  );
}
