// Breaking the glass: an accredited investigator opens a file without a grant, for a case and with a reason. The holder is told after the time
// that the country sets; the log has it at once and for ever.
import { randomBytes } from "node:crypto";
import type { CountryCode } from "@openrobotid/sdk";
import type { Address } from "viem";
import { z } from "zod";
import type { ProvenRobot } from "../chain/reader.js";
import type { AccessLog } from "../log/access-log.js";
import { VaultProblem } from "../problem.js";
import type { VaultStore } from "../store/tables.js";
import type { BrokenGlass } from "./decide.js";
import type { Party } from "./tiers.js";

/** What an investigator says. */
export const glassRequest = z.strictObject({
  caseNumber: z.string().trim().min(1).max(100),
  reason: z.string().trim().min(10).max(500),
});

/** How long things take. */
export interface GlassTerms {
  /** Seconds for which it stays broken. */
  readonly open: number;
  /** Seconds after which the holder is told, by country; at once where a country is not named. */
  readonly delays: Readonly<Partial<Record<CountryCode, number>>>;
}

/** Glasses that were broken. */
export class Glasses {
  readonly #store: VaultStore;
  readonly #log: AccessLog;
  readonly #terms: GlassTerms;
  readonly #now: () => number;

  constructor(store: VaultStore, log: AccessLog, terms: GlassTerms, now: () => number) {
    this.#store = store;
    this.#log = log;
    this.#terms = terms;
    this.#now = now;
  }

  /** Breaks it. */
  async break(
    proven: ProvenRobot,
    account: Address,
    parties: ReadonlySet<Party>,
    { caseNumber, reason }: z.infer<typeof glassRequest>,
  ): Promise<{ readonly id: string; readonly until: number; readonly toldAt: number }> {
    const robot = proven.robot.id;
    if (!parties.has("investigator")) {
      throw new VaultProblem(
        "not-entitled",
        `${account} is not accredited as investigator in ${proven.country}, which answers for this robot.`,
      );
    }
    const at = Math.floor(this.#now());
    const id = randomBytes(16).toString("hex");
    const toldAt = this.toldAt(proven, at);
    const until = at + this.#terms.open;
    await this.#log.write(
      { what: "glassBroken", robot, account, party: "investigator", caseNumber, why: reason },
      {
        toldAt,
        also: async (transaction) => {
          const row = { id, robot, account, caseNumber, reason, at, until, toldAt };
          await transaction.insertInto("breakGlass").values(row).execute();
        },
      },
    );
    return { id, until, toldAt };
  }

  /** The one that an account broke last and that is still open. */
  async openOf({ robot }: ProvenRobot, account: Address): Promise<BrokenGlass | undefined> {
    return await this.#store
      .selectFrom("breakGlass")
      .select(["id", "caseNumber", "reason"])
      .where("robot", "=", robot.id)
      .where("account", "=", account)
      .where("until", ">", Math.floor(this.#now()))
      .orderBy("at", "desc")
      .executeTakeFirst();
  }

  /** When the holder is shown what an investigator does now. */
  toldAt({ country }: ProvenRobot, now = Math.floor(this.#now())): number {
    return now + (this.#terms.delays[country] ?? 0);
  }
}
