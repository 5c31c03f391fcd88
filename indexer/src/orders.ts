// Registrar orders, step by step.

import type { registrarOrdersAbi } from "@openrobotid/sdk/abis";
import { orderStatusAfterSignature } from "@openrobotid/sdk/rules";
import { and, eq, isNull, notInArray } from "drizzle-orm";
import type { Hex } from "viem";
import { authorityAccount, orderStep, registrarOrder } from "../tables.js";
import type { ChangeHandlers } from "./changes.js";
import type { Change } from "./history.js";
import type { Log } from "./log.js";

export const orders: ChangeHandlers<typeof registrarOrdersAbi> = {
  async OrderProposed({ db, proof, unit, seq, actor }, fields) {
    const {
      order: id,
      action,
      beneficiary,
      country,
      executableAt,
      expiresAt,
      signaturesNeeded,
      contested,
      reasonDigest,
    } = fields;
    // A contested order is answered from the start, as if its holder had objected.
    const status = contested ? "objected" : "proposed";
    const { seat } = (await db.find(authorityAccount, { account: actor })) ?? { seat: null };
    await db
      .insert(registrarOrder)
      .values({
        ...proof,
        id,
        unit: unit.id,
        action,
        status,
        beneficiary,
        country,
        proposedBy: actor,
        proposedAt: proof.blockTime,
        executableAt: BigInt(executableAt),
        expiresAt: BigInt(expiresAt),
        reasonDigest,
        seat,
        contested,
        answerableUntil: contested ? BigInt(executableAt) : null,
        signaturesNeeded: Number(signaturesNeeded),
        signatures: 0,
        lapsedAt: null,
      })
      .onConflictDoNothing();
    await step({ db, proof }, id, { status, seq, reasonDigest });
    return undefined;
  },

  async OrderObjected(change, { order, answerableUntil, reasonDigest }) {
    const answer = { answerableUntil: BigInt(answerableUntil) };
    await step(change, order, { status: "objected", seq: change.seq, reasonDigest }, answer);
    return undefined;
  },

  async OrderCountersigned(change, { order, seat, signatures }) {
    const known = await change.db.find(registrarOrder, { id: order });
    const given = Number(signatures);
    const status = known
      ? orderStatusAfterSignature(given, known.signaturesNeeded)
      : "countersigned";
    const signed = { status, seq: change.seq, seat: Number(seat) } as const;
    await step(change, order, signed, { signatures: given });
    return undefined;
  },

  async OrderWithdrawn(change, { order, reasonDigest }) {
    await step(change, order, { status: "withdrawn", seq: change.seq, reasonDigest });
    return undefined;
  },
};

/** An order was executed: the entry that moved the robot names it. */
export async function execute(change: Change, order: Hex): Promise<void> {
  const id = BigInt(order);
  const known = await change.db.find(registrarOrder, { id });
  // An order on a robot that was taken in leads it back, and then moves it: two entries of one execution.
  if (known?.status === "executed") return;
  await step(change, id, { status: "executed", seq: change.seq });
}

/** Orders end with the country's seat that proposed them, for good. */
export async function lapse({ db, proof }: Log, country: string): Promise<void> {
  const ended = await db.sql
    .select({ id: registrarOrder.id })
    .from(registrarOrder)
    .where(
      and(
        eq(registrarOrder.country, country),
        isNull(registrarOrder.lapsedAt),
        notInArray(registrarOrder.status, ["executed", "withdrawn"]),
      ),
    );
  for (const { id } of ended) {
    await db.update(registrarOrder, { id }).set({ lapsedAt: proof.blockTime });
  }
}

async function step(
  { db, proof }: Pick<Log, "db" | "proof">,
  id: bigint,
  taken: Pick<typeof orderStep.$inferInsert, "status" | "seq" | "reasonDigest" | "seat">,
  more: Partial<typeof registrarOrder.$inferInsert> = {},
): Promise<void> {
  await db
    .insert(orderStep)
    .values({ ...proof, order: id, ...taken })
    .onConflictDoNothing();
  if (!(await db.find(registrarOrder, { id }))) return;
  await db.update(registrarOrder, { id }).set({ status: taken.status, ...more });
}
