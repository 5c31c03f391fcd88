import { BaseError } from "viem";
import { printable } from "../printable.js";
import { messageOf, VERSION } from "./message.js";

/**
 * What every error of this package is: an error of viem, for those who walk its causes, whose message is this package's
 * own. Values come from strangers: characters that a terminal would take for orders are escaped. Uncaught, it prints its
 * message and where it was thrown, and not the ABIs that its causes carry.
 */
export abstract class SdkError extends BaseError {
  constructor(
    shortMessage: string,
    {
      cause,
      lines = [],
      page,
    }: {
      readonly cause?: Error | undefined;
      /** What follows the message. */
      readonly lines?: readonly string[] | undefined;
      /** Where more is said. */
      readonly page?: string | undefined;
    } = {},
  ) {
    const short = printable(shortMessage);
    const metaMessages = lines.map(printable);
    super(short, { ...(cause && { cause }), metaMessages });
    this.message = messageOf(short, metaMessages, page);
    this.version = VERSION;
    hideBulk(cause);
    // Made when the error was, with viem's message.
    this.stack = `${this.constructor.name}: ${this.message}\n${framesOf(this.stack)}`;
  }
}

/**
 * Keeps what errors of viem carry, such as whole ABIs, out of what is printed of them where nobody catches them: 1,700 lines
 * otherwise. It can still be read.
 */
function hideBulk(cause: unknown): void {
  for (let error = cause; error instanceof BaseError; error = error.cause) {
    for (const [name, value] of Object.entries(error)) {
      if (name === "cause" || typeof value !== "object" || value === null) continue;
      Object.defineProperty(error, name, { enumerable: false });
    }
  }
}

/** The lines of a stack that say where. */
function framesOf(stack = ""): string {
  return stack
    .split("\n")
    .filter((line) => /^ {4}at /.test(line))
    .join("\n");
}
