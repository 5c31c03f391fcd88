// `network new-chain`: the chain that comes after one whose governance is lost for good.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "@openrobotid/kit/build";
import { UserError } from "@openrobotid/kit/command";
import { Command, InvalidArgumentError } from "commander";
import { readFounding } from "../founding.js";
import type { Continued } from "./continue.js";

type NewChainOptions = {
  from: string;
  rpc: string;
  others: string[];
  block: number;
  founding?: string;
  out?: string;
  verify?: string;
};

export function newChainCommand(): Command {
  return new Command("new-chain")
    .description(
      "after the loss of more than a third of the seats' accounts: make the genesis of a chain that goes on from the old one's proven state, with other seats; or check one that somebody else made",
    )
    .requiredOption(
      "--from <folder>",
      "a folder of the old network, as you have it: its deployment.json holds what proofs begin with",
    )
    .requiredOption(
      "--rpc <url>",
      "your node of the old chain, on this machine, started with DEBUG among its methods",
    )
    .option("--others <urls...>", "nodes of the old chain of other members, to prove from too", [])
    .requiredOption(
      "--block <number>",
      "the last block that two thirds of the old validators sealed",
      blockNumber,
    )
    .option("--founding <file>", "founding file of the new chain, with all its members")
    .option("--out <folder>", "an empty folder, or one that does not exist yet")
    .option(
      "--verify <folder>",
      "instead of both: a new network that was made already; every file of it is made again and compared",
    )
    .action(async ({ founding, out, verify, ...options }: NewChainOptions) => {
      if (verify === undefined ? !founding || !out : founding || out) {
        throw new UserError("Expected --founding and --out, to make a chain, or --verify alone.");
      }
      await build();
      const old = {
        ...options,
        from: resolve(options.from),
        say: (text: string) => console.error(text),
      };
      if (verify !== undefined) {
        const { verifyChain } = await import("./verify.js");
        report(await verifyChain(old, resolve(verify)), resolve(verify));
        console.log("Every file is what your node and this founding file lead to.");
        return;
      }
      const { continueChain } = await import("./continue.js");
      const folder = resolve(out as string);
      report(await continueChain(old, readFounding(resolve(founding as string)), folder), folder);
      console.log(
        "Every other member checks it with --verify and a node of its own, and all compare these digests over another channel.",
      );
    });
}

function report({ block, accounts, slots, decisions, proposals }: Continued, folder: string): void {
  console.log(
    `Block ${block.number} of the old chain, ${block.hash}, is proven: ${block.sealers.length} of its validators sealed it. Nothing was written after it.`,
  );
  console.log(`Its whole state was taken over: ${accounts} accounts, ${slots} slots.`);
  for (const { seat, name } of decisions.kept) console.log(`Seat ${seat} goes on: ${name}`);
  for (const { seat, name } of decisions.expelled) console.log(`Seat ${seat} ends: ${name}`);
  for (const { seat, member } of decisions.admitted) {
    console.log(`Seat ${seat} begins: ${member.name}`);
  }
  for (const { state, description, proposalId } of proposals) {
    console.log(
      `A proposal of the old chain is not over (${state}) and comes along: ${JSON.stringify(description)}, ${proposalId}`,
    );
  }
  for (const file of ["genesis.json", "deployment.json", "founding.json"]) {
    const digest = createHash("sha256").update(readFileSync(join(folder, file)));
    console.log(`${file} has the SHA-256 ${digest.digest("hex")}.`);
  }
}

function blockNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("Expected the number of a block, above zero.");
}
