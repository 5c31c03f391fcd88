import { world } from "@openrobotid/testkit/chain";
import { type ModelId, toBytes } from "../../src/index.js";

/** Number of units of a model that were ever issued, by what the events say. */
export async function issuedOf(model: ModelId): Promise<number> {
  const { registry } = world;
  const lots = await registry.queryFilter(registry.filters.LotIssued(undefined, toBytes(model)));
  const lists = await registry.queryFilter(registry.filters.ListIssued(undefined, toBytes(model)));
  return (
    lots.reduce((sum, { args }) => sum + Number(args.count), 0) +
    lists.reduce((sum, { args }) => sum + args.serials.length, 0)
  );
}
