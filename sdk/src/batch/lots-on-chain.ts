import type { Hex } from "viem";
import { type RegistryClient, read } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { lastLotUpTo, lotIdOf } from "../rules/lot.js";

/** A lot or a list as the registry has it. */
export interface LotOnChain {
  readonly firstCounter: bigint;
  readonly count: bigint;
  readonly unitsRoot: Hex;
}

/** The lots of a registry at the end of one block; each is asked for once. */
export class LotsOnChain {
  readonly #client: RegistryClient;
  readonly #blockNumber: bigint;
  readonly #lots = new Map<Hex, Promise<LotOnChain>>();
  readonly #counts = new Map<string, Promise<bigint>>();

  constructor(client: RegistryClient, blockNumber: bigint) {
    this.#client = client;
    this.#blockNumber = blockNumber;
  }

  /** The lot with an identifier; its count is zero where there is none. */
  lot(id: Hex): Promise<LotOnChain> {
    return remembered(this.#lots, id, () =>
      read(this.#client, {
        ...robotRegistry,
        functionName: "lot",
        args: [id],
        blockNumber: this.#blockNumber,
      }),
    );
  }

  /** Number of lots of a stem, or of lists of a model. */
  count(stem: string): Promise<bigint> {
    return remembered(this.#counts, stem, () =>
      read(this.#client, {
        ...robotRegistry,
        functionName: "lotCount",
        args: [lotIdOf(stem, 0)],
        blockNumber: this.#blockNumber,
      }),
    );
  }

  /** Number of the last lot of a stem that begins at a counter or before; `undefined` where none does. */
  async lastUpTo(stem: string, counter: bigint): Promise<number | undefined> {
    const firstCounterOf = async (index: number) =>
      (await this.lot(lotIdOf(stem, index))).firstCounter;
    return await lastLotUpTo(counter, Number(await this.count(stem)), firstCounterOf);
  }
}

function remembered<key, value>(
  known: Map<key, Promise<value>>,
  key: key,
  ask: () => Promise<value>,
): Promise<value> {
  let answer = known.get(key);
  if (!answer) {
    answer = ask();
    known.set(key, answer);
  }
  return answer;
}
