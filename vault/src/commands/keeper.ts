// What only the keeper of a vault does, on its machine. All but the backup need the service to be stopped.
import { resolve } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { parseRobotId } from "@openrobotid/sdk";
import { Command } from "commander";
import { readSettings, type Settings } from "../config.js";
import { fingerprintOf } from "../seal/seal.js";
import { makeSecretFile, readSecretFile } from "../seal/secret-file.js";
import { backUp, restore } from "../store/backup.js";
import { resealKeys } from "../store/documents.js";
import { openVault, type Vault } from "../store/vault.js";

type Clock = () => number;

/**
 * The commands.
 *
 * @param clock Seconds now.
 */
export function keeperCommands(clock: Clock): readonly Command[] {
  return [keygen(), check(clock), erase(clock), rotate(clock), backup(), restoring(clock)];
}

function keygen(): Command {
  return new Command("keygen")
    .description("make a master key, or the key that signs heads of the log")
    .requiredOption("--out <file>", "a new file, for its owner alone")
    .action(({ out }: { out: string }) => {
      makeSecretFile(resolve(out));
      console.log(`${out} was made. Without the master key nothing opens: keep a copy elsewhere.`);
    });
}

function check(clock: Clock): Command {
  return withConfig("check", "open every document, and read the whole log").action(
    async ({ config }: { config: string }) => {
      await atVault(config, clock, async ({ store, documents, log, lost }) => {
        const rows = await store
          .selectFrom("document")
          .select(["robot", "seq", "commitment"])
          .where("blob", "is not", null)
          .execute();
        const faults: string[] = lost.map((one) => `${one}: its file is gone`);
        for (const row of rows) {
          await documents
            .open(row as Parameters<typeof documents.open>[0])
            .catch((error: Error) => {
              faults.push(`${row.robot} ${row.seq}: ${error.message}`);
            });
        }
        const { size, root } = await log.head();
        console.log(`${rows.length} documents, ${size} lines of the log, root ${root}.`);
        if (faults.length > 0) throw new UserError(faults.join("\n"));
      });
    },
  );
}

function erase(clock: Clock): Command {
  return withConfig("erase", "erase a document for good; its commitment stays on the chain")
    .argument("<code>", "the robot")
    .argument("<entry>", "number of the entry that commits to the document")
    .requiredOption("--reason <words>", "on what ground: it is kept, and told to the holder")
    .action(async (code: string, entry: string, options: { config: string; reason: string }) => {
      await atVault(options.config, clock, async ({ documents }) => {
        await documents.erase(parseRobotId(code), Number(entry), options.reason);
        console.log(
          "Erased. The commitment stays on the chain. Backups that were made before still hold it: destroy them.",
        );
      });
    });
}

function rotate(clock: Clock): Command {
  return withConfig("rotate", "seal the keys of all documents with another master key")
    .requiredOption("--new-key <file>", "the other key, as keygen makes it")
    .action(async ({ config, newKey }: { config: string; newKey: string }) => {
      const key = readSecretFile(resolve(newKey));
      await atVault(config, clock, async ({ store }, { masterKey }) => {
        const count = await resealKeys(store, masterKey, { key, fingerprint: fingerprintOf(key) });
        console.log(
          `${count} keys were sealed again. Name ${newKey} as master-key-file before you start the vault.`,
        );
        console.log(
          "The former key still opens backups that were made before: destroy both together.",
        );
      });
    });
}

function backup(): Command {
  return withConfig("backup", "copy the vault into a new folder; the service may run")
    .requiredOption("--out <folder>", "a new folder")
    .action(async ({ config, out }: { config: string; out: string }) => {
      const count = await backUp(readSettings(resolve(config), process.env).folder, resolve(out));
      console.log(
        `${count} documents are in ${out}, still sealed. The master key is not: keep it elsewhere.`,
      );
    });
}

function restoring(clock: Clock): Command {
  return withConfig("restore", "put a backup into the folder of the settings, and examine it")
    .requiredOption("--from <folder>", "the backup")
    .action(async ({ config, from }: { config: string; from: string }) => {
      await restore(resolve(from), readSettings(resolve(config), process.env).folder);
      await atVault(config, clock, async ({ log, lost }) => {
        const { size } = await log.head();
        console.log(
          `Restored, with ${size} lines of the log. Lines and erasures after the backup are lost: erase again what was erased.`,
        );
        for (const document of lost) console.log(`Its file is gone: ${document}`);
      });
    });
}

function withConfig(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption("--config <file>", "settings of the vault, in TOML");
}

async function atVault(
  config: string,
  now: Clock,
  act: (vault: Vault, keys: { readonly masterKey: Uint8Array }) => Promise<void>,
): Promise<void> {
  const settings: Settings = readSettings(resolve(config), process.env);
  const masterKey = readSecretFile(settings["master-key-file"]);
  const vault = await openVault({
    folder: settings.folder,
    databaseUrl: settings["database-url"],
    masterKey,
    mostBytes: settings["most-bytes"],
    now,
  });
  try {
    await act(vault, { masterKey });
  } finally {
    await vault.close();
  }
}
