// `network …`: what members do when a chain is founded and while it runs. One command each, thin.
import { existsSync } from "node:fs";
import { isIPv4 } from "node:net";
import { join, resolve } from "node:path";
import { build } from "@openrobotid/kit/build";
import { fileErrorOf, UserError } from "@openrobotid/kit/command";
import { endpointErrorOf } from "@openrobotid/sdk/endpoint";
import { Command, InvalidArgumentError } from "commander";
import { directoryCommand } from "../permissioner/command.js";
import { witnessCommand } from "../witness/command.js";
import { backupCommand, restoreCommand } from "./backup/command.js";
import { makeNodeKey } from "./keygen.js";
import { memberCommand } from "./life/command.js";
import { enodeOf } from "./node-key.js";
import type { Proof } from "./proof/prove.js";
import { jwtCommand, openRpcCommand } from "./rpc-access/command.js";
import { newChainCommand } from "./succession/command.js";

// What deploys needs what the build makes, and is imported once that is there.

const program = new Command("network")
  .description("The consortium chain: found it, prove its genesis, run a member's node.")
  .showHelpAfterError();

program
  .command("init")
  .description("make genesis.json and a folder for each member from the founding file")
  .requiredOption("--founding <file>", "the founding file; see network/members.example.json")
  .requiredOption("--out <folder>", "an empty folder, or one that does not exist yet")
  .action(async ({ founding: file, out }: { founding: string; out: string }) => {
    await build();
    const { readFounding, warningsOf } = await import("./founding.js");
    const { initNetwork } = await import("./init.js");
    const founding = readFounding(resolve(file));
    for (const warning of warningsOf(founding)) console.error(`Warning: ${warning}`);
    const { deployment } = await initNetwork(founding, resolve(out));
    const { members, observers } = founding;
    console.log(`Made the network of chain ${founding.chain.chainId} in ${out}.`);
    console.log(`Folders: ${[...members, ...observers].map(({ id }) => id).join(", ")}.`);
    console.log(
      `Consortium (Besu reads the validators from it): ${deployment.contracts.Consortium.address}`,
    );
    console.log(`Prove it: npm run network:prove -- --network ${out}`);
  });

program
  .command("keygen")
  .description("make the key of a node, on the machine of the member")
  .requiredOption("--out <file>", "a new file, outside of any git work tree")
  .option("--host <address>", "IPv4 address of the node, to print its enode", addressOfNode)
  .option("--port <port>", "TCP port of the node", portOf, 30_303)
  .action(({ out, host, port }: { out: string; host?: string; port: number }) => {
    const { file, publicKey, address } = makeNodeKey(resolve(out));
    console.log(`Private key:  ${file} (stays on this machine)`);
    console.log(`Public key:   ${publicKey}`);
    console.log(`Address:      ${address}`);
    if (host !== undefined) {
      console.log(`Enode:        ${enodeOf({ nodePublicKey: publicKey, host, p2pPort: port })}`);
    }
    console.log("For the founding file: the public key, and where the node listens.");
  });

program
  .command("prove-genesis")
  .description(
    "show that a genesis holds the registry, as its source deploys it, and that every function of it works",
  )
  .requiredOption(
    "--network <folder>",
    "a folder with genesis.json and founding.json: of the network, or of a member",
  )
  .option("--world <folder>", "the example world to play on it", "examples/world")
  .option("--json", "one JSON object instead of sentences")
  .action(async ({ network, world, json }: { network: string; world: string; json?: true }) => {
    await build();
    const { readFounding } = await import("./founding.js");
    const { proveGenesis } = await import("./proof/prove.js");
    const { readGenesis } = await import("./genesis/file.js");
    const proof = await proveGenesis({
      genesis: readGenesis(join(resolve(network), "genesis.json")),
      founding: readFounding(join(resolve(network), "founding.json")),
      world: resolve(world),
      onStep: (step) => console.error(step),
    });
    if (json) console.log(JSON.stringify(proof));
    else console.log(proofText(proof));
    if (proof.findings.length > 0) process.exitCode = 1;
  });

