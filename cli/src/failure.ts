// Every way in which the command fails, as one sentence, one suggestion and one exit code. Errors are told by their names,
// not their classes: asking for the classes would load viem, which `robotid parse` does without.
import { withCommands } from "./command-names.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { fileFault } from "./file-faults.js";
import { withoutKeys } from "./secrets.js";

/** What a {@link Failure} is made of. */
export interface FailureParameters {
  readonly exitCode: ExitCode;
  /** Name of the error, for programs. */
  readonly code: string;
  /** What to do about it. */
  readonly suggestion?: string | undefined;
  /** Values, for programs. */
  readonly details?: unknown;
  /** Further lines for people. */
  readonly lines?: readonly string[] | undefined;
  readonly cause?: unknown;
}

/** The command cannot do what it was asked. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly suggestion: string | undefined;
  readonly details: unknown;
  readonly lines: readonly string[];

  constructor(message: string, parameters: FailureParameters) {
    super(message, { cause: parameters.cause });
    this.exitCode = parameters.exitCode;
    this.code = parameters.code;
    this.suggestion = parameters.suggestion;
    this.details = parameters.details;
    this.lines = parameters.lines ?? [];
  }
}

/** Something in the call, a file or the configuration that the person at the keyboard can put right. */
export function usageFailure(message: string, suggestion?: string, details?: unknown): Failure {
  return new Failure(message, { exitCode: EXIT.usage, code: "UsageError", suggestion, details });
}

/** Something that does not verify. */
export function mismatchFailure(message: string, suggestion: string, details?: unknown): Failure {
  return new Failure(message, {
    exitCode: EXIT.mismatch,
    code: "VerificationFailed",
    suggestion,
    details,
  });
}

/** The run took longer than `--timeout` allows. */
export function timeout(seconds: number): Failure {
  return new Failure(`It was not done within ${seconds} s.`, {
    exitCode: EXIT.network,
    code: "Timeout",
    suggestion: "`robotid doctor` says whether the node answers. Give a longer --timeout, or none.",
  });
}

/** The run was told to stop. */
export function interruption(): Failure {
  return new Failure("Interrupted.", { exitCode: EXIT.interrupted, code: "Interrupted" });
}

/** What the SDK's errors, and viem's, carry beside the message. */
interface AnyError extends Error {
  readonly code?: unknown;
  readonly path?: unknown;
  readonly syscall?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly shortMessage?: string;
  readonly details?: string;
  readonly suggestion?: string;
  readonly metaMessages?: readonly string[];
  readonly errorName?: string;
  readonly values?: unknown;
  readonly issues?: unknown;
  readonly conflicts?: unknown;
  readonly walk?: unknown;
  readonly reason?: unknown;
  readonly hash?: unknown;
  readonly replacement?: unknown;
  readonly missingNonce?: unknown;
  readonly answer?: unknown;
  readonly node?: unknown;
  readonly proven?: unknown;
  readonly said?: unknown;
}

/** Refusals that say that there is no such thing. */
const NO_SUCH_THING =
  /^(?:RobotRegistryUnknownRobot|AuthorityRegistryUnknown(?:Manufacturer|Model)|ConsortiumUnknownSeat|DossierUnknown(?:Certificate|Entry|Release)|GovernorNonexistentProposal|RecallRegistryUnknownCampaign|RegistrarOrdersUnknownOrder)$/;

/** Errors of the SDK that are not refusals. Those that are not named here are the node's. */
const EXIT_CODES: Readonly<Record<string, ExitCode>> = {
  RobotIdError: EXIT.usage,
  RegistryArgumentError: EXIT.usage,
  RegistryConfigurationError: EXIT.usage,
  EndpointError: EXIT.usage,
  ProductionFileError: EXIT.usage,
  ManifestExistsError: EXIT.usage,
  JournalExistsError: EXIT.usage,
  InvalidAddressError: EXIT.usage,
  IssuanceConflictError: EXIT.refused,
  RevertedError: EXIT.refused,
  ManifestError: EXIT.mismatch,
  UnitNotInManifestError: EXIT.mismatch,
  HistoryMismatchError: EXIT.mismatch,
  RegistryRecordError: EXIT.mismatch,
  VaultError: EXIT.mismatch,
};

/** What is said instead of a proven answer, also where viem has wrapped it. */
const PROOF_EXIT_CODES: Readonly<Record<string, ExitCode>> = {
  NotProvenError: EXIT.notProven,
  ConflictError: EXIT.mismatch,
  UnreachableError: EXIT.network,
};

/** Any error as the failure that it means. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof Error)) return fault(new Error(String(thrown)));
  const error = thrown as AnyError;
  if (error.name === "AbortError") return interruption();
  if (error.name === "RegistryRefusedError") return refusal(error);
  if (error.name === "TransactionError") return ofTransaction(error);
  const ofEndpoint = endpointFileIn(error);
  if (ofEndpoint) return known(ofEndpoint, EXIT.usage);
  const unproven = unprovenIn(error);
  if (unproven) return ofProof(unproven, PROOF_EXIT_CODES[unproven.name] ?? EXIT.notProven);
  const exitCode = EXIT_CODES[error.name];
  if (exitCode !== undefined) return known(error, exitCode);
  if (typeof error.walk === "function") return ofNode(error);
  if (error.name === "CommanderError") return ofCommander(error);
  if (error.syscall === "listen") return ofPort(error);
  const fileFaultText = fileFault(error);
  if (fileFaultText !== undefined) return ofFile(error, fileFaultText);
  return fault(error);
}

/** What says that a file named in an address cannot be read, however deep it was wrapped: nothing was asked of a node then. */
function endpointFileIn(error: AnyError): AnyError | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === "EndpointError" && "file" in cause && cause.file !== undefined) return cause;
  }
  return undefined;
}

