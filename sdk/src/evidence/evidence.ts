// Evidence: what a proving transport used, in one file, and a transport that proves the same from it again.
import {
  type Chain,
  type Client,
  createClient,
  createTransport,
  type Hex,
  type Transport,
} from "viem";
import { type Anchor, beginningOf } from "../proof/anchor.js";
import type { CosignedCheckpoint } from "../proof/cosigned.js";
import { type BlockHeader, encodeHeader, readBlockHeader } from "../proof/header.js";
import { consortiumOf, type Path } from "../proof/path.js";
import { type Proof, type ProvenTransport, proven } from "../proof/proven.js";
import type { ProvenOptions } from "../proof/prover.js";
import type { Recorder } from "../proof/recorder.js";
import type { WireProof } from "../proof/state.js";
import type {
  Evidence,
  EvidenceCosignature,
  EvidenceStep,
  EvidenceSubject,
  ShownLogs,
} from "./content.js";
import { type EvidenceFormat, readEvidence, writeEvidence } from "./file.js";
import { RecordedNode } from "./recorded-node.js";
import { FILE, notCovered } from "./refused.js";

/** A client over a transport that proves. */
export type ProvingClient = Client<ProvenTransport, Chain | undefined>;

/** What {@link recordEvidence} is given beside the calls. */
export interface RecordEvidenceOptions {
  /** What the file is made for: where a reader may begin to ask. */
  readonly about?: EvidenceSubject | undefined;
  /** Whether the code of contracts is written too: by default it is. The reader of a file without code needs it from elsewhere. */
  readonly code?: boolean | undefined;
  /** By default deflated CBOR. */
  readonly format?: EvidenceFormat | undefined;
}

/**
 * Makes calls over a proving transport, and writes what proves their answers into one file. All of them are of the newest block
 * of now. The calls are made twice, the second time from what the first one left behind: so nothing is in the file that they do
 * not need, and it is known that they can be made from it.
 *
 * @param calls Makes them with the client that it is given: actions of the SDK, or reads of viem.
 * @throws whatever the calls throw.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { getRobot } from "@openrobotid/sdk/actions";
 * import { robotIdChain } from "@openrobotid/sdk/chains";
 * import { evidence, recordEvidence } from "@openrobotid/sdk/evidence";
 * import { proven, readAnchor } from "@openrobotid/sdk/proof";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const anchor = await readAnchor(client, { deployment, seals: "none" });
 * const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
 * const proving = createClient({ chain, transport: proven(http(rpcUrl), { anchor }) });
 * const file = await recordEvidence(proving, (recording) => getRobot(recording, { id }));
 *
 * // Later, anywhere, with no node:
 * const offline = createClient({ chain, transport: await evidence(file, { anchor }) });
 * (await getRobot(offline, { id })).state; // "inService"
 * ```
 */
export async function recordEvidence(
  client: ProvingClient,
  calls: (client: ProvingClient) => Promise<unknown>,
  { about, code = true, format = "cbor" }: RecordEvidenceOptions = {},
): Promise<Uint8Array> {
  const { anchor, cosigners } = client.transport.proof;
  const all = new Collection();
  const path = await record(client, client.transport.proof, all, calls);
  const logs: ShownLogs[] = [];
  const given = all.evidence(anchor, path);
  const node = new RecordedNode(given, {
    seals: anchor.seals,
    onLogs: (shown) => logs.push(shown),
  });
  // Whether its block is too old or from the future has been looked at.
  const now = () => Number.MAX_SAFE_INTEGER;
  const replaying = createClient({ transport: fileTransport(node, { anchor, now, cosigners }) });
  const needed = new Collection();
  await record(client, replaying.transport.proof, needed, calls);
  const content = needed.evidence(anchor, path);
  return await writeEvidence(
    { ...content, ...(about && { about }), ...(!code && { code: [] }), logs: onceEach(logs) },
    format,
  );
}

/** What {@link evidence} is given beside the file. */
export interface EvidenceOptions {
  /** What is trusted. */
  readonly anchor: Anchor;
  /** Greatest age of the file's newest block, in seconds; by default any: a file says what was true, and as of when. */
  readonly maxAge?: number | undefined;
  /** The time, in seconds; by default the clock of this machine. */
  readonly now?: (() => number) | undefined;
  /** How many witnesses must have cosigned its newest block; by default as many as the anchor asks for. */
  readonly cosigners?: number | undefined;
  /** Runtime code of contracts, where the file was written without. */
  readonly code?: readonly Hex[] | undefined;
}

/**
 * A viem transport that proves from a file alone, as `proven` does from nodes: the file is a node that knows little and is not
 * believed. Its newest block is "now"; `transport.proof.head()` says which one that is, of when, and who sealed it.
 *
 * @param file The bytes of an evidence file, or what {@link readEvidence} read of one.
 * @throws NotProvenError whose reason begins with `file` where the file is not as it must be. What it does not hold is refused as it
 * is asked for, with reason `notCovered`; a file of another chain with `wrongChain` or `wrongGenesis`.
 *
 * @example
 * ```ts
 * import { evidence } from "@openrobotid/sdk/evidence";
 * import { NotProvenError, readAnchor } from "@openrobotid/sdk/proof";
 *
 * const anchor = await readAnchor(client, { deployment, seals: "none" });
 * const file = new Uint8Array(3);
 * const error = await evidence(file, { anchor }).catch((thrown) => thrown);
 * error instanceof NotProvenError; // true
 * ```
 */
