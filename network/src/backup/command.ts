// `network backup` and `network restore`: a member's machine that was lost, made again.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { Command } from "commander";

type Options = { folder: string; file: string; passwordFile: string };

export function backupCommand(): Command {
  return new Command("backup")
    .description("write what cannot be made again of a member's folder to one sealed file")
    .requiredOption("--folder <folder>", "the member's folder, with the key of its node")
    .requiredOption("--file <file>", "a new file; it is kept on another machine")
    .requiredOption("--password-file <file>", "its password, kept apart from it")
    .action(async ({ folder, file, passwordFile }: Options) => {
      const { backUp } = await import("./backup.js");
      const { files, node } = backUp(resolve(folder), resolve(file), passwordOf(passwordFile));
      console.log(`${file}: ${files.length} files of ${folder}, with the key of ${node.address}.`);
      console.log(
        "Besu's data is not in it: the other nodes have every block. Try it with `network restore` into a folder that you delete afterwards.",
      );
    });
}

export function restoreCommand(): Command {
  return new Command("restore")
    .description("make a member's folder again from a backup")
    .requiredOption("--file <file>", "the backup")
    .requiredOption("--folder <folder>", "a new folder")
    .requiredOption("--password-file <file>", "its password")
    .action(async ({ folder, file, passwordFile }: Options) => {
      const { restore } = await import("./backup.js");
      const { files, node, madeAt } = restore(
        resolve(file),
        resolve(folder),
        passwordOf(passwordFile),
      );
      console.log(`${folder}: ${files.length} files as of ${madeAt}.`);
      console.log(`The node: ${node.address}, ${node.publicKey}`);
      console.log(
        "Before you start it, make sure that the machine it was on is dead and stays so: two nodes with one key sign two things. Then compare address-book.json and static-nodes.json with another member: they may have changed since.",
      );
    });
}

function passwordOf(file: string): string {
  try {
    return readFileSync(resolve(file), "utf8").trim();
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}
