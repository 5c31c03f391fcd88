// When more than a third of the validators are lost for good: the members that are left override the list of validators from a
// block on. It is a fork by agreement, and a line in the genesis file of each (Besu's `transitions`); block 0 stays the same.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";
import { type Address, getAddress, isAddress } from "viem";
import { writeWhole } from "../permissioner/whole-file.js";
import { jsonText, readGenesis } from "./genesis/file.js";
import { memberFolder } from "./member-folder.js";

/** A change of how validators are found, as Besu reads it. */
type Transition =
  | { block: number; validatorselectionmode: "blockheader"; validators: Address[] }
  | { block: number; validatorselectionmode: "contract"; validatorcontractaddress: Address };

/** What the members agreed on. */
export type Override =
  /** From this block on these validate, whatever the contract says. */
  | { block: number; validators: readonly string[] }
  /** From this block on the contract says it again. */
  | { block: number; backTo: "contract" };

/**
 * Writes it into the genesis file of a member's folder. Takes effect when Besu is started with it. All members write the same;
 * the digest shows whether they did.
 *
 * @returns SHA-256 of the genesis file, in hexadecimal digits.
 * @throws UserError where no validator is named, one is no address or named twice, or a later block has a transition already.
 */
export function overrideValidators(folder: string, override: Override): string {
  const { genesis: file } = memberFolder(folder);
  const genesis = readGenesis(file);
  const { qbft, transitions } = genesis.config as {
    qbft?: { validatorcontractaddress?: string };
    transitions?: { qbft?: Transition[] };
  };
  const contract = qbft?.validatorcontractaddress;
  if (contract === undefined || !isAddress(contract)) {
    throw new UserError(`${file} names no contract that lists the validators.`);
  }
  const before = transitions?.qbft ?? [];
  const last = before.at(-1)?.block ?? 0;
  const { block } = override;
  if (!Number.isInteger(block) || block <= last) {
    throw new UserError(
      `The block is ${block}; expected one after ${last}, the last that changed anything.`,
    );
  }
  const next: Transition =
    "backTo" in override
      ? {
          block,
          validatorselectionmode: "contract",
          validatorcontractaddress: getAddress(contract),
        }
      : { block, validatorselectionmode: "blockheader", validators: listed(override.validators) };
  if ("backTo" in override && before.at(-1)?.validatorselectionmode !== "blockheader") {
    throw new UserError("The contract lists the validators already.");
  }
  const config = { ...genesis.config, transitions: { ...transitions, qbft: [...before, next] } };
  writeWhole(file, jsonText({ ...genesis, config }), 0o644);
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

function listed(validators: readonly string[]): Address[] {
  const wrong = validators.find((of) => !isAddress(of));
  if (wrong !== undefined) throw new UserError(`"${wrong}" is no address of a validator.`);
  const addresses = validators.map((of) => getAddress(of));
  if (addresses.length === 0) throw new UserError("No validator is named: one is needed at least.");
  if (new Set(addresses).size !== addresses.length) {
    throw new UserError("A validator is named twice.");
  }
  // All members write the same bytes, in whatever order they name them.
  return addresses.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}
