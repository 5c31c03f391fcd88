// `network witness …`: the key of a witness, and what shows a second chain.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { NotProvenError, verifySecondChain } from "@openrobotid/sdk/proof";
import { verifyWitnessList } from "@openrobotid/sdk/witness";
import { Command } from "commander";
import { readAnchorFile } from "./client.js";
import { beginJournal } from "./journal.js";
import { makeWitnessKey } from "./key.js";

export function witnessCommand(): Command {
  const witness = new Command("witness").description("the key of a witness, and what it found");
  witness
    .command("keygen")
    .description("make the key of a witness, and the file in which it keeps what it signed")
    .requiredOption("--out <file>", "a new file for the key, which stays on this machine")
    .requiredOption("--state <file>", "a new file for what it signs: `state-file` of the service")
    .action(async ({ out, state }: { out: string; state: string }) => {
      if (existsSync(resolve(state))) {
        throw new UserError(`${state} is there already: it belongs to another key.`);
      }
      const key = await makeWitnessKey(resolve(out));
      beginJournal(resolve(state), key);
      console.log(`Private key:  ${out} (stays on this machine)`);
      console.log(`Signed:       ${state} (nothing yet; never put an older copy of it back)`);
      console.log(`Public key:   ${key}`);
      console.log(
        'For the directory entry: "witness": { "key": the public key, "url": where /checkpoint is served }.',
      );
    });
  witness
    .command("verify")
    .description("say whether a file of the monitor shows two chains, and who sealed both")
    .argument("<file>", "the file that the monitor wrote")
    .requiredOption("--anchor <file>", "the anchor of the chain")
    .option("--witnesses <file>", "the list of witnesses, where the anchor names none")
    .action(async (file: string, options: { anchor: string; witnesses?: string }) => {
      const anchor = readAnchorFile(resolve(options.anchor));
      const listed = options.witnesses && readFileSync(resolve(options.witnesses));
      const keys = [
        ...(listed ? (await verifyWitnessList(new Uint8Array(listed), { anchor })).witnesses : []),
        ...(anchor.witnesses ?? []),
      ];
      const text = readFileSync(resolve(file), "utf8");
      const found = await verifySecondChain(text, keys, anchor.seals).catch((error: unknown) => {
        if (error instanceof NotProvenError) throw new UserError(error.message);
        throw error;
      });
      console.log(
        `There are two chains of chain id ${found.chainId}: they differ at block ${found.number}.`,
      );
      for (const { seat, hash, sealers } of found.sides) {
        const by = sealers ? `sealed by ${sealers.join(", ")}` : "its seals are not in the file";
        console.log(`  ${hash}, cosigned by the witness of seat ${seat}; ${by}`);
      }
      console.log(
        found.sealedBoth.length > 0
          ? `Sealed both: ${found.sealedBoth.join(", ")}.`
          : "No validator is shown to have sealed both: one of the witnesses may have signed what is no block.",
      );
    });
  return witness;
}
