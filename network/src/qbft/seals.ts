// Who sealed a block: recovered from its header, whatever the node says about it.
import { type Address, type Hex, hexToBytes, keccak256, recoverAddress, toRlp } from "viem";
import { decodeExtraData, type ExtraData, encodeExtraData } from "./extra-data.js";

/** A block's header, as `eth_getBlockByNumber` gives it. */
export type RpcHeader = Readonly<Record<string, unknown>> & {
  readonly hash: Hex;
  readonly number: Hex;
  readonly timestamp: Hex;
  readonly miner: Address;
  readonly extraData: Hex;
};

/** How a block was agreed on. */
export interface Sealing {
  readonly number: number;
  /** Block time, in seconds. */
  readonly timestamp: number;
  readonly round: number;
  readonly proposer: Address;
  /** Who sealed it. As a rule two thirds: a node writes the block as soon as it has that many seals. */
  readonly sealers: readonly Address[];
}

/** Fields of a header in the order in which they are hashed; those from `baseFeePerGas` on came with later forks. */
const FIELDS = [
  "parentHash",
  "sha3Uncles",
  "miner",
  "stateRoot",
  "transactionsRoot",
  "receiptsRoot",
  "logsBloom",
  "difficulty",
  "number",
  "gasLimit",
  "gasUsed",
  "timestamp",
  "extraData",
  "mixHash",
  "nonce",
  "baseFeePerGas",
  "withdrawalsRoot",
  "blobGasUsed",
  "excessBlobGas",
  "parentBeaconBlockRoot",
  "requestsHash",
] as const;

const QUANTITIES: ReadonlySet<string> = new Set([
  "difficulty",
  "number",
  "gasLimit",
  "gasUsed",
  "timestamp",
  "baseFeePerGas",
  "blobGasUsed",
  "excessBlobGas",
]);

/**
 * Reads who sealed a block. The hash of the block is computed anew, so that what follows is of that block.
 *
 * @throws where the header is not that of the hash it comes with: the node is wrong, or a fork added a field.
 */
export async function sealingOf(header: RpcHeader): Promise<Sealing> {
  const extraData = decodeExtraData(header.extraData);
  const number = Number(header.number);
  const timestamp = Number(header.timestamp);
  const { round, seals } = extraData;
  // Nobody seals the block that everybody begins with.
  if (number === 0) return { number, timestamp, round, proposer: header.miner, sealers: [] };

  // A block is known by its hash without seals and round: they may differ from node to node.
  const known = hashOf(header, { ...extraData, round: 0, seals: [] });
  if (known !== header.hash) {
    throw new Error(
      `The header of block ${number} hashes to ${known}; the node gives it as ${header.hash}.`,
    );
  }
  const sealed = hashOf(header, { ...extraData, seals: [] });
  const sealers = await Promise.all(
    seals.map(async (seal) => {
      const bytes = hexToBytes(seal);
      const signature = { r: seal.slice(0, 66) as Hex, s: `0x${seal.slice(66, 130)}` as Hex };
      return await recoverAddress({
        hash: sealed,
        signature: { ...signature, yParity: bytes[64] ?? 0 },
      });
    }),
  );
  return { number, timestamp, round, proposer: header.miner, sealers };
}

/** The hash of a header with another `extraData`. */
export function hashOf(header: Readonly<Record<string, unknown>>, extraData: ExtraData): Hex {
  const fields = { ...header, extraData: encodeExtraData(extraData) } as Record<string, Hex>;
  const present = FIELDS.filter((name) => fields[name] !== undefined && fields[name] !== null);
  return keccak256(
    toRlp(
      present.map((name) => (QUANTITIES.has(name) ? scalar(fields[name]) : fields[name])) as Hex[],
    ),
  );
}

/** A quantity as RLP has it: without leading zeros, zero as nothing. */
function scalar(quantity: Hex = "0x"): Hex {
  const digits = quantity.slice(2).replace(/^0+/, "");
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}
