// Issuance at the scale of an industry: units of 200 models of 100 manufacturers under the founding authorities, half of the
// models by the lot and half by the list, every batch with its Merkle root.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Contracts, connectContracts } from "@openrobotid/deployment/contracts";
import type { Deployment } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import {
  composeRobotId,
  parseManufacturerId,
  parseModelId,
  type RobotId,
  serialOf,
  toBytes,
  toBytes32,
} from "@openrobotid/sdk";
import type { HDNodeWallet, JsonRpcApiProvider } from "ethers";
import { accountOf, fund } from "./accounts.js";
import { drawnSerials, productionFile, sequentialSerials } from "./factory.js";
import { readProduction } from "./production.js";
import { numberOf } from "./vocabulary.js";

const MAKERS = 100;
const STEM = "25W01";
const COUNTER_WIDTH = 17 - STEM.length;
const FIRST_ACCOUNT = 1_000;

/** Models of all makers, one of each scheme. */
export const MODELS = 2 * MAKERS;

/** What issuing in one way took. */
export type Issued = { batches: number; units: number; gas: bigint };

export type Scale = {
  lots: Issued;
  lists: Issued;
  /** Admitting the manufacturers and registering the models. */
  preparation: bigint;
};

/**
 * Issues and looks at what the registry says then.
 *
 * @param folder Where the production files go.
 * @param onProgress Is told how many units were issued since.
 */
export async function issueAtScale(
  provider: JsonRpcApiProvider,
  deployment: Deployment,
  units: number,
  folder: string,
  onProgress: (units: number) => void,
): Promise<Scale> {
  const authorities = await foundingAuthorities(provider, deployment);
  const makers = Array.from({ length: MAKERS }, (_, index) =>
    accountOf(FIRST_ACCOUNT + index, provider),
  );
  await fund(accountOf(0, provider), makers);
  const scale: Scale = {
    lots: { batches: 0, units: 0, gas: 0n },
    lists: { batches: 0, units: 0, gas: 0n },
    preparation: 0n,
  };
  for (const [index, account] of makers.entries()) {
    const authority = authorities[index % authorities.length] as Authority;
    const maker = new Maker(index, authority, account, deployment, folder);
    scale.preparation += await maker.settle();
    const sequential = share(units, 2 * index);
    const listed = share(units, 2 * index + 1);
    await maker.issue("sequential", sequential, scale.lots);
    onProgress(sequential);
    await maker.issue("listed", listed, scale.lists);
    onProgress(listed);
  }
  return scale;
}

/** How many of all units are those of one model: equal shares, the first ones one more. */
function share(units: number, model: number): number {
  return Math.floor(units / MODELS) + (model < units % MODELS ? 1 : 0);
}

type Authority = { country: string; account: HDNodeWallet };

/** The founding authorities, as far as their accounts are those that every development chain knows. */
async function foundingAuthorities(
  provider: JsonRpcApiProvider,
  deployment: Deployment,
): Promise<Authority[]> {
  const { consortium } = connectContracts(deployment, provider);
  const found: Authority[] = [];
  for (let number = 1; number <= 20; number += 1) {
    const account = accountOf(number, provider);
    const seat = await consortium.seatOfAuthority(account.address);
    if (seat === 0n) continue;
    const [country] = await consortium.countriesOf(seat);
    if (country === undefined) continue;
    found.push({ country: Buffer.from(country.slice(2), "hex").toString("ascii"), account });
  }
  if (found.length === 0) {
    throw new UserError("No founding seat of this chain has an account of the public mnemonic.");
  }
  return found;
}

/** A manufacturer with its two models. */
class Maker {
  readonly name: string;
  readonly code;
  readonly sequential;
  readonly listed;
  readonly #contracts: Contracts;

  constructor(
    index: number,
    readonly authority: Authority,
    readonly account: HDNodeWallet,
    readonly deployment: Deployment,
    readonly folder: string,
  ) {
    this.name = `Example Maker ${index + 1}`;
    this.code = parseManufacturerId(`${authority.country}X${String(index).padStart(3, "0")}`);
    this.sequential = parseModelId(`${this.code}SERIES`);
    this.listed = parseModelId(`${this.code}SINGLE`);
    this.#contracts = connectContracts(deployment, account);
  }

  /** Has itself admitted, registers its models, and says what gas that took. */
  async settle(): Promise<bigint> {
    const { authorityRegistry } = this.#contracts;
    const contact = "https://maker.example";
    const admitted = await connectContracts(
      this.deployment,
      this.authority.account,
    ).authorityRegistry.admitManufacturer(
      toBytes(this.code),
      this.account.address,
      this.name,
      contact,
    );
    let gas = (await admitted.wait())?.gasUsed ?? 0n;
    for (const [model, scheme, counterWidth] of [
      [this.sequential, "sequential", COUNTER_WIDTH],
      [this.listed, "listed", 0],
    ] as const) {
      const registered = await authorityRegistry.registerModel(
        toBytes(model),
        numberOf("enum IAuthorityRegistry.SerialScheme", scheme),
        counterWidth,
        `${this.name}, ${scheme}`,
        contact,
      );
      gas += (await registered.wait())?.gasUsed ?? 0n;
    }
    return gas;
  }

  /** Issues units of one of its models from a production file that is written for it. */
  async issue(scheme: "sequential" | "listed", count: number, tally: Issued): Promise<void> {
    const isSequential = scheme === "sequential";
    const model = isSequential ? this.sequential : this.listed;
    const serials = isSequential
      ? sequentialSerials(STEM, 1, count)
      : drawnSerials(model, "X", count);
    const file = join(this.folder, `${model}.csv`);
    writeFileSync(file, productionFile(model, "rev A", serials));
    const { issuances, unitsRoot } = await readProduction(
      file,
      model,
      isSequential ? COUNTER_WIDTH : undefined,
    );
    const { registry } = this.#contracts;
    let listed = 0;
    for (const { kind, first, count: units } of issuances) {
      const part = serials.slice(listed, listed + units).map((serial) => toBytes(serial));
      listed += units;
      const issued =
        kind === "lot"
          ? await registry.issueLot(toBytes(model), toBytes(serialOf(first)), units, unitsRoot, "")
          : await registry.issueList(toBytes(model), part, unitsRoot, "");
      tally.batches += 1;
      tally.units += units;
      tally.gas += (await issued.wait())?.gasUsed ?? 0n;
    }
    for (const serial of [serials[0], serials.at(-1)]) {
      await this.#checkUnit(composeRobotId(model, serial ?? ""), unitsRoot);
    }
  }

  /** The registry must know a unit with its owner and the root of its lot. */
  async #checkUnit(id: RobotId, unitsRoot: string): Promise<void> {
    const { registry } = this.#contracts;
    const lot = await registry.lot(await registry.lotOf(toBytes32(id)));
    const owner = await registry.ownerOf(toBytes32(id));
    if (lot.unitsRoot !== unitsRoot || owner !== this.account.address) {
      throw new Error(`${id} has owner ${owner} and root ${lot.unitsRoot} on the chain`);
    }
  }
}
