// Public dumps: files that a command of the index writes, and that never change.
import { existsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { z } from "@hono/zod-openapi";
import { type Dump, dumpsIn, FORMAT_CHANGES, MANIFEST } from "@openrobotid/indexer/dumps";
import type { Context } from "hono";
import parseRange from "range-parser";
import { ApiProblem } from "../problem.js";
import type * as routes from "../routes/dumps.js";
import type { dump as dumpAnswer } from "../schemas/dumps.js";
import type { Service } from "../service.js";
import { rfc3339 } from "../time.js";
import type { Handler } from "./handler.js";

/** How long a file may be used again without asking, in seconds: a year, because it never changes. */
const FOR_EVER = 31_536_000;

/** A file, as it is given out. */
interface Given {
  readonly path: string;
  readonly bytes: number;
  readonly etag: string;
}

/** Answers with dumps. */
export function dumpHandlers({
  settings: { dumpsDir },
  logger,
}: Pick<Service, "settings" | "logger">) {
  const known: Parameters<typeof dumpsIn>[1] = new Map();
  const broken = (dump: string, { message }: Error) =>
    logger.warn({ dump, reason: message }, "A dump cannot be read: it is left out");

  /** The dumps that are here, and where. */
  const here = (): { readonly folder: string; readonly dumps: readonly Dump[] } => {
    if (dumpsDir === undefined || !existsSync(dumpsDir)) {
      throw new ApiProblem("not-found", "This service publishes no dumps.");
    }
    return { folder: dumpsDir, dumps: dumpsIn(dumpsDir, known, broken) };
  };

  const getDumps: Handler<typeof routes.getDumps> = async (c) => {
    const dumps = here().dumps.map(described).reverse();
    return c.json({ dumps, format: [...FORMAT_CHANGES] }, 200);
  };

  const getDumpFile: Handler<typeof routes.getDumpFile> = async (c) => {
    const { dump: name, file } = c.req.valid("param");
    const { folder, dumps } = here();
    const found = dumps.find((each) => each.name === name);
    if (!found)
      throw new ApiProblem("not-found", `There is no dump ${name}; /v1/dumps lists them.`);
    const { manifest } = found;
    c.header("x-block-number", String(manifest.block.number));
    if (file === MANIFEST) {
      const had = keep(c, `"${manifest.digest}"`);
      return (had as never) ?? (c.json(manifest, 200) as never);
    }
    const of = manifest.files.find((each) => each.file === file);
    if (!of) {
      throw new ApiProblem(
        "not-found",
        `The dump ${name} has no ${file}; its manifest lists its files.`,
      );
    }
    const path = join(folder, name, of.file);
    return (await give(c, { path, bytes: of.bytes, etag: `"${of.sha256}"` })) as never;
  };

  return { getDumps, getDumpFile };
}

function described({ name, manifest }: Dump): z.infer<typeof dumpAnswer> {
  const { kind, block, since, digest, files } = manifest;
  return {
    name,
    kind: kind === "full" ? "full" : "delta",
    block: block.number,
    blockHash: block.hash,
    time: rfc3339(block.timestamp),
    since,
    manifest: `/v1/dumps/${name}/${MANIFEST}`,
    digest,
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Marks a file for caches, and says so where the client has it already. */
function keep(c: Context, etag: string): Response | undefined {
  c.header("etag", etag);
  if (!c.req.header("authorization")) {
    c.header("cache-control", `public, max-age=${FOR_EVER}, immutable`);
  }
  const had = c.req
    .header("if-none-match")
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  return had?.includes(etag) || had?.includes("*") ? c.body(null, 304) : undefined;
}

/** Gives a file, or the one part of it that was asked for (RFC 9110, 14). */
async function give(c: Context, { path, bytes, etag }: Given): Promise<Response> {
  const had = keep(c, etag);
  if (had) return had;
  const asked = c.req.header("range");
  const condition = c.req.header("if-range");
  // Of another file, a part is worth nothing.
  const isSame = condition === undefined || condition === etag;
  const ranges = asked && isSame ? parseRange(bytes, asked) : undefined;
  c.header("accept-ranges", "bytes");
  if (ranges === -1) {
    c.header("content-range", `bytes */${bytes}`);
    return c.body(null, 416);
  }
  const [part, ...others] = Array.isArray(ranges) && ranges.type === "bytes" ? ranges : [];
  const isPart = part !== undefined && others.length === 0;
  const { start, end } = isPart ? part : { start: 0, end: bytes - 1 };
  const file = await openWhole(path, bytes);
  c.header("content-type", "application/gzip");
  if (isPart) c.header("content-range", `bytes ${start}-${end}/${bytes}`);
  c.header("content-length", String(end - start + 1));
  const status = isPart ? 206 : 200;
  if (c.req.method === "HEAD") {
    await file.close();
    return c.body(null, status);
  }
  const content = Readable.toWeb(file.createReadStream({ start, end }));
  return c.body(content as ReadableStream, status);
}

/** Opens a file before anything is answered: it may have been removed with its dump since that was listed. */
async function openWhole(path: string, bytes: number): Promise<FileHandle> {
  const file = await open(path).catch(() => undefined);
  if (file && (await file.stat()).size === bytes) return file;
  await file?.close();
  throw new ApiProblem("not-found", "The file is no longer here; /v1/dumps lists what is.");
}
