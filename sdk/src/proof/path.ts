// The path from the anchor's set of validators to a later one. Each step is a block sealed by the set that is known by then,
// and a proof of what `getValidators()` answers in its state.
import {
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  hexToBytes,
  zeroAddress,
} from "viem";
import { consortiumAbi } from "../abis/consortium.js";
import { RegistryConfigurationError } from "../errors/registry-error.js";
import { type Anchor, type AnchoredContract, beginningOf } from "./anchor.js";
import { NotProvenError } from "./errors.js";
import { type BlockHeader, readBlockHeader, type WireHeader } from "./header.js";
import type { StateSource } from "./local-evm.js";
import { requireSet, verifySeals } from "./seals.js";
import { verifyCode, verifyStateProof, type WireProof, wordOf } from "./state.js";

/** A set of validators, and the block in whose state it was read. It seals the next block. */
export interface ValidatorSet {
  /** Number of the block. */
  readonly number: bigint;
  /** The set. */
  readonly validators: readonly Address[];
}

/** One step: the block that changed the set. */
export interface PathStep {
  /** Its header, with `hash`, as JSON-RPC gives it. */
  readonly header: WireHeader;
  /** `eth_getProof` of Consortium in its state, with every slot that `getValidators()` reads. */
  readonly proof: WireProof;
}

/** Steps from the anchor on, and the code that their states are read with. */
export interface Path {
  /** The steps, the earliest first. */
  readonly steps: readonly PathStep[];
  /** Runtime code of Consortium. */
  readonly code: Hex;
}

/** What asks for the set. */
export const VALIDATORS_CALL = encodeFunctionData({
  abi: consortiumAbi,
  functionName: "getValidators",
});

/**
 * Proves a path, and gives the sets on it, the anchor's first. It needs no node.
 *
 * @throws NotProvenError: `stepBack` where a step is not after the one before, `stepSeals` where it is not sealed by the set that
 * is known by then (with what is wrong as its cause), and what {@link verifyStateProof} and {@link verifyCode} throw.
 *
 * @example
 * ```ts
 * import { verifyPath } from "@openrobotid/sdk/proof";
 *
 * const { Consortium } = deployment.contracts;
 * // An anchor got from somewhere else says whose the validators are.
 * const validators = [Consortium.address];
 * const anchor = {
 *   chainId: deployment.chainId,
 *   genesisHash: `0x${"00".repeat(32)}`,
 *   validators,
 *   contracts: { Consortium },
 *   seals: "qbft",
 * } as const;
 * const code = await client.request({
 *   method: "eth_getCode",
 *   params: [Consortium.address, "latest"],
 * });
 * const sets = await verifyPath(anchor, { steps: [], code });
 * sets.length; // 1
 * ```
 */
export async function verifyPath(anchor: Anchor, { steps, code }: Path): Promise<ValidatorSet[]> {
  const consortium = consortiumOf(anchor);
  verifyCode(code, consortium.codeHash, consortium.address);
  const { number, validators } = beginningOf(anchor);
  let known: ValidatorSet = { number, validators };
  const sets = [known];
  for (const { header: wire, proof } of steps) {
    const header = readBlockHeader(wire, "qbft");
    await verifyStep(header, known);
    known = {
      number: header.number,
      validators: await validatorsOf(anchor, header, sourceOf(anchor, header, { proof, code })),
    };
    sets.push(known);
  }
  return sets;
}

/** Proves that a block is after the set that is known, and sealed by it. */
export async function verifyStep(header: BlockHeader, known: ValidatorSet): Promise<void> {
  if (header.number <= known.number) {
    throw new NotProvenError("stepBack", {
      message: `The path goes from block ${known.number} back to block ${header.number}.`,
      suggestion: "Give the steps in the order of their blocks, the earliest first.",
    });
  }
  try {
    await verifySeals(header, known.validators);
  } catch (error) {
    if (!(error instanceof NotProvenError)) throw error;
    throw new NotProvenError("stepSeals", {
      message: `The set of block ${known.number} did not seal the step of block ${header.number}.`,
      suggestion:
        "A step before it is missing, or the host made it up. Ask another one for the path.",
      cause: error,
    });
  }
}

/** What `getValidators()` answers at the end of a block: the contract's own code says it. */
export async function validatorsOf(
  anchor: Anchor,
  header: BlockHeader,
  source: StateSource,
): Promise<readonly Address[]> {
  const { runCall } = await import("./local-evm.js");
  const { data, failure } = await runCall(source, header, anchor.chainId, {
    to: consortiumOf(anchor).address,
    data: VALIDATORS_CALL,
  });
  if (failure !== undefined) {
    throw new NotProvenError("validatorsEmpty", {
      message: `getValidators() fails in the state of block ${header.number}: ${failure}.`,
      suggestion: "Compare the anchor with that of another member: Consortium never fails there.",
    });
  }
  const validators = decodeFunctionResult({
    abi: consortiumAbi,
    functionName: "getValidators",
    data,
  });
  requireSet(validators);
  return validators;
}

/** Whether two sets have the same members. */
export function isSameSet(one: readonly Address[], other: readonly Address[]): boolean {
  const members = new Set(one.map((address) => address.toLowerCase()));
  return (
    one.length === other.length && other.every((address) => members.has(address.toLowerCase()))
  );
}

/** Consortium as the anchor names it. */
export function consortiumOf({ contracts }: Anchor): AnchoredContract {
  const { Consortium } = contracts;
  if (Consortium) return Consortium;
  throw new RegistryConfigurationError(
    "The anchor does not name Consortium, whose state names the validators.",
    "Give the whole anchor, as `robotid anchor show` prints it.",
  );
}

/** The state of Consortium, as one proof shows it. */
function sourceOf(
  anchor: Anchor,
  header: BlockHeader,
  { proof, code }: { proof: WireProof; code: Hex },
): StateSource {
  const { address, codeHash } = consortiumOf(anchor);
  const bytes = hexToBytes(code);
  const given = Array.isArray(proof.storageProof) ? proof.storageProof : [];
  const keys = given.map(({ key }) => wordOf(key));
  const state = verifyStateProof({ stateRoot: header.stateRoot, address, slots: keys, proof });
  if (state.account?.codeHash !== codeHash) {
    throw new NotProvenError(state.account ? "codeHash" : "accountAbsent", {
      message: `In the state of block ${header.number}, Consortium is not what the anchor says.`,
      suggestion: `Expected code that hashes to ${codeHash} at ${address}.`,
    });
  }
  const missing = (what: string) =>
    new NotProvenError("slotMissing", {
      message: `The step of block ${header.number} does not prove ${what}, which getValidators() reads.`,
      suggestion: "Ask for the path again, or another host for it.",
    });
  return {
    account: async (asked) => {
      if (asked.toLowerCase() === address.toLowerCase()) return state.account;
      // The caller, of whom getValidators() asks nothing.
      if (asked === zeroAddress) return undefined;
      throw missing(`account ${asked}`);
    },
    slot: async (_, slot) => {
      const value = state.slots.get(slot);
      if (value === undefined) throw missing(`slot ${slot}`);
      return value;
    },
    code: async () => bytes,
    blockHash: async () => {
      throw missing("the hash of a block");
    },
  };
}
