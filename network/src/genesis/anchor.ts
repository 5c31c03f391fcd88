// What proofs of a founded chain begin with: the hash of block 0, as a node computes it from the genesis file, and who seals
// block 1.
import { genesisMPTStateRoot } from "@ethereumjs/mpt";
import type { DeploymentAnchor } from "@openrobotid/deployment/file";
import { decodeExtraData, hashHeader } from "@openrobotid/sdk/proof";
import { type Hex, numberToHex, pad } from "viem";
import { bytesToHex } from "viem/utils";
import type { Alloc } from "./alloc.js";
import type { FoundingLogs } from "./deployment.js";
import type { GenesisFile } from "./file.js";

/** Roots of what is empty: a trie, the list of uncles, and the list of a block's requests (EIP-7685). */
export const EMPTY_TRIE = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
const NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
const NO_REQUESTS = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ZERO = pad("0x", { size: 32 });

/** The anchor of a genesis: nobody need ask a node for it. */
export async function anchorOfGenesis(
  genesis: GenesisFile,
  validators: readonly string[],
  founding: FoundingLogs,
): Promise<DeploymentAnchor> {
  const genesisHash = await hashGenesis(genesis);
  return { genesisHash, validators: [...validators], seals: "qbft", founding };
}

/** The hash of block 0. */
export async function hashGenesis(genesis: GenesisFile): Promise<Hex> {
  return (await headerOfGenesis(genesis)).hash;
}

/** The header of block 0. It has the fields of every fork up to Osaka, which is in force from the start. */
export async function headerOfGenesis(genesis: GenesisFile) {
  const { parentHash, coinbase, difficulty, number, gasLimit, gasUsed, ...rest } = genesis;
  const { timestamp, extraData, mixHash, nonce, baseFeePerGas } = rest;
  const header = {
    parentHash,
    sha3Uncles: NO_UNCLES,
    miner: coinbase,
    stateRoot: await stateRootOf(genesis.alloc),
    transactionsRoot: EMPTY_TRIE,
    receiptsRoot: EMPTY_TRIE,
    logsBloom: pad("0x", { size: 256 }),
    difficulty,
    number,
    gasLimit,
    gasUsed,
    timestamp,
    extraData,
    mixHash,
    nonce: numberToHex(BigInt(nonce as Hex), { size: 8 }),
    baseFeePerGas,
    withdrawalsRoot: EMPTY_TRIE,
    blobGasUsed: "0x0",
    excessBlobGas: "0x0",
    parentBeaconBlockRoot: ZERO,
    requestsHash: NO_REQUESTS,
  };
  return { ...header, hash: hashHeader(header, decodeExtraData(extraData as Hex)) };
}

/** The root of a state, as every node computes it. */
export async function stateRootOf(alloc: Alloc): Promise<Hex> {
  const accounts = Object.entries(alloc).map(([address, { balance, code, storage, nonce }]) => [
    address,
    [balance, code, Object.entries(storage), nonce],
  ]);
  return bytesToHex(await genesisMPTStateRoot(Object.fromEntries(accounts)));
}
