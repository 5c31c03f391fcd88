// Documents stay with those who have them; what goes on the chain is a salted commitment. The salt is kept beside the
// document: without it nobody can show later that this is the one.
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command, OptionValues } from "@commander-js/extra-typings";
import type { Hex } from "@openrobotid/sdk";
import { z } from "zod";
import { usageFailure } from "./failure.js";
import { parseJson, readBytes, readText } from "./read-file.js";
import { digest } from "./values.js";

/** What is beside a document: commitment and salt. */
export const COMMITMENT_SUFFIX = ".commitment.json";

const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, "expected 0x and 64 hexadecimal digits");
const commitmentFile = z.object({ commitment: bytes32, salt: bytes32 }).strict();

/** A document that was committed to. */
export interface CommittedDocument {
  readonly document: string;
  readonly commitment: Hex;
  /** Where the salt is kept. */
  readonly file: string;
}

/** How a document is given. */
export interface DocumentOptions {
  readonly document?: string | undefined;
  readonly commitment?: Hex | undefined;
}

/** Adds the two ways to give a document. */
export function withDocument<
  Args extends unknown[],
  Opts extends OptionValues,
  Globals extends OptionValues,
>(command: Command<Args, Opts, Globals>, what: string) {
  return command
    .option("--document <file>", `${what}; a salted commitment to it goes on the chain`)
    .option("--commitment <digest>", `${what}, as a commitment made before`, digest);
}

/** The documents of one run. */
export class Documents {
  readonly committed: CommittedDocument[] = [];

  private readonly cwd: string;
  /** Whether nothing is written: salts are then drawn and forgotten. */
  private readonly isDryRun: boolean;

  constructor(cwd: string, isDryRun: boolean) {
    this.cwd = cwd;
    this.isDryRun = isDryRun;
  }

  /** The commitment that the options of `withDocument` give. */
  async commitment({ document, commitment }: DocumentOptions): Promise<Hex> {
    if ((document === undefined) === (commitment === undefined)) {
      throw usageFailure("Expected either --document or --commitment.");
    }
    return commitment ?? (await this.commit(document as string));
  }

  /** Commits to a document; a second time with the salt of the first. */
  async commit(document: string): Promise<Hex> {
    const path = resolve(this.cwd, document);
    const content = readBytes(path);
    const file = path + COMMITMENT_SUFFIX;
    const { createCommitment } = await import("@openrobotid/sdk/actions");
    if (existsSync(file)) {
      const { commitment, salt } = readCommitment(file);
      if (createCommitment(content, salt).commitment !== commitment) {
        throw usageFailure(
          `${path} is not the document that ${file} was made for.`,
          "Give the document as it was, or put the old commitment away.",
        );
      }
      this.committed.push({ document: path, commitment, file });
      return commitment;
    }
    const made = createCommitment(content);
    if (!this.isDryRun) {
      writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: "wx" });
      this.committed.push({ document: path, commitment: made.commitment, file });
    }
    return made.commitment;
  }
}

/** Reads the commitment that is beside a document. */
export function readCommitment(file: string): { commitment: Hex; salt: Hex } {
  const read = commitmentFile.safeParse(parseJson(file, readText(file)));
  if (read.success) return read.data as { commitment: Hex; salt: Hex };
  const [issue] = read.error.issues;
  throw usageFailure(`${file} is no commitment: ${issue?.path.join(".")}: ${issue?.message}.`);
}
