// What the benchmark indexes: the 28,000 units of the demo's scale, with firmware installed on every one of them; later
// lots without a row a unit, up to a million.

import { connectContracts } from "@openrobotid/deployment/contracts";
import {
  composeRobotId,
  parseManufacturerId,
  parseModelId,
  type RobotId,
  toBytes,
  toBytes32,
} from "@openrobotid/sdk";
import { startScaleChain, type TestChain } from "@openrobotid/testkit/example-chain";
import { walletOf } from "@openrobotid/testkit/parties";
import { drawnSerials, sequentialSerials } from "@openrobotid/world/factory";
import { id as keccak } from "ethers";

const MAKERS = 100;
/** Units that one transaction installs a release on: as many as its gas allows, with some to spare. */
const BATCH = 70;
const MAKER = 1;
const NOWHERE = "0x0000";
/** Blocks behind the last one that count as final: with them everything before is the chain's past. */
const UNTIL_FINAL = 40;

/** A chain with the units on it, and their codes. */
export interface BenchWorld {
  readonly chain: TestChain;
  readonly codes: readonly RobotId[];
  /** Issues lots until there are so many units, and gives codes of them, spread evenly. */
  issueMany(total: number): Promise<readonly RobotId[]>;
  /** Something happens to a unit; resolves when its block is there. */
  touch(code: RobotId): Promise<void>;
}

/** Plays the world of the benchmark. */
export async function playBenchWorld(total: number): Promise<BenchWorld> {
  const chain = await startScaleChain(total);
  /** Units of each of the 200 models. */
  const share = total / MAKERS / 2;
  const codes: RobotId[] = [];
  const makers = await findMakers(chain);
  for (const { code, contracts } of makers) {
    for (const kind of ["SERIES", "SINGLE"] as const) {
      const model = parseModelId(`${code}${kind}`);
      const serials =
        kind === "SERIES" ? sequentialSerials("25W01", 1, share) : drawnSerials(model, "X", share);
      const units = serials.map((serial) => composeRobotId(model, serial));
      codes.push(...units);
      const image = imageOf(model);
      await (await contracts.dossier.publishRelease(toBytes(model), "1.0.0", image, "")).wait();
      for (let from = 0; from < units.length; from += BATCH) {
        const batch = units.slice(from, from + BATCH).map((unit) => toBytes32(unit));
        await (await contracts.dossier.installRelease(batch, image, MAKER, NOWHERE)).wait();
      }
    }
  }
  for (let block = 0; block < UNTIL_FINAL; block += 1) await chain.request("evm_mine");
  return {
    chain,
    codes,
    async issueMany(many) {
      const count = (many - total) / MAKERS;
      const issued: RobotId[] = [];
      for (const { code, contracts } of makers) {
        const model = parseModelId(`${code}SERIES`);
        const [first = "", ...others] = sequentialSerials("26W01", 1, count);
        const args = [toBytes(model), toBytes(first), count, `0x${"00".repeat(32)}`, ""] as const;
        await (await contracts.registry.issueLot(...args)).wait();
        const step = Math.floor(count / 20);
        issued.push(
          ...others
            .filter((_, place) => place % step === 0)
            .map((serial) => composeRobotId(model, serial)),
        );
      }
      return issued;
    },
    async touch(code) {
      const maker = makers.find((each) => code.startsWith(each.code));
      const image = imageOf(code.slice(0, 12));
      const unit = toBytes32(code);
      const sent = await maker?.contracts.dossier.installRelease([unit], image, MAKER, NOWHERE);
      await sent?.wait();
    },
  };
}

const imageOf = (model: string) => keccak(`firmware of ${model}`);

/** The makers of the demo's scale, each with its account. */
async function findMakers({ contracts, deployment, provider }: TestChain) {
  const admitted = await contracts.authorityRegistry.queryFilter(
    contracts.authorityRegistry.filters.ManufacturerAdmitted(),
  );
  return admitted.map(({ args }, place) => ({
    code: parseManufacturerId(Buffer.from(args.id.slice(2), "hex").toString("ascii")),
    contracts: connectContracts(deployment, walletOf(1_000 + place, provider)),
  }));
}
