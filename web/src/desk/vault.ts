// The vault of this site, as its desk asks it: signed in as an account, everything under the site's own address.
import type { RobotId } from "@openrobotid/sdk";
import { verifyCommitment } from "@openrobotid/sdk/actions";
import {
  type AnchoredLog,
  passkeySignature,
  readLogHead,
  readTelemetryRules,
  readTelemetryWeeks,
  readVaultLog,
  signInToVault,
  type TelemetryRule,
  type TelemetryWeek,
  VaultError,
  type VaultLog,
  type VaultSession,
  type VerifiedVaultLog,
  verifyVaultLog,
} from "@openrobotid/sdk/vault";
import { type Address, getAddress, type Hex, hashMessage, hexToBytes, stringToHex } from "viem";
import { maxAgeBy, pinnedAnchor, verifier } from "../proof/page-verifier.js";
import type { ProvenWhole } from "../proof/results.js";

/** Somebody who is signed in. */
export interface Session extends VaultSession {
  readonly chainId: number;
  /** Path of this site under which they signed in: none for the vault. */
  readonly under: string;
  readonly sign: Sign;
}

type Sign = (message: string) => Promise<Hex>;

/** Where the API shows its own log, as a vault does. */
const LOG_OF_API = "/v1/access-log";

/** A document that a robot's record commits to. */
export interface DeskDocument {
  readonly seq: number;
  readonly kind: string;
  readonly commitment: Hex;
  readonly state: "kept" | "absent" | "erased";
}

/** What telemetry says, and the limits of the maker. */
export interface Diagnosis {
  readonly weeks: readonly TelemetryWeek[];
  readonly rules: readonly TelemetryRule[];
  readonly findings: readonly {
    readonly rule: string;
    readonly joint: string | null;
    readonly text: string;
  }[];
}

/** What the vault refuses. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** A wallet in the browser (EIP-1193). */
interface Wallet {
  readonly request: (asked: { method: string; params?: readonly unknown[] }) => Promise<unknown>;
}

async function send(path: string, options: RequestInit = {}, token?: string): Promise<Response> {
  const response = await fetch(path, {
    ...options,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(options.body && { "content-type": "application/json" }),
    },
    cache: "no-store",
  }).catch((error: Error) => {
    throw new Refusal(0, error.message);
  });
  if (response.ok) return response;
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new Refusal(response.status, detail ?? response.statusText);
}

const post = (path: string, body?: object) =>
  send(path, { method: "POST", ...(body && { body: JSON.stringify(body) }) });

/** The wallet; `undefined` where the browser has none. */
export function walletHere(): Wallet | undefined {
  return (globalThis as { ethereum?: Wallet }).ethereum;
}

/** Signs in as the account that a wallet has. */
export async function signInWithWallet(wallet: Wallet): Promise<Session> {
  const accounts = (await wallet.request({ method: "eth_requestAccounts" })) as readonly string[];
  const account = getAddress(accounts[0] ?? "");
  return await signIn(account, async (message) => {
    const params = [stringToHex(message), account];
    return (await wallet.request({ method: "personal_sign", params })) as Hex;
  });
}

/** Signs in as an account whose contract has the public key of a passkey of this site. */
export async function signInWithPasskey(account: Address): Promise<Session> {
  return await signIn(account, async (message) => {
    const challenge = hexToBytes(hashMessage(message)) as Uint8Array<ArrayBuffer>;
    const publicKey = { challenge, userVerification: "required" } as const;
    const given = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
    if (!given) throw new Refusal(0, "");
    return passkeySignature(given.response as AuthenticatorAssertionResponse);
  });
}

async function signIn(account: Address, sign: Sign, under = ""): Promise<Session> {
  const { chainId } = readLogHead(await (await send(`${under}/log/head`)).json());
  const asked = { vault: addressOf(under), chainId, account, sign };
  const session = await signInToVault(
    async (path, body) => (await post(`${under}${path}`, body)).json(),
    asked,
  );
  return { ...session, chainId, under, sign };
}

function addressOf(under: string): string {
  return `${window.location.origin}${under}`;
}

/** Ends a session. */
export async function signOut({ token }: Session): Promise<void> {
  await send("/sessions", { method: "DELETE" }, token);
}

/** Which documents there are. */
export async function documentsOf(robot: RobotId): Promise<readonly DeskDocument[]> {
  const response = await send(`/robots/${robot}/documents`);
  return ((await response.json()) as { documents: readonly DeskDocument[] }).documents;
}

/** A document; throws a {@link Refusal} where it is not the one of its commitment. */
export async function openDocument(
  { token }: Session,
  robot: RobotId,
  { seq, commitment }: DeskDocument,
): Promise<Blob> {
  const response = await send(`/robots/${robot}/documents/${seq}`, {}, token);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const salt = response.headers.get("document-salt") ?? "";
  const isIt =
    /^0x[0-9a-f]{64}$/.test(salt) && verifyCommitment(bytes, { salt: salt as Hex, commitment });
  if (isIt) return new Blob([bytes]);
  throw new Refusal(0, commitment);
}

