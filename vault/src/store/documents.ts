// Documents: what is taken in, given out and erased. A document is kept with its salt in front, so that the chain's commitment is the digest
// of exactly what was sealed.
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import type { CommittedDocument } from "../chain/documents.js";
import type { AccessLog, Line } from "../log/access-log.js";
import { VaultProblem } from "../problem.js";
import { BrokenSealError, newKey, open, SEAL_BYTES, seal, sealing } from "../seal/seal.js";
import { resealTelemetryKeys } from "../telemetry/keys.js";
import { type Blobs, newName } from "./blobs.js";
import type { Tables, VaultStore } from "./tables.js";

/** Bytes of a salt: see `createCommitment` of the SDK. */
export const SALT_BYTES = 32;

/** A document with its salt. */
export interface OpenedDocument {
  readonly salt: Hex;
  readonly bytes: Uint8Array;
}

type Row = Tables["document"];
type Where = Pick<CommittedDocument, "robot" | "seq" | "commitment">;

/** What a vault's documents are made of. */
export interface DocumentsParameters {
  readonly store: VaultStore;
  readonly blobs: Blobs;
  readonly log: AccessLog;
  readonly masterKey: Uint8Array;
  /** Most bytes of one document. */
  readonly mostBytes: number;
  readonly now: () => number;
}

/** The documents of a vault. */
export class Documents {
  readonly #of: DocumentsParameters;

  constructor(parameters: DocumentsParameters) {
    this.#of = parameters;
  }

  /** What is known of the documents of a robot, by the number of their entries. */
  async rowsOf(robot: string): Promise<ReadonlyMap<number, Row>> {
    const rows = await this.#of.store
      .selectFrom("document")
      .selectAll()
      .where("robot", "=", robot)
      .execute();
    return new Map(rows.map((row) => [row.seq, row]));
  }

  /**
   * Takes a document in, as it comes: it is sealed on its way to the disk, and is there only once its digest was found to be the commitment.
   *
   * @param line What the log says of it, in the same step.
   * @throws VaultProblem where it is another document, is too large, or was here before.
   */
  async put(
    document: CommittedDocument,
    salt: Hex,
    body: AsyncIterable<Uint8Array>,
    line: Line & { readonly account: string },
  ): Promise<void> {
    const { store, blobs, log, masterKey, now } = this.#of;
    const { robot, seq, kind, commitment } = document;
    await this.#requireNew(document);
    const blob = newName();
    await store
      .insertInto("upload")
      .values({ blob, at: Math.floor(now()) })
      .execute();
    try {
      const key = newKey();
      const digested = { bytes: 0 };
      await blobs.write(blob, this.#sealed(document, key, salt, body, digested));
      const sealedKey = Buffer.from(seal(masterKey, keyPlace(document), key)).toString("base64url");
      await log.write(line, {
        also: async (transaction) => {
          const row = { robot, seq, kind, commitment, bytes: digested.bytes, blob, sealedKey };
          const putAt = Math.floor(now());
          await transaction
            .insertInto("document")
            .values({ ...row, putBy: line.account, putAt, erasedAt: null, erasedWhy: null })
            .execute();
          await transaction.deleteFrom("upload").where("blob", "=", blob).execute();
        },
      });
    } catch (error) {
      // Written all the same, though something failed afterwards.
      if ((await this.rowsOf(robot)).get(seq)?.blob === blob) throw error;
      await blobs.remove(blob);
      await store.deleteFrom("upload").where("blob", "=", blob).execute();
      // Somebody else was faster.
      await this.#requireNew(document);
      throw error;
    }
  }

  async #requireNew({ robot, seq }: Where): Promise<void> {
    const row = (await this.rowsOf(robot)).get(seq);
    if (!row) return;
    if (row.erasedAt !== null) throw erased(row);
    throw new VaultProblem("conflict", `The document of entry ${seq} is kept here already.`);
  }

