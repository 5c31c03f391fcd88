// `network new-chain`: the chain that comes after one whose governance is lost for good.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "@openrobotid/kit/build";
import { Command, InvalidArgumentError } from "commander";

type NewChainOptions = {
  from: string;
  rpc: string;
  others: string[];
  block: number;
  founding: string;
  out: string;
};

export function newChainCommand(): Command {
  return new Command("new-chain")
    .description(
      "after the loss of more than a third of the seats' accounts: make the genesis of a chain that goes on from the old one's proven state, with other seats",
    )
    .requiredOption(
      "--from <folder>",
      "a folder of the old network: its deployment.json holds what proofs begin with",
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
    .requiredOption("--founding <file>", "founding file of the new chain, with all its members")
    .requiredOption("--out <folder>", "an empty folder, or one that does not exist yet")
    .action(async (options: NewChainOptions) => {
      await build();
      const { continueChain } = await import("./continue.js");
      const out = resolve(options.out);
      const { block, decisions, accounts, slots } = await continueChain({
        ...options,
        from: resolve(options.from),
        founding: resolve(options.founding),
        out,
      });
      console.log(
        `Block ${block.number} of the old chain, ${block.hash}, is proven: ${block.sealers.length} of its validators sealed it.`,
      );
      console.log(`Its whole state was taken over: ${accounts} accounts, ${slots} slots.`);
      for (const { seat, name } of decisions.kept) console.log(`Seat ${seat} goes on: ${name}`);
      for (const { seat, name } of decisions.expelled) console.log(`Seat ${seat} ends: ${name}`);
      for (const { seat, member } of decisions.admitted) {
        console.log(`Seat ${seat} begins: ${member.name}`);
      }
      const digest = createHash("sha256").update(readFileSync(join(out, "genesis.json")));
      console.log(`genesis.json has the SHA-256 ${digest.digest("hex")}.`);
      console.log(
        "Every member makes it from a node of its own, and all compare this digest over another channel.",
      );
    });
}

function blockNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("Expected the number of a block, above zero.");
}
