// What only the keeper of a vault does, on its machine. All but the backup need the service to be stopped.
import { resolve } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { parseRobotId } from "@openrobotid/sdk";
import { Command } from "commander";
import { bucketOf, wrappingKeyOf } from "../cloud.js";
import { readSettings, type Settings } from "../config.js";
import { makeWrappedKeyFile, readMasterKey } from "../seal/master-key.js";
import { fingerprintOf } from "../seal/seal.js";
import { makeSecretFile } from "../seal/secret-file.js";
import { backUp, restore } from "../store/backup.js";
import { resealKeys } from "../store/documents.js";
import { blobsOf, openVault, type Vault } from "../store/vault.js";

type Clock = () => number;

interface RotateOptions {
  readonly config: string;
  readonly newKey: string;
  readonly kmsKey?: string;
}

interface KeygenOptions {
  readonly out: string;
  readonly kmsKey?: string;
  readonly kmsEndpoint?: string;
  readonly awsRegion?: string;
}

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
    .option(
      "--kms-key <id>",
      "wrap it with a key of a key management service: the file opens only there",
    )
    .option("--kms-endpoint <address>", "of a service that is not AWS")
    .option("--aws-region <name>", "of the key")
    .action(async ({ out, ...named }: KeygenOptions) => {
      const kms = wrappingKeyOf({
        "kms-key": named.kmsKey,
        "kms-endpoint": named.kmsEndpoint,
        "aws-region": named.awsRegion,
      });
      if (kms) await makeWrappedKeyFile(resolve(out), kms);
      else makeSecretFile(resolve(out));
      console.log(`${out} was made. Without the master key nothing opens: keep a copy elsewhere.`);
      if (kms) console.log(`Without ${kms.id}, the file does not open either: never delete it.`);
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
        const { size, root } = await log.tree.head();
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
    .option("--kms-key <id>", "what the file of the other key is wrapped with")
    .action(async ({ config, newKey, kmsKey }: RotateOptions) => {
      await atVault(config, clock, async ({ store }, { masterKey, settings }) => {
        const wrapping = wrappingKeyOf({ ...settings, "kms-key": kmsKey });
        const key = await readMasterKey(resolve(newKey), wrapping);
        const count = await resealKeys(store, masterKey, { key, fingerprint: fingerprintOf(key) });
        const then = kmsKey === undefined ? "without kms-key" : `and ${kmsKey} as kms-key`;
        console.log(
          `${count} keys were sealed again. Name ${newKey} as master-key-file, ${then}, before you start the vault.`,
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
      const { folder, blobs } = placesOf(readSettings(resolve(config), process.env));
      const count = await backUp(folder, resolve(out), blobs());
      console.log(
        `${count} documents are in ${out}, still sealed. The master key is not: keep it elsewhere.`,
      );
    });
}

function restoring(clock: Clock): Command {
  return withConfig("restore", "put a backup into the folder of the settings, and examine it")
    .requiredOption("--from <folder>", "the backup")
    .action(async ({ config, from }: { config: string; from: string }) => {
      const { folder, blobs } = placesOf(readSettings(resolve(config), process.env));
      await restore(resolve(from), folder, blobs);
      await atVault(config, clock, async ({ log, lost }) => {
        const { size } = await log.tree.head();
        console.log(
          `Restored, with ${size} lines of the log. Lines and erasures after the backup are lost: erase again what was erased.`,
        );
        for (const document of lost) console.log(`Its file is gone: ${document}`);
      });
    });
}

function placesOf(settings: Settings) {
  const { folder } = settings;
  return { folder, blobs: () => blobsOf({ folder, bucket: bucketOf(settings) }) };
}

function withConfig(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption("--config <file>", "settings of the vault, in TOML");
}

async function atVault(
  config: string,
  now: Clock,
  act: (
    vault: Vault,
    of: { readonly masterKey: Uint8Array; readonly settings: Settings },
  ) => Promise<void>,
): Promise<void> {
  const settings: Settings = readSettings(resolve(config), process.env);
  const masterKey = await readMasterKey(settings["master-key-file"], wrappingKeyOf(settings));
  const vault = await openVault({
    folder: settings.folder,
    databaseUrl: settings["database-url"],
    bucket: bucketOf(settings),
    masterKey,
    mostBytes: settings["most-bytes"],
    now,
  });
  try {
    await act(vault, { masterKey, settings });
  } finally {
    await vault.close();
  }
}
