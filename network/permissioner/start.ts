// Puts a permissioner together from its settings, and runs it until it is told to stop.
import { existsSync, readFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";
import type { Deployment } from "@openrobotid/sdk/chains";
import type { RpcHeader } from "@openrobotid/sdk/proof";
import { pino } from "pino";
import { parse } from "smol-toml";
import { type Address, numberToHex } from "viem";
import type { AddressBook } from "../src/member-folder.js";
import { requestsOf } from "../src/rpc.js";
import { serveStanding } from "../src/service.js";
import type { Own } from "./allowlists.js";
import type { StaticNodes } from "./apply.js";
import { ChainWatch } from "./chain-watch.js";
import type { Settings } from "./config.js";
import { parseEnode } from "./enode.js";
import { createMetrics } from "./metrics.js";
import { permApi } from "./perm-api.js";
import { Permissioner } from "./permissioner.js";
import { MembershipReader } from "./read-membership.js";
import { writeWhole } from "./whole-file.js";

/** A permissioner that runs. */
export interface Running {
  /** Where it answers `/health` and `/metrics`. */
  readonly url: string;
  /** Lets the step under way end, and stops. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts it. Throws `UserError` for a file that is not what it should be.
 *
 * @param options `now` in seconds; `logFile` where its log is not to go to the standard output.
 */
export async function start(
  settings: Settings,
  { now, logFile }: { now?: () => number; logFile?: string } = {},
): Promise<Running> {
  const destination = logFile === undefined ? 1 : logFile;
  const log = pino(
    { level: settings["log-level"], name: "permissioner" },
    pino.destination({ dest: destination, sync: true }),
  );
  const deployment = readJsonFile(settings.deployment) as Deployment;
  const [first = ""] = settings["rpc-urls"];
  const metrics = createMetrics();
  const ask = requestsOf(first);
  const getHeader = async (number: bigint) =>
    (await ask("eth_getBlockByNumber", [numberToHex(number), false])) as RpcHeader;
  // Once, so that a mistake in them shows at the start.
  const own = () => readOwn(settings);
  own();
  const staticNodes = settings["static-nodes-file"];
  const besuConfig = settings["besu-config-file"];
  const permissioner = new Permissioner({
    deployment,
    readers: settings["rpc-urls"].map((url) => new MembershipReader(url, deployment)),
    agreement: settings.agreement ?? Math.min(2, settings["rpc-urls"].length),
    node: {
      perm: permApi({ endpoint: settings["besu-url"] }),
      permissionsFile: settings["permissions-file"],
      staticNodes: staticNodes === undefined ? undefined : staticNodesOf(staticNodes),
      bootnodes: besuConfig === undefined ? undefined : readBootnodes(besuConfig),
    },
    sources: settings.directory,
    own,
    stateFile: settings["state-file"],
    mostSecondsOfHead: settings["most-seconds-of-head"],
    pollSeconds: settings["poll-seconds"],
    metrics,
    log,
    watch: new ChainWatch(getHeader, metrics),
    ...(now && { now }),
  });
  const server = await serveStanding(() => permissioner.standing(), metrics.registry, settings);
  log.info({ url: server.url }, "Health and metrics are served.");
  const running = permissioner.run();
  return {
    url: server.url,
    stop: async () => {
      permissioner.stop();
      await running;
      await server.close();
    },
  };
}

/** What this member says of its own: settings, and its address book. */
export function readOwn(settings: Settings): Own {
  const file = settings["address-book"];
  // Gone for a moment while it is edited, it is not an empty one: that throws, and the lists stay as they are.
  const book = file === undefined ? undefined : (readJsonFile(file) as AddressBook);
  const enodesOf = (name: "members" | "observers") =>
    (book?.[name] ?? []).map(({ name: of, enode }) => {
      if (parseEnode(enode) !== undefined) return enode;
      throw new UserError(`${file}: ${name}: ${of}: ${enode} is no enode URL.`);
    });
  return {
    nodes: [...settings["own-nodes"], ...enodesOf("observers")],
    accounts: settings["own-accounts"] as Address[],
    knownMembers: enodesOf("members"),
  };
}

/** A static-nodes.json, which need not be there. */
function staticNodesOf(file: string): StaticNodes {
  const read = () => (existsSync(file) ? enodesIn(file, readJsonFile(file)) : []);
  const drop = (enodes: readonly string[]) => {
    const left = read().filter((enode) => !enodes.includes(enode));
    writeWhole(file, `${JSON.stringify(left, null, 2)}\n`, 0o644);
  };
  return { read, drop };
}

/** The bootnodes among the options of Besu. */
function readBootnodes(file: string): string[] {
  const { bootnodes = [] } = parse(readText(file));
  return enodesIn(file, bootnodes);
}

function enodesIn(file: string, found: unknown): string[] {
  const isEnode = (of: unknown) => typeof of === "string" && parseEnode(of) !== undefined;
  if (Array.isArray(found) && found.every(isEnode)) return found as string[];
  throw new UserError(`${file}: a list of enode URLs was expected.`);
}

function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}
