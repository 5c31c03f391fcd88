// Starts the verified node beside the index, in the same process.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { anchorOf } from "@openrobotid/sdk/proof";
import { type Settings, SettingsError } from "../settings.js";
import { offerEvidence } from "./evidence.js";
import type { ServeOptions } from "./serve.js";
import { type ProofStatus, setProofStatus } from "./status.js";

/** `EX_TEMPFAIL` of sysexits.h: what runs this may start it again. */
const TRY_AGAIN = 75;

/** Starts it where there is an anchor to prove from; the index reads through it from then on. */
export async function startProving({
  deployment,
  prove,
  rpcUrls,
  maxAge,
}: Settings): Promise<void> {
  if (!prove) return;
  const anchor = readAnchorOf(deployment);
  if (!anchor) return;
  offerEvidence({ anchor, rpcUrls, maxAge });
  const workerData: ServeOptions = { anchor, rpcUrls };
  const worker = new Worker(new URL("./worker.mjs", import.meta.url), { workerData });
  worker.on("error", (error) => {
    const line = { level: "error", msg: "What proves has failed", reason: error.message };
    process.stderr.write(`${JSON.stringify(line)}\n`);
    process.exit(TRY_AGAIN);
  });
  const [first] = (await once(worker, "message")) as [ProofStatus];
  setProofStatus(first);
  worker.on("message", setProofStatus);
  // It ends with the index, and does not keep it.
  worker.unref();
}

function readAnchorOf(deployment: Settings["deployment"]) {
  try {
    // What it carries besides what the index needs, it has kept as it was.
    return anchorOf(deployment as unknown as Parameters<typeof anchorOf>[0]);
  } catch (error) {
    throw new SettingsError(`DEPLOYMENT: ${(error as Error).message}`);
  }
}
