// The log of looks as it is served: its lines, the heads that are signed and anchored, and who signed in to read it.
import { join } from "node:path";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { hasSigned, type SignedLogHead } from "@openrobotid/sdk/vault";
import type { Logger } from "pino";
import { bytesToHex, createClient } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { AccessLog } from "../../access-log/access-log.js";
import { anchorOnce } from "../../access-log/anchor-once.js";
import { TopicAnchors } from "../../access-log/anchoring.js";
import { anchorsContract } from "../../access-log/anchors-contract.js";
import { everyDay } from "../../access-log/every-day.js";
import { sessionsIn } from "../../access-log/sessions.js";
import { SignIn } from "../../access-log/sign-in.js";
import { signHead } from "../../access-log/signed-head.js";
import type { Head } from "../../access-log/tree.js";
import type { ServiceStore } from "../../service-store/tables.js";
import { readSealKey } from "../../webhooks/secrets.js";
import { ApiProblem } from "../problem.js";
import { Rounds } from "../rounds.js";
import type { ApiSettings } from "../settings.js";

/** The log, and what serves it. */
export interface ServedLog {
  readonly signIn: SignIn;
  /** The log. Throws {@link ApiProblem} where this service signs no heads. */
  readonly open: () => Promise<AccessLog>;
  readonly sign: (head: Head) => Promise<SignedLogHead>;
  readonly anchors: () => Promise<TopicAnchors>;
  /** Begins to make lines of looks, and to anchor heads. */
  start(): void;
  stop(): Promise<void>;
}

/** Milliseconds between two looks for looks without a line, and how many times longer than a step of that the next one waits. */
const PAUSE = 5_000;
const SHARE = 4;
const now = () => Date.now() / 1000;

/** Puts it together. */
export function openServedLog({
  settings,
  store,
  logger,
  rpcUrls,
}: {
  readonly settings: ApiSettings;
  readonly store: Promise<ServiceStore>;
  readonly logger: Logger;
  readonly rpcUrls: readonly string[];
}): ServedLog {
  const { url, noticeDays, anchoring } = settings.accessLog;
  const { chainId } = settings.deployment;
  const key = keyOf(settings);
  const client = createClient({ transport: endpointTransport(rpcUrls[0] ?? "") });
  const log = store.then((opened) => new AccessLog(opened, noticeDays));
  log.catch(() => undefined);
  const contract =
    anchoring &&
    anchorsContract(client, {
      ...{ address: anchoring.contract, node: settings.rpcUrls[0] ?? "", chainId },
      key: keyIn(anchoring.keyFile, false, "ANCHOR_KEY_FILE"),
    });
  const anchors = store.then((opened) => new TopicAnchors(opened, "log", url, contract));
  anchors.catch(() => undefined);
  const memory = sessionsIn(store, now);
  const signIn = new SignIn(
    {
      chainId,
      hasSigned: async (account, hash, signature) =>
        await hasSigned(client, { account, hash, signature }).catch((error: unknown) => {
          logger.warn({ err: error }, "The chain does not say who signed");
          throw new ApiProblem("unavailable", "The chain does not answer now.");
        }),
    },
    url,
    now,
    memory,
  );
  /** Makes lines of looks: a part of the time alone, because lists are told meanwhile. */
  let pause = PAUSE;
  const making = new Rounds({
    round: async () => {
      pause = PAUSE;
      const begin = performance.now();
      if (await (await log).step()) pause = (performance.now() - begin) * SHARE;
    },
    interval: () => pause,
    failed: (error) => logger.warn({ err: error }, "Looks got no lines in the log, and will later"),
  });
  let daily: Rounds | undefined;
  return {
    signIn,
    open: async () => {
      if (key) return await log;
      throw new ApiProblem(
        "not-found",
        "This service serves no log of looks: it has no ACCESS_LOG_KEY_FILE.",
      );
    },
    sign: async (head) =>
      await signHead(head, { url, chainId, key: key as PrivateKeyAccount, now }),
    anchors: async () => await anchors,
    start() {
      making.start();
      if (!contract) return;
      const report = (error: unknown) => logger.error({ err: error }, "The head was not anchored");
      daily = everyDay(async () => {
        await anchorOnce(await store, await log, await anchors, now);
      }, report);
    },
    async stop() {
      await making.stop();
      await daily?.stop();
    },
  };
}

/** The key that heads are signed with. Processes that share a database must be given the same one; one with a folder of its own makes it there. */
function keyOf({ accessLog, databaseUrl, dataDir }: ApiSettings): PrivateKeyAccount | undefined {
  const setting = "ACCESS_LOG_KEY_FILE";
  if (accessLog.keyFile !== undefined) return keyIn(accessLog.keyFile, false, setting);
  return databaseUrl ? undefined : keyIn(join(dataDir, "access-log.key"), true, setting);
}

function keyIn(file: string, make: boolean, setting: string): PrivateKeyAccount {
  return privateKeyToAccount(bytesToHex(readSealKey(file, make, setting)));
}
