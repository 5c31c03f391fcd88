// Issuance at the scale of an industry: units of 200 models of 100 manufacturers under the founding authorities, half of the
// models by the lot and half by the list, every batch with its Merkle root.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { composeRobotId, parseManufacturerId, parseModelId, type RobotId } from "@openrobotid/sdk";
import {
  admitManufacturerSync,
  getLot,
  getRobot,
  getSeats,
  issueListSync,
  issueLotSync,
  registerModelSync,
} from "@openrobotid/sdk/actions";
import { zeroHash } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { accountOf, fund, type Terms, termsOn } from "./accounts.js";
import type { WorldClient } from "./client.js";
import { drawnSerials, productionFile, sequentialSerials } from "./factory.js";
import { readProduction } from "./production.js";

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
  client: WorldClient,
  units: number,
  folder: string,
  onProgress: (units: number) => void,
): Promise<Scale> {
  const authorities = await foundingAuthorities(client);
  const accounts = Array.from({ length: MAKERS }, (_, index) => accountOf(FIRST_ACCOUNT + index));
  await fund(
    client,
    accounts.map(({ address }) => address),
  );
  const terms = await termsOn(client);
  const scale: Scale = {
    lots: { batches: 0, units: 0, gas: 0n },
    lists: { batches: 0, units: 0, gas: 0n },
    preparation: 0n,
  };
  for (const [index, account] of accounts.entries()) {
    const authority = authorities[index % authorities.length] as Authority;
    const maker = new Maker(index, authority, { client, terms, account, folder });
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

type Authority = { country: string; account: PrivateKeyAccount };

/** The founding authorities, as far as their accounts are those that every development chain knows. */
async function foundingAuthorities(client: WorldClient): Promise<Authority[]> {
  const seats = await getSeats(client);
  const found = Array.from({ length: 20 }, (_, index) => accountOf(index + 1)).flatMap(
    (account): Authority[] => {
      const seat = seats.find(({ authority }) => authority === account.address);
      const [country] = seat?.countries ?? [];
      return country === undefined ? [] : [{ country, account }];
    },
  );
  if (found.length === 0) {
    throw new UserError("No founding seat of this chain has an account of the public mnemonic.");
  }
  return found;
}

/** What a manufacturer acts with. */
type Means = {
  client: WorldClient;
  terms: Terms;
  account: PrivateKeyAccount;
  /** Where its production files go. */
  folder: string;
};

/** A manufacturer with its two models. */
class Maker {
  readonly name: string;
  readonly code;
  readonly sequential;
  readonly listed;

  readonly authority: Authority;
  readonly means: Means;

  constructor(index: number, authority: Authority, means: Means) {
    this.authority = authority;
    this.means = means;
    this.name = `Example Maker ${index + 1}`;
    this.code = parseManufacturerId(`${authority.country}X${String(index).padStart(3, "0")}`);
    this.sequential = parseModelId(`${this.code}SERIES`);
    this.listed = parseModelId(`${this.code}SINGLE`);
  }

  /** Has itself admitted, registers its models, and says what gas that took. */
  async settle(): Promise<bigint> {
    const { client, terms, account } = this.means;
    const contact = "https://maker.example";
    const admitted = await admitManufacturerSync(client, {
      ...terms,
      account: this.authority.account,
      manufacturer: this.code,
      makerAccount: account.address,
      name: this.name,
      contactUri: contact,
    });
    let gas = admitted.receipt.gasUsed;
    for (const [model, scheme, counterWidth] of [
      [this.sequential, "sequential", COUNTER_WIDTH],
      [this.listed, "listed", 0],
    ] as const) {
      const registered = await registerModelSync(client, {
        ...terms,
        account,
        model,
        scheme,
        counterWidth,
        name: `${this.name}, ${scheme}`,
        documentationUri: contact,
      });
      gas += registered.receipt.gasUsed;
    }
    return gas;
  }

  /** Issues units of one of its models from a production file that is written for it. */
  async issue(scheme: "sequential" | "listed", count: number, tally: Issued): Promise<void> {
    const { client, terms, account, folder } = this.means;
    const isSequential = scheme === "sequential";
    const model = isSequential ? this.sequential : this.listed;
    const serials = isSequential
      ? sequentialSerials(STEM, 1, count)
      : drawnSerials(model, "X", count);
    const file = join(folder, `${model}.csv`);
    writeFileSync(file, productionFile(model, "rev A", serials));
    const { issuances, unitsRoot } = await readProduction(
      file,
      model,
      isSequential ? COUNTER_WIDTH : undefined,
    );
    const common = { ...terms, account, unitsRoot };
    let listed = 0;
    for (const { kind, first, count: units } of issuances) {
      const part = serials.slice(listed, listed + units);
      listed += units;
      const { receipt } =
        kind === "lot"
          ? await issueLotSync(client, { ...common, first, count: BigInt(units) })
          : await issueListSync(client, { ...common, model, serials: part });
      tally.batches += 1;
      tally.units += units;
      tally.gas += receipt.gasUsed;
    }
    for (const serial of [serials[0], serials.at(-1)]) {
      await this.#checkUnit(composeRobotId(model, serial ?? ""), unitsRoot);
    }
  }

  /** The registry must know a unit with its owner and the root of its lot. */
  async #checkUnit(id: RobotId, unitsRoot: string): Promise<void> {
    const { client, account } = this.means;
    const { holder, lot = zeroHash } = await getRobot(client, { id });
    const found = await getLot(client, { lot });
    if (found?.unitsRoot !== unitsRoot || holder !== account.address) {
      throw new Error(`${id} has owner ${holder} and root ${found?.unitsRoot} on the chain`);
    }
  }
}
