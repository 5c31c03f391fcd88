// Puts a witness together from its settings, and runs it until it is told to stop.
import { witnessKeyOf } from "@openrobotid/sdk/proof";
import { pino } from "pino";
import { clientOver, readAnchorFile } from "./client.js";
import type { Settings } from "./config.js";
import { openJournal } from "./journal.js";
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
  const { journal, lock } = await openJournal(settings["state-file"], witnessKeyOf(signer.key));
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
  ).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  log.info({ url: server.url, key: witnessKeyOf(signer.key) }, "Checkpoints are served.");
  const running = service.run();
  return {
    url: server.url,
    stop: async () => {
      service.stop();
      await running;
      await server.close();
      lock.release();
    },
  };
}
