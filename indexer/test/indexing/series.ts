// A chain on which the same happens again and again: firmware is installed on the units of one maker's series.

import { type Contracts, connectContracts } from "@openrobotid/deployment/contracts";
import {
  parseManufacturerId,
  parseModelId,
  type RobotId,
  toBytes,
  toBytes32,
  withCounter,
} from "@openrobotid/sdk";
import { startChain, type TestChain } from "@openrobotid/testkit/example-chain";
import { walletOf } from "@openrobotid/testkit/parties";
import { fund } from "@openrobotid/world/accounts";
import { id as keccak, ZeroHash } from "ethers";
import type { Address, Hex } from "viem";

/** What is installed. */
export const IMAGE = keccak("an image");

/** How many units have something happen to them, again and again. */
const UNITS = 7;

/** A maker with a lot and a release, under the first founding authority. */
export class Series {
  #happened = 0;
  #settled = 0;
  /** The counter of the next lot. */
  #next = 1_001n;

  readonly chain: TestChain;
  readonly maker: Contracts;
  readonly model: ReturnType<typeof parseModelId>;

  private constructor(chain: TestChain, maker: Contracts, model: ReturnType<typeof parseModelId>) {
    this.chain = chain;
    this.maker = maker;
    this.model = model;
  }

  static async start(): Promise<Series> {
    const chain = await startChain(new Date("2026-01-05T08:00:00Z"));
    const { provider, deployment, contracts } = chain;
    const { authority } = await contracts.consortium.seatOf(1);
    const [country = "0x"] = await contracts.consortium.countriesOf(1);
    const number = await accountNumber(chain, authority);
    const id = parseManufacturerId(`${Buffer.from(country.slice(2), "hex").toString()}X001`);
    const model = parseModelId(`${id}SERIES`);
    const account = walletOf(900, provider);
    await fund(chain.client, [account.address as Address]);
    const admitting = connectContracts(deployment, walletOf(number, provider)).authorityRegistry;
    const site = "https://maker.example";
    await (await admitting.admitManufacturer(toBytes(id), account.address, "Maker", site)).wait();
    const maker = connectContracts(deployment, account);
    const { authorityRegistry, registry, dossier } = maker;
    await (await authorityRegistry.registerModel(toBytes(model), 1, 12, "Series", site)).wait();
    const first = toBytes("25W01000000000001");
    await (await registry.issueLot(toBytes(model), first, 1_000, ZeroHash, "")).wait();
    await (await dossier.publishRelease(toBytes(model), "1.0.0", IMAGE, "")).wait();
    return new Series(chain, maker, model);
  }

  /** A unit by its number in the lot, from 1. */
  unit(number: number): RobotId {
    return withCounter(`${this.model}25W01`, BigInt(number));
  }

  /** The unit to which something happened last. */
  get last(): RobotId {
    return this.unit(1 + (this.#happened % UNITS));
  }

  /** Something happens on the chain, once a block. */
  async happen(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      this.#happened += 1;
      const { dossier } = this.maker;
      await (await dossier.installRelease([toBytes32(this.last)], IMAGE, 1, "0x0000")).wait();
    }
  }

  /** A recall of all units, at its first call. Then units are issued, and others settled or opened again: each in a block. */
  async settle(times: number): Promise<void> {
    const { registry, recalls } = this.maker;
    if ((await recalls.campaignCount()) === 0n) await this.#recall();
    for (let time = 0; time < times; time += 1) {
      const first = toBytes(this.unit(Number(this.#next)).slice(12));
      await (await registry.issueLot(toBytes(this.model), first, 10, ZeroHash, "")).wait();
      this.#next += 10n;
      this.#settled += 1;
      const ids = [toBytes32(this.unit(100 + (this.#settled % UNITS)))];
      const isOpen = (await recalls.statusOf(1, ids[0] as Hex)) === 1n;
      const sent = isOpen
        ? await recalls.remedy(1, ids, "0x0000", IMAGE)
        : await recalls.reopen(1, ids, IMAGE);
      await sent.wait();
    }
  }

  async #recall(): Promise<void> {
    const scope = {
      model: toBytes(this.model),
      country: "0x0000",
      kind: 1,
      first: toBytes32(this.unit(1)),
      last: toBytes32(this.unit(999_999)),
    };
    const said = "what is said of it";
    const notice = {
      campaignNumber: "R1",
      component: said,
      summary: said,
      consequence: said,
      remedy: said,
      parkIt: false,
      overTheAirUpdate: false,
    };
    await (await this.maker.recalls.open(scope, 1, true, notice)).wait();
  }

  /** Number of the newest block. */
  async head(): Promise<number> {
    return await this.chain.provider.getBlockNumber();
  }
}

async function accountNumber({ provider }: TestChain, address: string): Promise<number> {
  for (let number = 1; ; number += 1) {
    if (walletOf(number, provider).address === address) return number;
  }
}
