// Ties every event of every contract to what is done with it. Entries of a robot's history go into the history; all others
// are written down word for word, whatever else is done with them.

import { fromBytes32 } from "@openrobotid/sdk";
import { changeEvents, readFields } from "@openrobotid/sdk/history";
import type { Abi, AbiEvent } from "abitype";
import { type Address, type Hex, numberToHex } from "viem";
import { contracts } from "../contracts.js";
import { type Decode, decoderOf } from "../engine/decode.js";
import type { Handlers as ChainHandlers } from "../engine/engine.js";
import type { IndexedDeployment } from "../settings.js";
import { registryEvent } from "../tables.js";
import { authorities } from "./authority.js";
import { admitBelief } from "./belief.js";
import { consortium } from "./consortium.js";
import { entries, releases } from "./dossier.js";
import { expectRows } from "./expected.js";
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

/** An event of a contract, and what is done with it. */
interface Registered {
  readonly decode: Decode;
  readonly handle: (log: Log, args: Fields) => Promise<void>;
}

/** What is done with the logs of a deployment. */
export function handlersFor({ chainId, contracts: deployed }: IndexedDeployment): ChainHandlers {
  const registered = new Map<string, Registered>();
  for (const [contract, abi] of Object.entries(contracts) as [keyof typeof contracts, Abi][]) {
    const address = deployed[contract].address.toLowerCase();
    for (const item of abi) {
      if (item.type !== "event") continue;
      const { selector, decode } = decoderOf(item);
      const handle = handlerOf(contract, item, selector);
      registered.set(`${address}${selector}`, { decode, handle });
    }
  }
  const registry = deployed.RobotRegistry.address as Address;
  return {
    expect: expectRows,
    async handle(db, { address, topics, data, transactionHash, blockNumber, logIndex }, block) {
      const event = registered.get(`${address}${topics[0]}`);
      if (!event) return false;
      const proof = {
        transactionHash,
        blockNumber: BigInt(blockNumber),
        logIndex,
        blockTime: block.timestamp,
      };
      const log: Log = { db, chainId, address, registry, proof };
      await admitBelief(log);
      await event.handle(log, event.decode(topics, data));
      return true;
    },
  };
}

function handlerOf(
  contract: keyof typeof contracts,
  item: AbiEvent,
  selector: Hex,
): Registered["handle"] {
  const { name } = item;
  if (changeEvents.has(selector)) {
    const apply = changes[name] ?? (async () => undefined);
    return async (log, args) => {
      const fields = readFields(item.inputs, args) as never;
      await takeIn(log, item, args, fields, (change) => apply(change, fields));
    };
  }
  if (name === "Recorded") {
    return async (log, args) => await record(log, contract, args as unknown as Entry);
  }
  const handle = handlers[contract][name];
  return async (log, args) => {
    const fields = readFields(item.inputs, args) as Fields;
    await handle?.(log, fields as never);
    await writeDown(log, contract, name, fields);
  };
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
