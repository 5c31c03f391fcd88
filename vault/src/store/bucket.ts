// Sealed files in a bucket of S3, or of a store that speaks as S3 does. What the bucket's keeper sees are random names and sealed bytes.
import { mkdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { VaultProblem } from "../problem.js";
import { type Blobs, FolderBlobs, isName, type Listed } from "./blobs.js";

/** A bucket, and what all names of this vault's files in it begin with. */
export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
  readonly prefix: string;
}

/** The sealed files of a bucket. */
export class BucketBlobs implements Blobs {
  readonly #bucket: Bucket;
  readonly #drafts: FolderBlobs;

  private readonly drafts: string;

  /** @param drafts A folder, in which each file is written before it is sent: only a whole one is. */
  constructor(bucket: Bucket, drafts: string) {
    this.drafts = drafts;
    mkdirSync(drafts, { recursive: true, mode: 0o700 });
    this.#bucket = bucket;
    this.#drafts = new FolderBlobs(drafts);
  }

  async write(name: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
    await this.#drafts.write(name, parts);
    await this.copyFrom(name, this.drafts);
    await this.#drafts.remove(name);
  }

  async read(name: string, bytes: number): Promise<Uint8Array | undefined> {
    return await this.#get(name, bytes);
  }

  async copyTo(name: string, folder: string): Promise<boolean> {
    const file = await this.#get(name);
    if (file) await writeFile(join(folder, name), file, { mode: 0o600 });
    return file !== undefined;
  }

  async copyFrom(name: string, folder: string): Promise<void> {
    const Body = await readFile(join(folder, name));
    const { client } = this.#bucket;
    await this.#ask(
      async () => await client.send(new PutObjectCommand({ ...this.#at(name), Body })),
    );
  }

  async remove(name: string): Promise<void> {
    const { client } = this.#bucket;
    await this.#ask(async () => await client.send(new DeleteObjectCommand(this.#at(name))));
    await this.#drafts.remove(name);
  }

  async list(): Promise<Listed> {
    const { client, name, prefix } = this.#bucket;
    const drafts = await this.#drafts.list();
    const whole = await this.#ask(async () => {
      const found: string[] = [];
      for await (const page of paginateListObjectsV2(
        { client },
        { Bucket: name, Prefix: prefix },
      )) {
        found.push(...(page.Contents ?? []).map(({ Key = "" }) => Key.slice(prefix.length)));
      }
      return found.filter(isName);
    });
    return { whole, drafts: [...drafts.whole, ...drafts.drafts] };
  }

  async #get(name: string, bytes?: number): Promise<Uint8Array | undefined> {
    const { client } = this.#bucket;
    return await this.#ask(async () => {
      try {
        const { Body, ContentLength } = await client.send(new GetObjectCommand(this.#at(name)));
        if (bytes === undefined || ContentLength === bytes)
          return await Body?.transformToByteArray();
        // Not read: it may be of any size.
        await Body?.transformToWebStream().cancel();
        return undefined;
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    });
  }

  #at(name: string) {
    return { Bucket: this.#bucket.name, Key: `${this.#bucket.prefix}${name}` };
  }

  /** Asks the bucket. What goes wrong there is told as that. */
  async #ask<answer>(act: () => Promise<answer>): Promise<answer> {
    try {
      return await act();
    } catch (error) {
      const why = error instanceof Error ? error.message || error.name : String(error);
      throw new VaultProblem(
        "no-storage",
        `The bucket ${this.#bucket.name} cannot be used: ${why}`,
      );
    }
  }
}
