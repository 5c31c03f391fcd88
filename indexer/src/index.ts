// Ties every event of every contract to what is done with it. Entries of a robot's history go into the history; all others
// are written down word for word, whatever else is done with them.

import { ponder } from "ponder:registry";
import { registryEvent } from "ponder:schema";
import { fromBytes32 } from "@openrobotid/sdk";
import { changeEvents, readFields } from "@openrobotid/sdk/history";
import type { Abi, AbiEvent } from "abitype";
import { numberToHex, toEventSelector } from "viem";
import { contracts } from "../contracts.js";
import { authorities } from "./authority.js";
import { admitBelief } from "./belief.js";
import { consortium } from "./consortium.js";
import { entries, releases } from "./dossier.js";
import { governor, modules, timelock } from "./governance.js";
import { type Change, type Entry, record, takeIn } from "./history.js";
import { toJson } from "./json.js";
import type { Log } from "./log.js";
import { issuance } from "./lots.js";
import { orders } from "./orders.js";
import { campaigns, remedies } from "./recalls.js";
import type { Changes } from "./unit-row.js";
import { flags, lifecycle } from "./units.js";

type Fields = Readonly<Record<string, unknown>>;
type Handler = (log: Log, fields: never) => Promise<void>;
type ChangeHandler = (change: Change, fields: never) => Promise<Changes | undefined>;

const handlers: Readonly<Record<keyof typeof contracts, Readonly<Record<string, Handler>>>> = {
  AccessManager: {},
  AuthorityRegistry: { ...authorities },
  Consortium: { ...consortium },
  ConsortiumGovernor: { ...governor },
  Dossier: { ...releases },
  RecallRegistry: { ...campaigns },
  RegistrarOrders: {},
  RegistryModules: { ...modules },
  RobotFlags: {},
  RobotRegistry: { ...issuance },
  SignedActs: {},
  TimelockController: { ...timelock },
};

const changes: Readonly<Record<string, ChangeHandler>> = {
  ...lifecycle,
  ...flags,
  ...orders,
  ...remedies,
  ...entries,
};

for (const [contract, abi] of Object.entries(contracts) as [keyof typeof contracts, Abi][]) {
  for (const item of abi) {
    if (item.type === "event") register(contract, item);
  }
}

function register(contract: keyof typeof contracts, item: AbiEvent): void {
  const { name } = item;
  const isChange = changeEvents.has(toEventSelector(item));
  const handle = handlers[contract][name];
  // The name is put together here, so its type does not say which event it is.
  ponder.on(`${contract}:${name}` as "RobotRegistry:Recorded", async ({ event, context }) => {
    const log: Log = {
      db: context.db,
      chainId: context.chain.id,
      address: event.log.address,
      registry: context.contracts.RobotRegistry.address,
      proof: {
        transactionHash: event.transaction.hash,
        blockNumber: event.block.number,
        logIndex: event.log.logIndex,
        blockTime: event.block.timestamp,
      },
    };
    await admitBelief(log);
    const args = (event.args ?? {}) as Fields;
    const fields = readFields(item.inputs, args) as Fields;
    if (isChange) {
      const apply = changes[name] ?? (async () => undefined);
      await takeIn(log, item, args, fields as never, (change) => apply(change, fields as never));
      return;
    }
    if (name === "Recorded") {
      await record(log, contract, args as unknown as Entry);
      return;
    }
    await handle?.(log, fields as never);
    await writeDown(log, contract, name, fields);
  });
}

async function writeDown(
  { db, proof, address }: Log,
  contract: string,
  event: string,
  { serials, ...fields }: Fields,
): Promise<void> {
  // The units of a list are in a table of their own.
  const said = Array.isArray(serials) ? { ...fields, count: serials.length } : fields;
  const subject = subjectOf(said);
  const row = { contract, address, event, subject, fields: toJson(said) };
  await db
    .insert(registryEvent)
    .values({ ...proof, ...row })
    .onConflictDoNothing();
}

/** Fields that say what an event is about, the most telling first. */
const SUBJECTS = ["id", "campaign", "order", "model", "country", "seat", "proposalId"];

function subjectOf({ tokenId, ...fields }: Fields): string | null {
  if (typeof tokenId === "bigint") return fromBytes32(numberToHex(tokenId, { size: 32 }));
  const subject = SUBJECTS.map((name) => fields[name]).find((value) => value !== undefined);
  return subject === undefined ? null : String(subject);
}