  async *#sealed(
    { commitment, ...document }: CommittedDocument,
    key: Uint8Array,
    salt: Hex,
    body: AsyncIterable<Uint8Array>,
    digested: { bytes: number },
  ): AsyncGenerator<Uint8Array> {
    const { begin, add, end } = sealing(key, blobPlace({ ...document, commitment }));
    const hash = keccak_256.create();
    yield begin();
    const first = hexToBytes(salt);
    hash.update(first);
    yield add(first);
    for await (const part of body) {
      digested.bytes += part.length;
      requireSize(digested.bytes, this.#of.mostBytes);
      hash.update(part);
      yield add(part);
    }
    const found = bytesToHex(hash.digest());
    if (found !== commitment) {
      throw new VaultProblem(
        "not-committed",
        `Salt and document give ${found}; entry ${document.seq} commits to ${commitment}. Nothing was kept.`,
      );
    }
    yield end();
  }

  /**
   * Gives a document, once all of it was found to be what the chain commits to.
   *
   * @throws VaultProblem where it is not here, was erased, or what is kept was altered.
   */
  async open(where: Where): Promise<OpenedDocument> {
    const { blobs, masterKey } = this.#of;
    const row = (await this.rowsOf(where.robot)).get(where.seq);
    if (!row) {
      throw new VaultProblem("not-found", `The document of entry ${where.seq} is not kept here.`);
    }
    if (row.erasedAt !== null || !row.blob || !row.sealedKey) throw erased(row);
    const sealed = await blobs.read(row.blob, row.bytes + SALT_BYTES + SEAL_BYTES);
    if (!sealed) throw damaged(where, "its file is missing, or of another size");
    let all: Uint8Array;
    try {
      const key = open(masterKey, keyPlace(where), Buffer.from(row.sealedKey, "base64url"));
      all = open(key, blobPlace(where), sealed);
    } catch (error) {
      if (error instanceof BrokenSealError) throw damaged(where, "its seal is broken");
      throw error;
    }
    if (keccak256(all) !== where.commitment)
      throw damaged(where, "it is not what was committed to");
    return { salt: bytesToHex(all.subarray(0, SALT_BYTES)), bytes: all.subarray(SALT_BYTES) };
  }

  /**
   * Erases a document and its key, for good. The commitment stays on the chain: without the salt it says nothing.
   *
   * @throws VaultProblem where it is not here.
   */
  async erase(robot: string, seq: number, why: string): Promise<void> {
    const { store, blobs, log, now } = this.#of;
    const row = (await this.rowsOf(robot)).get(seq);
    if (!row) throw new VaultProblem("not-found", `The document of entry ${seq} is not kept here.`);
    const { blob, kind } = row;
    if (row.erasedAt !== null || !blob) throw erased(row);
    const at = Math.floor(now());
    await log.write(
      { what: "erased", robot, seq, kind, why },
      {
        also: async (transaction) => {
          await transaction
            .updateTable("document")
            .set({ blob: null, sealedKey: null, erasedAt: at, erasedWhy: why })
            .where("robot", "=", robot)
            .where("seq", "=", seq)
            .execute();
          // Should the process end now, the file goes at the next start.
          await transaction.insertInto("upload").values({ blob, at }).execute();
        },
      },
    );
    await blobs.remove(blob);
    await store.deleteFrom("upload").where("blob", "=", blob).execute();
  }
}

/** Seals the key of every document with another master key, all or none. */
export async function resealKeys(
  store: VaultStore,
  from: Uint8Array,
  to: { readonly key: Uint8Array; readonly fingerprint: string },
): Promise<number> {
  return await store.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom("document")
      .select(["robot", "seq", "sealedKey"])
      .where("sealedKey", "is not", null)
      .execute();
    for (const { robot, seq, sealedKey } of rows) {
      const place = keyPlace({ robot, seq });
      const key = open(from, place, Buffer.from(sealedKey ?? "", "base64url"));
      await transaction
        .updateTable("document")
        .set({ sealedKey: Buffer.from(seal(to.key, place, key)).toString("base64url") })
        .where("robot", "=", robot)
        .where("seq", "=", seq)
        .execute();
    }
    await resealTelemetryKeys(transaction, from, to.key);
    await transaction
      .updateTable("fact")
      .set({ value: to.fingerprint })
      .where("name", "=", "masterKey")
      .execute();
    return rows.length;
  });
}

function keyPlace({ robot, seq }: { readonly robot: string; readonly seq: number }): string {
  return `key of ${robot} ${seq}`;
}

function blobPlace({ robot, seq, commitment }: Where): string {
  return `document of ${robot} ${seq} ${commitment}`;
}

function requireSize(bytes: number, most: number): void {
  if (bytes <= most) return;
  throw new VaultProblem(
    "too-large",
    `The document has more than ${most} bytes, the most there may be.`,
  );
}

function erased({ seq, erasedAt }: Row): VaultProblem {
  const day = new Date((erasedAt ?? 0) * 1000).toISOString().slice(0, 10);
  return new VaultProblem(
    "erased",
    `The document of entry ${seq} was erased on ${day}. Its commitment stays on the chain, where nothing can be erased; without the salt it says nothing.`,
  );
}

function damaged({ seq }: Where, why: string): VaultProblem {
  return new VaultProblem("damaged", `The document of entry ${seq} is not given: ${why}.`);
}
