// Puts a witness together from its settings, and runs it until it is told to stop.
import { readFileSync } from "node:fs";
import { robotIdChain } from "@openrobotid/sdk/chains";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { type Anchor, parseAnchor, proven, witnessKeyOf } from "@openrobotid/sdk/proof";
import { pino } from "pino";
import { createClient } from "viem";
import { UserError } from "../../scripts/command.js";
import type { Settings } from "./config.js";
import { Journal } from "./journal.js";
import { readWitnessKey } from "./key.js";
import { createMetrics } from "./metrics.js";
import { serveWitness } from "./server.js";
import { WitnessService } from "./service.js";
import { Witness } from "./witness.js";

/** A witness that runs. */
export interface Running {
  /** Where it answers. */
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
  { now, logFile }: { now?: (() => number) | undefined; logFile?: string | undefined } = {},
): Promise<Running> {
  const log = pino(
    { level: settings["log-level"], name: "witness" },
    pino.destination({ dest: logFile ?? 1, sync: true }),
  );
  const anchor = readAnchorFile(settings.anchor);
  const signer = await readWitnessKey(settings["key-file"]);
  const journal = new Journal(settings["state-file"], witnessKeyOf(signer.key));
  const { seat } = settings;
  const metrics = createMetrics();
  const client = clientOver(anchor, settings["rpc-urls"], now);
  const interval = settings["interval-seconds"];
  const { chainId } = anchor;
  const { proof } = client.transport;
  const witness = new Witness({ chainId, seat, signer, journal, proof, interval, now });
  const service = new WitnessService({
    anchor,
    witness,
    client,
    sources: settings.directory,
    alarmFolder: settings["alarm-folder"],
    staticFolder: settings["static-folder"],
    interval,
    pollSeconds: settings["poll-seconds"],
    monitorSeconds: settings["monitor-seconds"],
    listSeconds: settings["list-seconds"],
    metrics,
    log,
    now,
  });
  const server = await serveWitness(
    {
      checkpoints: async () => await service.checkpoints(),
      list: () => service.list,
      standing: () => service.standing(),
      metrics,
    },
    settings,
  );
  log.info({ url: server.url, key: witnessKeyOf(signer.key) }, "Checkpoints are served.");
  const running = service.run();
  return {
    url: server.url,
    stop: async () => {
      service.stop();
      await running;
      await server.close();
    },
  };
}

/** A client that proves, and asks no witness: it is one. */
export function clientOver(
  anchor: Anchor,
  endpoints: readonly string[],
  now?: (() => number) | undefined,
): ProvingClient {
  const contracts = Object.entries(anchor.contracts).map(([name, one]) => {
    return [name, { ...one, startBlock: 0 }] as const;
  });
  const deployment = { chainId: anchor.chainId, contracts: Object.fromEntries(contracts) };
  const chain = robotIdChain({ deployment, rpcUrls: ["http://127.0.0.1"] });
  const nodes = endpoints.map((url) => endpointTransport(url, { batch: true, timeout: 20_000 }));
  const transport = proven(nodes, { anchor, cosigners: 0, ...(now && { now }) });
  return createClient({ chain, transport, cacheTime: 0 }) as unknown as ProvingClient;
}

/** The anchor in a file of its own, or in a deployment's. */
export function readAnchorFile(file: string): Anchor {
  try {
    return parseAnchor(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(
      `${file} cannot be read as an anchor: ${error instanceof Error ? error.message : error}`,
    );
  }
}
