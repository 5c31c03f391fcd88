// `network directory …`: a member's entry in the directory, made and looked at.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Deployment } from "@openrobotid/sdk/chains";
import { Command } from "commander";
import { type Address, isHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { UserError } from "../../scripts/command.js";
import { directoryEntry, directoryTypedData } from "./directory-entry.js";

/** What is in a statement before it is signed. */
const statement = directoryEntry.omit({ signature: true, issuedAt: true });

type Options = { deployment: string; statement: string; keyFile: string };

export function directoryCommand(): Command {
  const directory = new Command("directory").description(
    "what a member publishes about its nodes and relayers",
  );
  directory
    .command("sign")
    .description("sign a statement and print the entry to publish")
    .requiredOption(
      "--statement <file>",
      'JSON: { "seat", "nodes", "relayers", "participants", "withheld", "witness": { "key", "url" } }',
    )
    .requiredOption("--deployment <file>", "deployment.json of the chain")
    .requiredOption("--key-file <file>", "file with the private key of the seat's account")
    .action(async (options: Options) => {
      const { typedData, whole } = prepare(options);
      const key = readFileSync(resolve(options.keyFile), "utf8").trim();
      if (!isHex(key) || key.length !== 66) {
        throw new UserError(
          `${options.keyFile} holds no private key: 0x and 64 hexadecimal digits.`,
        );
      }
      const signature = await privateKeyToAccount(key).signTypedData(typedData);
      console.log(JSON.stringify({ ...whole, signature }, null, 2));
    });
  directory
    .command("typed-data")
    .description(
      "print what is to be signed, for a wallet that keeps the key (eth_signTypedData_v4)",
    )
    .requiredOption("--statement <file>", "as above")
    .requiredOption("--deployment <file>", "as above")
    .action((options: Options) => {
      const { typedData } = prepare(options);
      const asText = (_: string, value: unknown) =>
        typeof value === "bigint" ? value.toString() : value;
      console.log(JSON.stringify(typedData, asText, 2));
    });
  return directory;
}

function prepare({ statement: file, deployment: deploymentFile }: Options) {
  const { success, data, error } = statement.safeParse(readJson(file));
  if (!success) {
    const faults = error.issues.map(({ path, message }) => `  - ${path.join(".")}: ${message}`);
    throw new UserError(`${file} is no statement of a member:\n${faults.join("\n")}`);
  }
  const { chainId, contracts } = readJson(deploymentFile) as Deployment;
  const whole = { ...data, issuedAt: Math.floor(Date.now() / 1000) };
  const consortium = contracts.Consortium?.address as Address;
  return { whole, typedData: directoryTypedData(whole, { chainId, consortium }) };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(file), "utf8"));
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}
