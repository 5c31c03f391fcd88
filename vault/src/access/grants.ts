// Grants: the holder signs (EIP-712) whom it lets see which kinds, what for and until when. A grant ends with the holding: it names how often
// the robot had changed hands, so that it does not come back to life with a holder who buys the robot back.
import { type RobotId, toBytes32 } from "@openrobotid/sdk";
import { type Address, getAddress, type Hex, hashTypedData, isAddress } from "viem";
import { z } from "zod";
import type { ChainReader, ProvenRobot } from "../chain/reader.js";
import type { AccessLog } from "../log/access-log.js";
import { VaultProblem } from "../problem.js";
import type { Tables, VaultStore } from "../store/tables.js";
import type { ForceGrant } from "./decide.js";
import { CAPACITIES, type Capacity, GRANTABLE, type Grantable } from "./tiers.js";

/** Longest term of a grant, in seconds: 400 days. */
const LONGEST = 400 * 86_400;

/** What is signed, as EIP-712 has it. */
export const GRANT_TYPES = {
  Grant: [
    { name: "vault", type: "string" },
    { name: "robotId", type: "bytes32" },
    { name: "holder", type: "address" },
    { name: "holding", type: "uint256" },
    { name: "grantee", type: "address" },
    { name: "capacity", type: "string" },
    { name: "kinds", type: "string[]" },
    { name: "purpose", type: "string" },
    { name: "until", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
} as const;

const address = z
  .string()
  .refine((text) => isAddress(text), { error: "an address" })
  .transform((text) => getAddress(text));
const hex = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`), { error: `${bytes} bytes in hexadecimal` });
const count = z.number().int().nonnegative();

/** A grant as it is sent. */
export const grantRequest = z.strictObject({
  grant: z.strictObject({
    holder: address,
    holding: count,
    grantee: address,
    capacity: z.enum(CAPACITIES),
    kinds: z.array(z.enum(GRANTABLE)).min(1).max(GRANTABLE.length),
    purpose: z.string().trim().min(3).max(200),
    until: count,
    nonce: hex(32),
  }),
  signature: z.string().regex(/^0x([0-9a-f]{2}){1,4096}$/, { error: "a signature in hexadecimal" }),
});

/** What a holder grants, without what the vault and the robot add. */
export type Grant = z.infer<typeof grantRequest>["grant"];

/** What the holder of a robot signs. */
export function grantTypedData(
  grant: Grant,
  where: {
    readonly vault: string;
    readonly chainId: number;
    readonly registry: Address;
    readonly robot: RobotId;
  },
) {
  const { vault, chainId, registry, robot } = where;
  return {
    domain: { name: "Open Robot ID vault", version: "1", chainId, verifyingContract: registry },
    types: GRANT_TYPES,
    primaryType: "Grant",
    message: {
      ...grant,
      vault,
      robotId: toBytes32(robot),
      nonce: grant.nonce as Hex,
      holding: BigInt(grant.holding),
      until: BigInt(grant.until),
    },
  } as const;
}

type Row = Tables["grant"];

/** The grants that a vault was given. */
export class Grants {
  readonly #store: VaultStore;
  readonly #log: AccessLog;
  readonly #chain: ChainReader;
  readonly #vault: string;
  readonly #now: () => number;

  /** @param vault Address of the vault, as grants name it. */
  constructor(
    store: VaultStore,
    log: AccessLog,
    chain: ChainReader,
    vault: string,
    now: () => number,
  ) {
    this.#store = store;
    this.#log = log;
    this.#chain = chain;
    this.#vault = vault;
    this.#now = now;
  }

  /** Takes a grant in. Gives its name: the hash that was signed. */
  async add(proven: ProvenRobot, { grant, signature }: z.infer<typeof grantRequest>): Promise<Hex> {
    const robot = proven.robot.id;
    this.#requireForce(proven, grant);
    const id = hashTypedData(
      grantTypedData(grant, {
        vault: this.#vault,
        chainId: this.#chain.chainId,
        registry: this.#chain.addressOf("RobotRegistry"),
        robot,
      }),
    );
    if (!(await this.#chain.hasSigned(grant.holder, id, signature as Hex))) {
      throw refused(
        `${grant.holder} did not sign this grant for this robot, this vault (${this.#vault}) and chain ${this.#chain.chainId}.`,
      );
    }
    if (await this.#row(id)) {
      throw new VaultProblem(
        "conflict",
        "This grant was given before. Sign another, with a new nonce.",
      );
    }
    const { holder, holding, grantee, capacity, purpose, until, nonce } = grant;
    const kinds = grant.kinds.join(" ");
    const row = {
      id,
      robot,
      holder,
      grantee,
      capacity,
      kinds,
      purpose,
      until,
      holding,
      nonce,
      signature,
    };
    const storedAt = Math.floor(this.#now());
    await this.#log.write(
      {
        what: "granted",
        robot,
        account: grantee,
        party: capacity,
        kind: kinds,
        why: purpose,
        grant: id,
      },
      {
        also: async (transaction) => {
          await transaction
            .insertInto("grant")
            .values({ ...row, storedAt, revokedAt: null })
            .execute();
        },
      },
    );
    return id;
  }

  /** Revokes a grant, at once and for good. Who signed it may, and who holds the robot now. */
  async revoke({ robot }: ProvenRobot, id: string, account: Address): Promise<void> {
    const row = await this.#row(id);
    if (!row || row.robot !== robot.id || ![row.holder, robot.holder].includes(account)) {
      throw new VaultProblem(
        "not-found",
        "There is no grant of that name that is yours to revoke.",
      );
    }
    if (row.revokedAt !== null) return;
    const revokedAt = Math.floor(this.#now());
    await this.#log.write(
      { what: "revoked", robot: robot.id, account, grant: id },
      {
        also: async (transaction) => {
          await transaction.updateTable("grant").set({ revokedAt }).where("id", "=", id).execute();
        },
      },
    );
  }

  /** Grants of a robot that somebody signed or was given, the newest first. */
  async list(robot: RobotId, account: Address) {
    const rows = await this.#store
      .selectFrom("grant")
      .selectAll()
      .where("robot", "=", robot)
      .where((where) => where.or([where("holder", "=", account), where("grantee", "=", account)]))
      .orderBy("storedAt", "desc")
      .orderBy("id")
      .execute();
    return rows.map(({ robot: _, nonce: __, signature: ___, ...row }) => ({
      ...row,
      kinds: row.kinds.split(" "),
      revokedAt: row.revokedAt ?? undefined,
    }));
  }

  /** Grants to an account that are in force: not revoked, not over, and signed by who has held the robot ever since. */
  async inForce({ robot }: ProvenRobot, account: Address): Promise<readonly ForceGrant[]> {
    const rows = await this.#store
      .selectFrom("grant")
      .selectAll()
      .where("robot", "=", robot.id)
      .where("grantee", "=", account)
      .where("revokedAt", "is", null)
      .where("until", ">", Math.floor(this.#now()))
      .execute();
    return rows.filter((row) => isOfHolding(robot, row)).map(toForce);
  }

  #requireForce({ robot }: ProvenRobot, grant: Grant): void {
    const now = Math.floor(this.#now());
    if (grant.until <= now) throw refused(`It ended at ${grant.until}; now is ${now}.`);
    if (grant.until > now + LONGEST) throw refused(`It lasts for more than 400 days.`);
    if (isOfHolding(robot, grant)) return;
    throw refused(
      `It is of ${grant.holder} and holding ${grant.holding}; the robot is ${robot.holder}'s, and its holding ${robot.transfers}.`,
    );
  }

  async #row(id: string): Promise<Row | undefined> {
    return await this.#store
      .selectFrom("grant")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
  }
}

/** Whether who signed holds the robot, and has without a break. */
function isOfHolding(
  { holder, transfers }: ProvenRobot["robot"],
  grant: { readonly holder: string; readonly holding: number },
): boolean {
  return grant.holder === holder && BigInt(grant.holding) === transfers;
}

function toForce({ id, holder, capacity, kinds, purpose }: Row): ForceGrant {
  return {
    id,
    holder,
    capacity: capacity as Capacity,
    kinds: kinds.split(" ") as Grantable[],
    purpose,
  };
}

function refused(why: string): VaultProblem {
  return new VaultProblem("grant-refused", why);
}
