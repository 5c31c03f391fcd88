// What the vault asks of the chain, at the moment of each request, and only ever by proof.
import {
  type CountryCode,
  type ModelId,
  manufacturerOf,
  type RobotId,
  toBytes,
} from "@openrobotid/sdk";
import { authorityRegistryAbi } from "@openrobotid/sdk/abis";
import {
  getAccreditation,
  getHistory,
  getRobot,
  type History,
  type Robot,
} from "@openrobotid/sdk/actions";
import { type ProvingClient, readWholeRecord, recordEvidence } from "@openrobotid/sdk/evidence";
import { proofErrorOf } from "@openrobotid/sdk/proof";
import { countryAnswering } from "@openrobotid/sdk/rules";
import { hasSigned, type LogOnChain, readLogOnChain } from "@openrobotid/sdk/vault";
import type { Address, Hex } from "viem";
import { readContract } from "viem/actions";
import type { Party } from "../access/tiers.js";
import { VaultProblem } from "../problem.js";

/** A robot as of one proven block. */
export interface ProvenRobot {
  readonly robot: Robot;
  readonly history: History;
  readonly country: CountryCode;
  /** Hash of the block. */
  readonly block: Hex;
}

/** Answers of one block that are kept: what is proven of a block does not change. */
const MOST_KEPT = 500;

const ACCREDITED = ["workshop", "insurer", "investigator"] as const satisfies readonly Party[];

/** Reads the chain through a transport that proves. */
export class ChainReader {
  readonly #client: ProvingClient;
  readonly #kept = new Map<string, Promise<unknown>>();

  constructor(client: ProvingClient) {
    this.#client = client;
  }

  get chainId(): number {
    return this.#client.transport.proof.anchor.chainId;
  }

  /** Address of a contract of the anchor. */
  addressOf(contract: "RobotRegistry" | "AuthorityRegistry"): Address {
    const found = this.#client.transport.proof.anchor.contracts[contract];
    if (!found) throw new Error(`The anchor names no ${contract}.`);
    return found.address;
  }

  /** A robot as of the newest block, which is looked for each time; `undefined` for a code that was never issued. */
  async robot(id: RobotId): Promise<ProvenRobot | undefined> {
    return await this.#asked(async () => {
      const { hash, number } = await this.#client.transport.proof.head();
      return await this.#once(`${hash} ${id}`, async () => {
        const blockNumber = BigInt(number);
        const robot = await getRobot(this.#client, { id, blockNumber });
        if (robot.state === "none") return undefined;
        const history = await getHistory(this.#client, { id, blockNumber });
        return { robot, history, country: countryAnswering(id, robot.market), block: hash };
      });
    });
  }

  /** Reads something of one block, unless it is kept. */
  async #once<answer>(key: string, read: () => Promise<answer>): Promise<answer> {
    const kept = (this.#kept.get(key) as Promise<answer> | undefined) ?? read();
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    }
    try {
      return await kept;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }

  /**
   * A file that proves the whole record of a robot, and what `Anchors` has of the log: for who asks no node. One of a block is kept for all.
   */
  async evidenceOf(
    { robot, block }: ProvenRobot,
    log: LogOnChain | undefined,
  ): Promise<Uint8Array> {
    return await this.#asked(async () => {
      return await this.#once(`${block} ${robot.id} evidence`, async () => {
        const { id } = robot;
        const calls = async (client: ProvingClient) => {
          await readWholeRecord(client, { id });
          if (log) await readLogOnChain(client, log);
        };
        return await recordEvidence(this.#client, calls, { about: { id } });
      });
    });
  }

  /** What an account is to a robot, as of the robot's block. */
  async partiesOf(proven: ProvenRobot, account: Address): Promise<ReadonlySet<Party>> {
    const key = `${proven.block} ${proven.robot.id} ${account}`;
    return await this.#asked(async () => {
      return await this.#once(key, async () => await this.#partiesOf(proven, account));
    });
  }

  async #partiesOf({ robot, country }: ProvenRobot, account: Address): Promise<ReadonlySet<Party>> {
    const { blockNumber } = robot.asOf;
    const parties = new Set<Party>();
    if (robot.holder === account) parties.add("holder");
    if (robot.operator?.inCharge && robot.operator.account === account) parties.add("operator");
    const authorities = {
      address: this.addressOf("AuthorityRegistry"),
      abi: authorityRegistryAbi,
      blockNumber,
    } as const;
    const [isMaker, authority, ...accredited] = await Promise.all([
      readContract(this.#client, {
        ...authorities,
        functionName: "isMaker",
        args: [toBytes(manufacturerOf(robot.id)), account],
      }),
      readContract(this.#client, {
        ...authorities,
        functionName: "authorityOf",
        args: [toBytes(country)],
      }),
      ...ACCREDITED.map(async (role) => {
        const asked = { accredited: account, role, country, blockNumber };
        return (await getAccreditation(this.#client, asked))?.valid === true;
      }),
    ]);
    if (isMaker) parties.add("maker");
    if (authority === account) parties.add("authority");
    for (const [index, role] of ACCREDITED.entries()) {
      if (accredited[index]) parties.add(role);
    }
    return parties;
  }

  /** Whether an account is that of a model's maker now. */
  async isMakerOf(model: ModelId, account: Address): Promise<boolean> {
    return await this.#asked(async () => {
      const { number } = await this.#client.transport.proof.head();
      return await readContract(this.#client, {
        ...{ address: this.addressOf("AuthorityRegistry"), abi: authorityRegistryAbi },
        ...{ functionName: "isMaker", blockNumber: BigInt(number) },
        args: [toBytes(manufacturerOf(model)), account],
      } as const);
    });
  }

  /** Whether the key of a model's maker was in doubt at a moment, in seconds, by what is declared now. */
  async wasCompromised(model: ModelId, at: number): Promise<boolean> {
    return await this.#asked(async () => {
      const { hash, number } = await this.#client.transport.proof.head();
      const maker = manufacturerOf(model);
      return await this.#once(`${hash} ${maker} ${at}`, async () =>
        readContract(this.#client, {
          ...{ address: this.addressOf("AuthorityRegistry"), abi: authorityRegistryAbi },
          ...{ functionName: "wasCompromised", blockNumber: BigInt(number) },
          args: [toBytes(maker), at],
        } as const),
      );
    });
  }

  /** Whether an account signed a hash: by its key, or as its contract says (ERC-1271). */
  async hasSigned(account: Address, hash: Hex, signature: Hex): Promise<boolean> {
    return await this.#asked(
      async () => await hasSigned(this.#client, { account, hash, signature }),
    );
  }

  async #asked<answer>(ask: () => Promise<answer>): Promise<answer> {
    try {
      return await ask();
    } catch (error) {
      const unproven = proofErrorOf(error);
      if (!unproven) throw error;
      // Of its nodes, nothing: their addresses may hold keys.
      const reason = "reason" in unproven ? unproven.reason : unproven.answer;
      const detail = `Nobody is shown anything while the chain proves nothing (${reason}).`;
      throw new VaultProblem("not-proven", detail, unproven);
    }
  }
}