function unprovenIn(error: AnyError): AnyError | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name in PROOF_EXIT_CODES) return cause;
  }
  return undefined;
}

/** Which of the answers it is that are none, by whom, and what both sides said where they differ. */
function ofProof(error: AnyError, exitCode: ExitCode): Failure {
  const { name: code, shortMessage, reason, answer, node, proven, said } = error;
  const { suggestion = "" } = error;
  const isWithout = reason === "nodeRefused";
  return new Failure(shortMessage ?? error.message, {
    exitCode,
    code,
    suggestion: isWithout ? `${suggestion} --no-prove reads without a proof.` : suggestion,
    details: { answer, reason, node, proven, said },
    cause: error,
  });
}

function refusal(error: AnyError): Failure {
  const { errorName: code = error.name, shortMessage, suggestion, values: details } = error;
  const exitCode = NO_SUCH_THING.test(code) ? EXIT.unknown : EXIT.refused;
  return new Failure(shortMessage ?? error.message, {
    exitCode,
    code,
    suggestion: suggestion && withCommands(suggestion),
    details,
    cause: error,
  });
}

/** A transaction that did not do what it was sent for. Where another one took its place, nothing is on its way. */
function ofTransaction(error: AnyError): Failure {
  const { shortMessage = error.message, suggestion, reason, hash, replacement } = error;
  const isOver = reason === "replaced" || reason === "cancelled" || reason === "reverted";
  return new Failure(shortMessage, {
    exitCode: isOver ? EXIT.refused : EXIT.network,
    code: error.name,
    suggestion,
    details: { reason, hash, replacement, missingNonce: error.missingNonce },
    cause: error,
  });
}

function known(error: AnyError, exitCode: ExitCode): Failure {
  const { name: code, shortMessage, suggestion, issues, conflicts, metaMessages = [] } = error;
  const { reason } = error;
  return new Failure(shortMessage ?? error.message, {
    exitCode,
    code,
    suggestion,
    details: issues ?? conflicts ?? (reason === undefined ? undefined : { reason }),
    lines: suggestion === undefined ? metaMessages : [],
    cause: error,
  });
}

/** How Besu, Geth, anvil and EDR say that an account has too little. */
const CANNOT_PAY = /insufficient funds|upfront cost exceeds|enough funds/i;

/** A node that does not answer, or does not want to. What viem prints of the request would show keys in addresses. */
function ofNode(error: AnyError): Failure {
  const because = error.details && ` (${error.details})`;
  return new Failure(`The node did not do it: ${error.shortMessage}${because ?? ""}`, {
    exitCode: EXIT.network,
    code: error.name,
    suggestion: CANNOT_PAY.test(error.details ?? "")
      ? "This chain asks for a fee, and the account that signs cannot pay it: send it some of the chain's currency."
      : "Is it running, and is --rpc right? `robotid network status` asks it how it is.",
    cause: error,
  });
}

function ofCommander(error: AnyError): Failure {
  // Suggestions are on a line of their own; what was typed may be a key.
  const told = withoutKeys(error.message.replace(/^error: /, ""));
  const [message = "", ...lines] = withoutLongValues(told).split("\n");
  return new Failure(message, {
    exitCode: EXIT.usage,
    code: "UsageError",
    suggestion: "Add --help to see how it is used.",
    lines,
  });
}

/** What was typed, as far as it helps: a whole file that was pasted for a code hides what is wrong with it. */
function withoutLongValues(text: string): string {
  return text.replace(/'([^']{121,})'/g, (_, value: string) => `'${value.slice(0, 77)}…'`);
}

/** A file of which the system says what is wrong; a folder that is read as a file comes without its name. */
function ofFile(error: AnyError, fault: string): Failure {
  const name = typeof error.path === "string" ? withoutKeys(error.path) : "A file that was named";
  return usageFailure(`${name}: ${fault}.`);
}

/** What the system says of a port that cannot be listened on. */
const PORT_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there already",
  EACCES: "the system does not allow it to this account",
  EADDRNOTAVAIL: "this machine has no such address",
};

function ofPort({ code, address, port, message }: AnyError): Failure {
  return usageFailure(
    `Nobody can be answered at ${address}:${port}: ${PORT_FAULTS[String(code)] ?? message}.`,
    "Give another --port, or another --host.",
  );
}

function fault(error: Error): Failure {
  return new Failure(`robotid is at fault: ${error.message}`, {
    exitCode: EXIT.fault,
    code: error.name,
    suggestion: "Please report it, with the lines above.",
    lines: error.stack?.split("\n").slice(1) ?? [],
    cause: error,
  });
}