program
  .command("init-test")
  .description("make a whole test network for this machine, private keys and all")
  .requiredOption("--out <folder>", "an empty folder that git ignores, such as network/local/test")
  .option("--validators <n>", "number of validators", countOf(1, 16), 4)
  .option("--observers <n>", "number of observers", countOf(0, 16), 1)
  .option("--first-port <port>", "first port; each node takes three", portOf, 21_600)
  .action(
    async (options: { out: string; validators: number; observers: number; firstPort: number }) => {
      await build();
      const { initTestNetwork } = await import("./test-network.js");
      const folder = resolve(options.out);
      const { founding } = await initTestNetwork({ ...options, folder });
      console.log(
        `Made a test network of ${founding.members.length} validators in ${options.out}.`,
      );
      console.log(
        "Its keys are in there, those of the seats' accounts in seats/, and guard nothing.",
      );
    },
  );

program
  .command("check-besu")
  .description(
    "say whether the Besu of this machine is one that the network runs on, and knows the options of a folder",
  )
  .requiredOption("--folder <folder>", "the member's folder, with its config.toml")
  .action(async ({ folder }: { folder: string }) => {
    const config = join(resolve(folder), "config.toml");
    if (!existsSync(config))
      throw new UserError(`${config} is not there: --folder is a member's folder.`);
    const { checkOptions, findBesu } = await import("../runner/besu-command.js");
    const besu = findBesu();
    for (const warning of besu.warnings) console.error(`Warning: ${warning}`);
    checkOptions(besu, resolve(folder), "config.toml");
    console.log(
      `Besu ${besu.version} (${besu.found}) knows every option of ${folder}/config.toml.`,
    );
  });

program
  .command("override-validators")
  .description(
    "after the loss of more than a third of the validators: write what the members that are left agreed on into genesis.json",
  )
  .requiredOption("--folder <folder>", "the member's folder")
  .requiredOption(
    "--block <number>",
    "the block from which on it holds: the next after the last that anybody has",
    countOf(1, Number.MAX_SAFE_INTEGER),
  )
  .option("--validators <addresses...>", "the validators that are left")
  .option("--back-to-contract", "the contract lists the validators again")
  .action(
    async (options: {
      folder: string;
      block: number;
      validators?: string[];
      backToContract?: true;
    }) => {
      const { overrideValidators } = await import("./recover.js");
      const { folder, block, validators, backToContract } = options;
      if ((validators === undefined) === (backToContract === undefined)) {
        throw new UserError("Give either --validators or --back-to-contract.");
      }
      const override =
        validators === undefined ? { block, backTo: "contract" as const } : { block, validators };
      const digest = overrideValidators(resolve(folder), override);
      console.log(`genesis.json of ${folder} now has the SHA-256 ${digest}.`);
      console.log(
        "Compare it with every other member that is left, then start all nodes at about the same time.",
      );
    },
  );

for (const command of [
  memberCommand(),
  directoryCommand(),
  witnessCommand(),
  jwtCommand(),
  openRpcCommand(),
  backupCommand(),
  restoreCommand(),
  newChainCommand(),
])
  program.addCommand(command);

function proofText({ findings, ...proof }: Proof): string {
  if (findings.length > 0) {
    return ["\nThe genesis is not proven:", ...findings.map((of) => `  ✘ ${of}`)].join("\n");
  }
  return [
    `✔ ${proof.contracts} contracts with ${proof.slots} slots, as deployed from source: code, storage, nonces, parameters.`,
    `✔ ${proof.used} of ${proof.functions} functions used with success, in ${proof.transactions} transactions.`,
    `✔ The genesis of chain ${proof.chainId} is proven.`,
  ].join("\n");
}

function portOf(text: string): number {
  return countOf(1, 65_535)(text);
}

function addressOfNode(text: string): string {
  if (isIPv4(text)) return text;
  throw new InvalidArgumentError(
    "Expected an IPv4 address, such as 192.0.2.10: Besu takes no names.",
  );
}

function countOf(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

/** What a node or the registry answered, as far as it helps the one who named the node. */
function nodeErrorOf(error: unknown): UserError | undefined {
  const { shortMessage, details, suggestion, url } = error as Record<string, string | undefined>;
  if (shortMessage === undefined) return undefined;
  const where = url === undefined ? "" : `${url}: `;
  const next = suggestion ?? "Does the node run, and is it one of this network's chain?";
  return new UserError(`${where}${shortMessage}${details ? ` (${details})` : ""}\n${next}`);
}

try {
  await program.parseAsync();
} catch (error) {
  const known =
    error instanceof UserError
      ? error
      : (endpointErrorOf(error) ?? fileErrorOf(error) ?? nodeErrorOf(error));
  if (known === undefined) throw error;
  process.stderr.write(`\n${known.message}\n`);
  process.exitCode = 1;
}
