// Everything on a member's machine that cannot be made again, in one sealed file: its folder, with the node's key and without Besu's data,
// which the other nodes have.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, normalize, relative, sep } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { UserError } from "@openrobotid/kit/command";
import { z } from "zod";
import { type PublicIdentity, publicIdentityOf } from "../keygen.js";
import { readKey } from "../life/member.js";
import { memberFolder } from "../member-folder.js";
import { open, seal } from "./sealed-file.js";

const content = z.strictObject({
  madeAt: z.iso.datetime(),
  files: z.array(
    z.strictObject({
      path: z.string().min(1),
      // Who may read and write it, and no more: no file acts as somebody else.
      mode: z.int().min(0).max(0o777),
      data: z.base64(),
    }),
  ),
});

/** A backup's file, or one that was restored. */
export interface Kept {
  readonly files: readonly string[];
  /** The node whose key is in it. */
  readonly node: Omit<PublicIdentity, "file">;
  readonly madeAt: string;
}

/** Files that are left out wherever they are: they are many, or of the moment. */
const LEFT_OUT = /(\.log|\.sock|\.half|\.tmp)$/;

/**
 * Writes a backup of a member's folder to a new file that its owner alone can read.
 *
 * @throws UserError where the folder has no key, the file exists, or the password is short.
 */
export function backUp(root: string, file: string, password: string, now = new Date()): Kept {
  const folder = memberFolder(root);
  const needed = [folder.key, folder.config, folder.genesis, folder.deployment];
  const missing = needed.filter((path) => !existsSync(path));
  if (missing.length > 0) {
    throw new UserError(
      `${root} is no whole folder of a member: ${missing.map((path) => relative(root, path)).join(", ")} cannot be found. A backup without would be none.`,
    );
  }
  const data = relative(root, folder.data);
  const paths = filesIn(root).filter((path) => path.split(sep)[0] !== data && !LEFT_OUT.test(path));
  const kept = {
    madeAt: now.toISOString(),
    files: paths.map((path) => ({
      path: path.split(sep).join("/"),
      mode: statSync(join(root, path)).mode & 0o777,
      data: readFileSync(join(root, path)).toString("base64"),
    })),
  };
  const sealed = seal(deflateRawSync(Buffer.from(JSON.stringify(kept))), password);
  writeNew(file, sealed, 0o600);
  return summaryOf(kept, readKey(folder.key));
}

/**
 * Makes a member's folder from a backup.
 *
 * @param root A folder that is empty or does not exist yet.
 * @throws UserError where it holds anything, or the backup does not open.
 */
export function restore(file: string, root: string, password: string): Kept {
  if (existsSync(root) && readdirSync(root).length > 0) {
    throw new UserError(`${root} is not empty. Nothing is ever overwritten: name a new folder.`);
  }
  const kept = readContent(readFile(file), password);
  const outside = kept.files.find(({ path }) => isOutside(path));
  // Its maker had the password; that does not let it write elsewhere.
  if (outside)
    throw new UserError(`The backup names a file outside of its folder: ${outside.path}`);
  for (const { path, mode, data } of kept.files) {
    mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o700 });
    writeNew(join(root, path), Buffer.from(data, "base64"), mode);
  }
  return summaryOf(kept, readKey(memberFolder(root).key));
}

function readContent(file: Buffer, password: string): z.infer<typeof content> {
  const { success, data } = content.safeParse(
    JSON.parse(inflateRawSync(open(file, password)).toString()),
  );
  if (!success) throw new UserError("The backup was made by another release of this command.");
  return data;
}

function summaryOf({ madeAt, files }: z.infer<typeof content>, key: `0x${string}`): Kept {
  return { madeAt, files: files.map(({ path }) => path), node: publicIdentityOf(key) };
}

function isOutside(path: string): boolean {
  return isAbsolute(path) || normalize(path).split(sep)[0] === ".." || path.includes("\\");
}

/** Paths of the plain files in a folder, without following links out of it. */
function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => lstatSync(join(root, path)).isFile())
    .sort();
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function writeNew(file: string, data: Buffer, mode: number): void {
  try {
    writeFileSync(file, data, { flag: "wx", mode, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UserError(`${file} exists. A backup never overwrites one: name another file.`);
  }
}
