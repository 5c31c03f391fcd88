// A chain sealed by QBFT without a Besu: the blocks of a development chain, put under headers that validators of the tests
// have sealed. State, transactions and receipts are those of the development chain, and so are the proofs of them.
import {
  type Address,
  bytesToHex,
  custom,
  type EIP1193RequestFn,
  type Hex,
  hexToBytes,
  keccak256,
  parseSignature,
  type Transport,
  toHex,
  zeroHash,
} from "viem";
import { privateKeyToAccount, sign } from "viem/accounts";
import {
  decodeExtraData,
  type ExtraData,
  encodeExtraData,
  hashHeader,
  type WireHeader,
} from "../../src/proof/index.js";

/** A validator of the tests: its key is made of its name. */
export interface Validator {
  readonly address: Address;
  readonly key: Hex;
}

export function validator(name: string): Validator {
  const key = keccak256(toHex(`validator ${name}`));
  return { key, address: privateKeyToAccount(key).address };
}

const NOTHING: ExtraData = { vanity: zeroHash, validators: [], vote: [], round: 0, seals: [] };

/** Seals a header in a round: with the keys given, in their order. */
export async function seal(
  header: WireHeader,
  keys: readonly Hex[],
  round = 0,
): Promise<WireHeader & { readonly hash: Hex; readonly extraData: Hex }> {
  const sealed = hashHeader(header, { ...NOTHING, round });
  const seals = await Promise.all(keys.map((key) => sealOf(sealed, key)));
  return withExtraData(header, { ...NOTHING, round, seals });
}

/** One seal over a hash: r, s and the recovery id. */
export async function sealOf(hash: Hex, privateKey: Hex): Promise<Hex> {
  const { r, s, yParity } = parseSignature(await sign({ hash, privateKey, to: "hex" }));
  return `${r}${s.slice(2)}0${yParity}`;
}

/** A header with another `extraData`, hashed as QBFT does. */
export function withExtraData(header: WireHeader, extraData: ExtraData) {
  return {
    ...header,
    extraData: encodeExtraData(extraData),
    hash: hashHeader(header, { ...extraData, round: 0, seals: [] }),
  };
}

/** Alters the seals of a header that is sealed. */
export function withSeals(
  header: WireHeader & { readonly extraData: Hex },
  alter: (seals: readonly Hex[]) => readonly Hex[],
) {
  const extraData = decodeExtraData(header.extraData);
  return withExtraData(header, { ...extraData, seals: alter(extraData.seals) });
}

/** The second signature that holds where one does: s as its complement, the other recovery id. */
export function withHighS(given: Hex): Hex {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const bytes = hexToBytes(given);
  const s = BigInt(bytesToHex(bytes.slice(32, 64)));
  const high = (order - s).toString(16).padStart(64, "0");
  return `${given.slice(0, 66)}${high}0${bytes[64] === 0 ? 1 : 0}` as Hex;
}

type Request = (args: { method: string; params?: unknown }) => Promise<unknown>;

/** What a {@link SealedChain} is made of. */
export interface SealedChainParameters {
  /** A node of the development chain. */
  readonly request: EIP1193RequestFn;
  /** What `getValidators()` answers in the state of a block. */
  readonly validatorsAt: (block: bigint) => Promise<readonly Address[]>;
  /** The last block that nobody sealed: where the anchors of the tests begin at the earliest. */
  readonly unsealedTo: number;
  /** The keys of everybody who ever validates. */
  readonly validators: readonly Validator[];
  /** Makes another chain of the same blocks: what it gives is sealed instead. */
  readonly alter?: (header: WireHeader, number: number) => WireHeader;
}

/** A chain of sealed headers over a development chain. */
export class SealedChain {
  readonly #parameters: SealedChainParameters;
  readonly #headers: (WireHeader & { readonly hash: Hex; readonly extraData: Hex })[] = [];

  constructor(parameters: SealedChainParameters) {
    this.#parameters = parameters;
  }

  /** The header of a block, sealed by the set of the block before: by a quorum, not the same one each time. */
  async header(number: number) {
    for (let next = this.#headers.length; next <= number; next += 1) {
      const block = (await this.#ask("eth_getBlockByNumber", [toHex(next), false])) as WireHeader;
      const parentHash = this.#headers[next - 1]?.hash ?? zeroHash;
      const plain = { ...block, parentHash, extraData: "0x" as Hex };
      const header = this.#parameters.alter?.(plain, next) ?? plain;
      this.#headers.push(await seal(header, await this.#sealers(next), next % 5 === 0 ? 1 : 0));
    }
    const header = this.#headers[number];
    if (!header) throw new Error(`There is no block ${number}.`);
    return header;
  }

  async #sealers(number: number): Promise<Hex[]> {
    if (number <= this.#parameters.unsealedTo) return [];
    const set = await this.#parameters.validatorsAt(BigInt(number - 1));
    const quorum = Math.ceil((2 * set.length) / 3);
    return Array.from({ length: quorum }, (_, index) => {
      const address = set[(index + number) % set.length];
      const found = this.#parameters.validators.find((one) => one.address === address);
      if (!found) throw new Error(`The tests have no key of ${address}.`);
      return found.key;
    });
  }

  /** Answers as a node of the sealed chain would. */
  readonly request: Request = async ({ method, params }) => {
    const given = (params ?? []) as unknown[];
    if (method === "eth_getBlockByNumber" || method === "eth_getBlockByHash") {
      return await this.#block(method, given);
    }
    const answer = await this.#ask(method, given);
    if (method === "eth_getLogs" || method === "eth_getBlockReceipts") {
      return await Promise.all(
        (answer as { blockNumber: Hex; logs?: object[] }[]).map(async (one) => {
          const { hash } = await this.header(Number(one.blockNumber));
          return { ...one, blockHash: hash };
        }),
      );
    }
    return answer;
  };

  async #block(method: string, [asked, isFull]: unknown[]): Promise<unknown> {
    let block: unknown;
    if (method === "eth_getBlockByHash") {
      const number = this.#headers.findIndex(({ hash }) => hash === asked);
      block = number < 0 ? null : await this.#ask("eth_getBlockByNumber", [toHex(number), isFull]);
    } else {
      block = await this.#ask("eth_getBlockByNumber", [asked, isFull]);
    }
    if (block === null) return null;
    const plain = block as WireHeader & { number: Hex };
    return {
      ...plain,
      ...(await this.header(Number(plain.number))),
      transactions: plain.transactions,
    };
  }

  async #ask(method: string, params: unknown[]): Promise<unknown> {
    return await this.#parameters.request({ method, params } as never);
  }
}

/** A transport that asks a function. */
export function transportOf(request: Request): Transport {
  return custom({ request: request as never }, { retryCount: 0 });
}
