// The wear class of a robot, A to E: shown to everybody where its holder wishes so, and to nobody otherwise.
import type { Address } from "viem";
import type { ChainReader, ProvenRobot } from "../chain/reader.js";
import { VaultProblem } from "../problem.js";
import type { Vault } from "../store/vault.js";

/** Up to which wear index of the joint that is worn most a class goes. */
export const WEAR_CLASSES = {
  A: 0.2,
  B: 0.4,
  C: 0.6,
  D: 0.8,
  E: Number.POSITIVE_INFINITY,
} as const;

/** One of {@link WEAR_CLASSES}. */
export type WearClass = keyof typeof WEAR_CLASSES;

const WEEK = 7 * 86_400;
/** Weeks after which a figure says nothing of the robot as it is. */
const OLDEST = 13;

/** The class of a wear index. */
export function wearClassOf(wear: number): WearClass {
  const names = Object.keys(WEAR_CLASSES) as WearClass[];
  return names.find((name) => wear < WEAR_CLASSES[name]) ?? "E";
}

/** The wishes of holders. */
export class Wear {
  readonly #vault: Vault;
  readonly #chain: ChainReader;

  constructor(vault: Vault, chain: ChainReader) {
    this.#vault = vault;
    this.#chain = chain;
  }

  /** Takes the holder's wish down. It ends with the holding. */
  async wish(proven: ProvenRobot, account: Address, isShown: boolean): Promise<void> {
    const { id: robot, transfers } = proven.robot;
    if (!(await this.#chain.partiesOf(proven, account)).has("holder")) {
      throw new VaultProblem("not-entitled", "Only the holder decides who sees the wear class.");
    }
    const { log } = this.#vault;
    await log.write(
      { what: isShown ? "wearShown" : "wearHidden", robot, account, party: "holder" },
      {
        also: async (transaction) => {
          await transaction.deleteFrom("wearWish").where("robot", "=", robot).execute();
          const row = { robot, holder: account, holding: Number(transfers) };
          if (isShown) await transaction.insertInto("wearWish").values(row).execute();
        },
      },
    );
  }

  /** The class, and the week that it is of; `undefined` where the holder does not wish it, or nothing new enough is known. */
  async classOf(
    { robot }: ProvenRobot,
    now: number,
  ): Promise<{ readonly class: WearClass; readonly week: number } | undefined> {
    const { store, telemetry } = this.#vault;
    const wish = await store
      .selectFrom("wearWish")
      .selectAll()
      .where("robot", "=", robot.id)
      .executeTakeFirst();
    if (wish?.holder !== robot.holder || BigInt(wish?.holding ?? -1) !== robot.transfers) {
      return undefined;
    }
    const times = { from: now - OLDEST * WEEK, until: now };
    const weeks = await telemetry.rollups.list(robot.id, "week", times);
    const latest = weeks.filter(({ kind }) => kind === "joints").at(-1);
    const worn = Object.entries(latest?.figures ?? {})
      .filter(([name]) => name.endsWith(".wear"))
      .map(([, { last }]) => last);
    if (!latest || worn.length === 0) return undefined;
    return { class: wearClassOf(Math.max(...worn)), week: latest.start };
  }
}
