// Serves the verified node, in a thread of its own: to check proofs takes the processor, which the API must not wait for.
import { parentPort, workerData } from "node:worker_threads";
import { endpointTransport, startRpcServer } from "@openrobotid/sdk/endpoint";
import { type Anchor, type Fault, type ProofError, proven } from "@openrobotid/sdk/proof";
import { custom } from "viem";
import type { NodeFault, ProofStatus } from "./status.js";
import { VerifiedNode } from "./verified-node.js";
import { detailOf, hostOf, reasonOf } from "./words.js";

/** What the thread is given. */
export interface ServeOptions {
  readonly anchor: Anchor;
  readonly rpcUrls: readonly string[];
}

/** Milliseconds that a node may take for an answer, before another is asked. */
const TIMEOUT = 5_000;
/** Milliseconds between two lines of the log about one fault of one node. */
const AGAIN = 60_000;
/** Faults that are kept. */
const KEPT_FAULTS = 20;

const { anchor, rpcUrls } = workerData as ServeOptions;

let status: ProofStatus = {
  url: "",
  seals: anchor.seals,
  faults: [],
  counts: {},
  waiting: undefined,
};
const said = new Map<string, number>();

function tell(change: Partial<ProofStatus>): void {
  status = { ...status, ...change };
  if (status.url !== "") parentPort?.postMessage(status);
}

function onFault({ node: name, error, lied }: Fault): void {
  const node = hostOf(name);
  const at = Math.floor(Date.now() / 1000);
  const fault: NodeFault = {
    node,
    lied,
    reason: reasonOf(error),
    detail: detailOf(error, name),
    at,
  };
  const before = status.counts[node] ?? { lied: 0, failed: 0 };
  const counted = lied
    ? { ...before, lied: before.lied + 1 }
    : { ...before, failed: before.failed + 1 };
  const isSame = (one: NodeFault) => one.node === node && one.reason === fault.reason;
  tell({
    counts: { ...status.counts, [node]: counted },
    faults: [fault, ...status.faults.filter((one) => !isSame(one))].slice(0, KEPT_FAULTS),
  });
  const key = `${node} ${fault.reason}`;
  if (Date.now() - (said.get(key) ?? 0) < AGAIN) return;
  said.set(key, Date.now());
  log(lied ? "error" : "warn", lied ? "A node lied" : "A node proved nothing", fault);
}

function waiting(error: ProofError | undefined): void {
  if (!error) {
    if (status.waiting) log("info", "What was waited for is proven", {});
    tell({ waiting: undefined });
    return;
  }
  const reason = reasonOf(error);
  const detail = detailOf(error, error.node);
  if (!status.waiting) log("warn", "Waits for what can be proven", { reason, detail });
  tell({
    waiting: { reason, detail, since: status.waiting?.since ?? Math.floor(Date.now() / 1000) },
  });
}

/** A line of the log, as the others are. */
function log(level: "info" | "warn" | "error", msg: string, what: object): void {
  process.stderr.write(`${JSON.stringify({ level, msg, ...what })}\n`);
}

const node = new VerifiedNode({
  transport: proven(
    rpcUrls.map((url) => endpointTransport(url, { batch: true, timeout: TIMEOUT, retryCount: 1 })),
    {
      anchor,
      // What is old is proven all the same: the index says of itself that it lags.
      maxAge: Number.POSITIVE_INFINITY,
      onFault,
    },
  ),
  contracts: Object.values(anchor.contracts).map(({ address }) => address),
  waiting,
});
const { url } = await startRpcServer(custom({ request: node.request }, { retryCount: 0 }), 0);
tell({ url });