/** What the chain has, proven in this browser from a file that the one who answers gives; otherwise why not, in a word. */
export type OnChain =
  | {
      readonly documents: ProvenWhole["documents"];
      /** What it has of the log; `undefined` where its heads are not anchored. */
      readonly anchored: AnchoredLog | undefined;
    }
  | { readonly unproven: string };

/** What a vault or an API shows of a robot: its log, as it was given, and what that is compared with. */
export interface Read {
  readonly session: Session;
  /** Why it was not given, where it was not: it is for who holds the robot, or held it. */
  readonly log: VaultLog | { readonly error: unknown };
  readonly onChain: OnChain;
}

/** Asks for the log, and, where the site pins an anchor, for the chain. */
export async function readOf(session: Session, robot: RobotId, canProve: boolean): Promise<Read> {
  const { token, under } = session;
  const ask = async (path: string) => await (await send(`${under}${path}`, {}, token)).json();
  const log = await readVaultLog(ask, robot).catch((error: unknown) => ({ error }));
  const anchored = "error" in log ? undefined : log.anchored;
  const onChain = canProve
    ? await chainOf(session, robot, anchored)
    : { unproven: "the site pins no anchor" };
  return { session, log, onChain };
}

/** The same of the API, for which the account signs in there. */
export async function readOfApi(
  { account, sign }: Session,
  robot: RobotId,
  canProve: boolean,
): Promise<Read> {
  return await readOf(await signIn(account, sign, LOG_OF_API), robot, canProve);
}

async function chainOf(
  { token, under }: Session,
  robot: RobotId,
  anchored: VaultLog["anchored"] | undefined,
): Promise<OnChain> {
  let file: Uint8Array;
  let anchor: string;
  let contract: string | null;
  try {
    const response = await send(`${under}/robots/${robot}/evidence`, {}, token);
    contract = response.headers.get("anchors-contract");
    file = new Uint8Array(await response.arrayBuffer());
    anchor = await pinnedAnchor();
  } catch (error) {
    return { unproven: (error as Error).message };
  }
  const { account = null, topic = "0x" } = anchored ?? {};
  const log =
    contract !== null && account !== null
      ? { contract: contract as Address, account, topic }
      : undefined;
  const result = await verifier.verify({ file, anchor, log, maxAge: maxAgeBy(anchor) });
  if (result.answer !== "proven" || result.id !== robot) {
    return { unproven: "reason" in result ? result.reason : result.answer };
  }
  // A vault has documents, which the whole record alone commits to.
  if (under === "" && !result.whole) return { unproven: "notCovered" };
  return { documents: result.whole?.documents ?? [], anchored: result.anchored };
}

/** A log that was verified, and how far it was compared with the chain. */
export interface VerifiedLog extends VerifiedVaultLog {
  /** Whether it ends with the reader's own look: then nothing is missing at the end. */
  readonly endsWithOwn: boolean;
  /** `never`, where its heads are not anchored; or why it was not compared. */
  readonly compared: true | "never" | { readonly unproven: string };
}

/** The log, as it was verified against its head and the chain; why it does not verify, in a word. */
export async function logOf(
  { chainId, account, under }: Session,
  log: VaultLog,
  onChain: OnChain,
): Promise<VerifiedLog> {
  const vault = addressOf(under);
  const anchored = "unproven" in onChain ? undefined : onChain.anchored;
  const verified = await verifyVaultLog(log, {
    ...{ robot: log.robot, chainId, vault, onChain: anchored },
  });
  const last = verified.lines.findLast(({ series }) => series === "told");
  const endsWithOwn = last?.what === "logRead" && last.account === account;
  return { ...verified, endsWithOwn, compared: comparedBy(log, onChain) };
}

function comparedBy(log: VaultLog, onChain: OnChain): VerifiedLog["compared"] {
  if (log.anchored.account === null) return "never";
  if ("unproven" in onChain) return onChain;
  return onChain.anchored ? true : { unproven: "no contract Anchors" };
}

/** Why something of a vault is not believed; `undefined` for any other error. */
export function reasonOf(error: unknown): string | undefined {
  return error instanceof VaultError ? error.reason : undefined;
}

/** Weeks of telemetry since a second, with what the maker's rules say of them. */
export async function diagnosisOf(
  { token }: Session,
  robot: RobotId,
  from: number,
): Promise<Diagnosis> {
  const response = await send(`/robots/${robot}/diagnosis?from=${from}`, {}, token);
  const given = (await response.json()) as Record<string, unknown> & Pick<Diagnosis, "findings">;
  const rules = given.rules as { readonly text: string } | null;
  return {
    weeks: readTelemetryWeeks(given.weeks),
    rules: rules === null ? [] : readTelemetryRules(rules.text).rules,
    findings: given.findings,
  };
}
