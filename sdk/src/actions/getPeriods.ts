import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import {
  authorityRegistry,
  consortium,
  consortiumGovernor,
  recallRegistry,
  registrarOrders,
  robotFlags,
  robotRegistry,
} from "../internal/contracts.js";
import { ReadBatch } from "../internal/reads.js";

/** What {@link getPeriods} is given. */
export type GetPeriodsParameters = ReadOptions;

/** How long things take in a registry, in seconds. Only the first two can ever change. */
export interface Periods {
  /** Between a proposal and the opening of its vote. */
  readonly votingDelay: number;
  /** For which a vote is open. */
  readonly votingPeriod: number;
  /** For which a seat waits for full power in a country that another seat held, and before it countersigns. */
  readonly tenure: number;
  /** For which a new key of a seat waits. */
  readonly rotationDelay: number;
  /** For which a successor of a compromised manufacturer waits. */
  readonly successionNotice: number;
  /** In which a holder can object to an order, and in which the objection can be answered. */
  readonly orderNotice: number;
  /** In which an order can be executed after its notice, and for which the next one waits after an upheld objection. */
  readonly orderValidity: number;
  /** For which a clearance by other seats waits. */
  readonly clearanceNotice: number;
  /** Least time between intake and destruction. */
  readonly scrapDelay: number;
  /** For which a maker's campaign that blocks still binds after its closing was announced. */
  readonly closingNotice: number;
}

/**
 * How long things take in this registry.
 *
 * @example
 * ```ts
 * const { scrapDelay } = await client.getPeriods();
 * scrapDelay / 86_400; // 7
 * ```
 */
export async function getPeriods(
  node: RegistryClient,
  options: GetPeriodsParameters = {},
): Promise<Periods> {
  const client = readerOf(node, options);
  const batch = new ReadBatch(client, options);
  const args = [] as const;
  const asked = [
    batch.add({ ...consortiumGovernor, functionName: "votingDelay", args }),
    batch.add({ ...consortiumGovernor, functionName: "votingPeriod", args }),
    batch.add({ ...consortium, functionName: "tenure", args }),
    batch.add({ ...consortium, functionName: "rotationDelay", args }),
    batch.add({ ...authorityRegistry, functionName: "successionNotice", args }),
    batch.add({ ...registrarOrders, functionName: "noticePeriod", args }),
    batch.add({ ...registrarOrders, functionName: "validityPeriod", args }),
    batch.add({ ...robotFlags, functionName: "clearanceNotice", args }),
    batch.add({ ...robotRegistry, functionName: "scrapDelay", args }),
    batch.add({ ...recallRegistry, functionName: "closingNotice", args }),
  ] as const;
  await batch.send();
  const [
    votingDelay,
    votingPeriod,
    tenure,
    rotationDelay,
    successionNotice,
    orderNotice,
    orderValidity,
    clearanceNotice,
    scrapDelay,
    closingNotice,
  ] = await Promise.all(asked);
  return {
    votingDelay: Number(votingDelay),
    votingPeriod: Number(votingPeriod),
    tenure,
    rotationDelay,
    successionNotice,
    orderNotice,
    orderValidity,
    clearanceNotice,
    scrapDelay,
    closingNotice,
  };
}
