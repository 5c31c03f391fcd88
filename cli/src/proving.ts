// Reading without believing a node: through the SDK's proving transport, and what is said of it with each answer.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Deployment } from "@openrobotid/sdk/chains";
import type { Anchor, Path, Proof, ProvenHead } from "@openrobotid/sdk/proof";
import type { Address, Transport } from "viem";
import { clientOver, type RegistryClient, transportTo } from "./connection.js";
import { usageFailure } from "./failure.js";
import type { Shell } from "./shell.js";
import { count, moment, roughly } from "./text.js";

/** A validator that sealed a block, and the seat whose node it is; nothing of the seat where it has left. */
export interface Sealer {
  readonly validator: Address;
  readonly seat: bigint | undefined;
  readonly name: string | undefined;
}

/** A seat whose witness vouches for a block. */
export interface Cosigner {
  readonly seat: number;
  /** Nothing where the seat has left. */
  readonly name: string | undefined;
}

/** A node that was not believed, and why. */
export interface NodeFault {
  readonly node: string;
  /** Whether it said what cannot be true. */
  readonly lied: boolean;
  readonly message: string;
}

/** By what an answer is proven. */
export interface AnswerProof {
  readonly seals: Anchor["seals"];
  /** `undefined` where nobody seals the blocks of the chain. */
  readonly sealers: readonly Sealer[] | undefined;
  /** `undefined` where no witnesses were asked for. */
  readonly cosigners: readonly Cosigner[] | undefined;
  readonly block: bigint;
  readonly hash: string;
  /** Time of the block, in seconds. */
  readonly timestamp: number;
  readonly ageSeconds: number;
  readonly node: string;
  readonly faults: readonly NodeFault[];
}

/** A client that believes none of its nodes. */
export interface Prover {
  readonly client: RegistryClient;
  /** The newest block, and who vouches for it. */
  readonly head: Proof["head"];
  /** Nodes that were found out so far. */
  readonly faults: readonly NodeFault[];
}

/** What a prover is made of. */
export interface ProverParameters {
  readonly nodes: readonly [string, ...string[]];
  readonly deployment: Deployment;
  readonly anchor: Anchor;
  /** In seconds. */
  readonly maxAge: number | undefined;
  /** How many witnesses must vouch; as many as the anchor asks for where it is left out. */
  readonly cosigners: number | undefined;
}

/** Connects to some nodes of which one honest one is enough. */
export async function prove(
  shell: Shell,
  { nodes, deployment, anchor, maxAge, cosigners }: ProverParameters,
): Promise<Prover> {
  const { proven } = await import("@openrobotid/sdk/proof");
  requireSameContracts(deployment, anchor);
  const faults = new Map<string, NodeFault>();
  const transport = proven(await provableBy(nodes), {
    anchor,
    maxAge,
    cosigners,
    ...(await pathKeptBy(shell, anchor)),
    onFault: ({ node, lied, error: { shortMessage: message } }) => {
      faults.set(`${node} ${message}`, { node, lied, message });
    },
  });
  const client = await clientOver(transport, deployment, nodes);
  const { proof } = client.transport as unknown as { proof: Proof };
  return {
    client,
    head: proof.head,
    get faults() {
      return [...faults.values()];
    },
  };
}

/** Transports to some nodes for proofs. Of several, another one is asked sooner than the same one again. */
export async function provableBy(nodes: readonly string[]): Promise<readonly Transport[]> {
  const retryCount = nodes.length > 1 ? 0 : 2;
  return await Promise.all(
    nodes.map(async (url) => await transportTo(url, { batch: true, retryCount })),
  );
}

/** Other contracts than the anchor's could say anything, and prove it. */
function requireSameContracts({ contracts }: Deployment, anchor: Anchor): void {
  for (const [name, { address, codeHash }] of Object.entries(contracts)) {
    const anchored = anchor.contracts[name];
    const isSame =
      anchored?.address.toLowerCase() === address.toLowerCase() &&
      anchored.codeHash.toLowerCase() === codeHash.toLowerCase();
    if (isSame) continue;
    throw usageFailure(
      `${name} is another contract in the deployment file than in the anchor.`,
      "Give --deployment and --anchor of the same registry.",
    );
  }
}

