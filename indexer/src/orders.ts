// Registrar orders, step by step.

import { orderStep, registrarOrder } from "ponder:schema";
import type { registrarOrdersAbi } from "@openrobotid/sdk/abis";
import type { ChangeHandlers } from "./changes.js";
import type { Handlers, Log } from "./log.js";

export const orders: ChangeHandlers<typeof registrarOrdersAbi> = {
  async OrderProposed({ db, proof, unit, seq, actor }, fields) {
    const {
      order: id,
      action,
      beneficiary,
      country,
      executableAt,
      expiresAt,
      reasonDigest,
    } = fields;
    await db
      .insert(registrarOrder)
      .values({
        ...proof,
        id,
        unit: unit.id,
        action,
        status: "proposed",
        beneficiary,
        country,
        proposedBy: actor,
        proposedAt: proof.blockTime,
        executableAt: BigInt(executableAt),
        expiresAt: BigInt(expiresAt),
        reasonDigest,
      })
      .onConflictDoNothing();
    await step({ db, proof }, id, { status: "proposed", seq, reasonDigest });
    return undefined;
  },

  async OrderObjected(change, { order, reasonDigest }) {
    await step(change, order, { status: "objected", seq: change.seq, reasonDigest });
    return undefined;
  },

  async OrderCountersigned(change, { order, seat }) {
    const signed = { status: "countersigned", seq: change.seq, seat: Number(seat) } as const;
    await step(change, order, signed);
    return undefined;
  },

  async OrderWithdrawn(change, { order, reasonDigest }) {
    await step(change, order, { status: "withdrawn", seq: change.seq, reasonDigest });
    return undefined;
  },
};

export const executions: Handlers<typeof registrarOrdersAbi> = {
  async OrderExecuted(log, { order }) {
    await step(log, order, { status: "executed" });
  },
};

async function step(
  { db, proof }: Pick<Log, "db" | "proof">,
  id: bigint,
  taken: Pick<typeof orderStep.$inferInsert, "status" | "seq" | "reasonDigest" | "seat">,
): Promise<void> {
  await db
    .insert(orderStep)
    .values({ ...proof, order: id, ...taken })
    .onConflictDoNothing();
  if (!(await db.find(registrarOrder, { id }))) return;
  const { status, seat } = taken;
  await db.update(registrarOrder, { id }).set({ status, ...(seat && { countersignedBy: seat }) });
}