export async function evidence(
  file: Uint8Array | string | Evidence,
  { code, ...options }: EvidenceOptions,
): Promise<ProvenTransport> {
  const isRead = typeof file === "object" && !(file instanceof Uint8Array);
  const content = isRead ? file : await readEvidence(file);
  return fileTransport(new RecordedNode(content, { seals: options.anchor.seals, code }), options);
}

function fileTransport(
  node: RecordedNode,
  { maxAge = Number.POSITIVE_INFINITY, ...options }: Omit<ProvenOptions, "path" | "checkpoints">,
): ProvenTransport {
  const transport: Transport = () =>
    createTransport(
      {
        key: "evidence",
        name: "Evidence",
        type: "evidence",
        retryCount: 0,
        request: node.request as never,
      },
      { node: FILE },
    );
  return proven(transport, {
    ...options,
    maxAge,
    path: pathIn(node, options.anchor),
    checkpoints: async () => node.checkpoints(),
  });
}

function pathIn(node: RecordedNode, anchor: Anchor): Path | undefined {
  if (anchor.seals === "none") return undefined;
  const { address, codeHash } = consortiumOf(anchor);
  const steps = node.path(address, beginningOf(anchor).number);
  const code = node.code(codeHash);
  if (code === undefined) throw notCovered("code of Consortium: give that beside the file");
  return { steps, code };
}

/** Makes the calls over a recording of a transport; gives the path that they were proven by. */
async function record(
  { chain }: ProvingClient,
  proof: Proof,
  recorder: Recorder,
  calls: (client: ProvingClient) => Promise<unknown>,
): Promise<Path | undefined> {
  const transport = await proof.recording(recorder);
  const recording = createClient({ ...(chain && { chain }), transport, cacheTime: 0 });
  const { sealers } = await recording.transport.proof.head();
  await calls(recording as ProvingClient);
  return sealers && (await recording.transport.proof.path());
}

/** The pieces that were proven, each once. */
class Collection implements Recorder {
  readonly #headers = new Map<Hex, BlockHeader>();
  readonly #nodes = new Set<Hex>();
  readonly #code = new Set<Hex>();
  readonly #transactions = new Map<Hex, readonly Hex[]>();
  readonly #receipts = new Map<Hex, readonly Hex[]>();
  readonly #checkpoints = new Map<Hex, CosignedCheckpoint>();

  checkpoint(checkpoint: CosignedCheckpoint): void {
    this.#checkpoints.set(checkpoint.signature, checkpoint);
  }

  header(header: BlockHeader): void {
    this.#headers.set(header.hash, header);
  }

  proof({ accountProof, storageProof }: WireProof): void {
    for (const node of [accountProof, ...storageProof.map(({ proof }) => proof)].flat()) {
      this.#nodes.add(node.toLowerCase() as Hex);
    }
  }

  code(code: Hex): void {
    this.#code.add(code.toLowerCase() as Hex);
  }

  transactions({ hash }: BlockHeader, encoded: readonly Hex[]): void {
    this.#transactions.set(hash, encoded);
  }

  receipts({ hash }: BlockHeader, encoded: readonly Hex[]): void {
    this.#receipts.set(hash, encoded);
  }

  /** All of it, in an order that does not depend on which answer came first. */
  evidence({ chainId }: Anchor, path: Path | undefined): Evidence {
    const steps = (path?.steps ?? []).map(({ header, proof }): EvidenceStep => {
      this.proof(proof);
      const block = readBlockHeader(header, "qbft");
      this.header(block);
      return [Number(block.number), proof.storageProof.map(({ key }) => key)];
    });
    if (path) this.code(path.code);
    const headers = [...this.#headers.values()];
    return {
      chainId,
      blocks: headers
        .sort((one, other) => Number(one.number - other.number))
        .map(({ hash, fields }) => [
          encodeHeader(fields),
          this.#transactions.get(hash),
          this.#receipts.get(hash),
        ]),
      nodes: [...this.#nodes].sort(),
      code: [...this.#code].sort(),
      path: steps,
      logs: [],
      ...(this.#checkpoints.size > 0 && { cosignatures: this.#cosignatures() }),
    };
  }

  #cosignatures(): EvidenceCosignature[] {
    return [...this.#checkpoints.values()]
      .sort((one, other) => one.seat - other.seat || Number(one.number - other.number))
      .map(({ seat, number, signature }) => [seat, Number(number), signature]);
  }
}

function onceEach(logs: readonly ShownLogs[]): ShownLogs[] {
  return [...new Map(logs.map((one) => [JSON.stringify(one), one])).values()];
}