/** What an answer as of a block is proven by. */
export async function proofAt(
  prover: Prover,
  { number, hash, timestamp, sealers, cosigners, node }: ProvenHead,
): Promise<AnswerProof> {
  const hasNames = sealers !== undefined || cosigners !== undefined;
  const seats = hasNames ? await prover.client.getSeats({ blockNumber: number }) : [];
  return {
    seals: sealers ? "qbft" : "none",
    sealers: sealers?.map((validator) => sealerOf(seats, validator)),
    cosigners: cosigners?.map((seat) => {
      return { seat, name: seats.find((one) => Number(one.seat) === seat)?.name };
    }),
    block: number,
    hash,
    timestamp,
    ageSeconds: Math.floor(Date.now() / 1000) - timestamp,
    node,
    // Nodes are found out while one reads on.
    get faults() {
      return prover.faults;
    },
  };
}

function sealerOf(
  seats: Awaited<ReturnType<RegistryClient["getSeats"]>>,
  validator: Address,
): Sealer {
  const found = seats.find((one) => one.validator.toLowerCase() === validator.toLowerCase());
  return { validator, seat: found?.seat, name: found?.name };
}

/** By what an answer is proven, in a sentence. */
export function proofSentence({
  sealers,
  cosigners,
  block,
  timestamp,
  ageSeconds,
  node,
}: AnswerProof): string {
  const of = `block ${block} of ${moment(timestamp)}, ${ageOf(ageSeconds)}`;
  const seats = cosigners?.map(({ seat, name }) => name ?? `seat ${seat}`).join(", ");
  const cosigned = seats
    ? `cosigned by ${count(cosigners?.length ?? 0, "witness", "witnesses")}: ${seats}`
    : "";
  if (!sealers) {
    return cosigned
      ? `Proven against ${of}, ${cosigned}. No validators seal the blocks of this chain.`
      : `Proven against ${of}, as ${node} gives it. Nobody vouches for the blocks of this chain.`;
  }
  const names = sealers.map(({ validator, name }) => name ?? validator).join(", ");
  const sealed = `sealed by ${count(sealers.length, "validator")}: ${names}`;
  return `Proven: ${of}, ${sealed}${cosigned && `; ${cosigned}`}.`;
}

function ageOf(seconds: number): string {
  return seconds < 0 ? "ahead of the clock here" : `${roughly(seconds)} old`;
}

/** The path from before, and what keeps it for the next run: options of a proving transport. */
export async function pathKeptBy(
  shell: Shell,
  anchor: Anchor,
): Promise<{ readonly path: Path | undefined; readonly onPath: (path: Path) => void }> {
  const { anchorId } = await import("@openrobotid/sdk/proof");
  const file = pathFile(shell, anchorId(anchor));
  return {
    path: anchor.seals === "qbft" ? await keptPath(file, anchor) : undefined,
    onPath: (path) => keepPath(file, path),
  };
}

/** Where the steps from one set of validators to the next are kept, for each anchor apart. */
function pathFile({ env }: Shell, anchor: string): string {
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  const name = createHash("sha256").update(anchor).digest("hex").slice(0, 32);
  return join(base, "robotid", `path-${name}.json`);
}

/** The path from before; nothing where there is none, or where it does not hold: it is found again. */
async function keptPath(file: string, anchor: Anchor): Promise<Path | undefined> {
  if (!existsSync(file)) return undefined;
  const { verifyPath } = await import("@openrobotid/sdk/proof");
  try {
    const path = JSON.parse(readFileSync(file, "utf8")) as Path;
    await verifyPath(anchor, path);
    return path;
  } catch {
    return undefined;
  }
}

/** Keeps the path, whole or not at all. Where it cannot be kept, the next run looks for it again. */
function keepPath(file: string, path: Path): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(path));
    renameSync(draft, file);
  } catch {
    // Only a matter of speed.
  }
}
