// `robotid telemetry`: signs and sends what a robot measured, shows it, and proves a batch to the chain.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, isRobotId, type RobotId } from "@openrobotid/sdk";
import type {
  SignedTelemetry,
  TelemetryAnchor,
  TelemetryBatch,
  TelemetryProof,
} from "@openrobotid/sdk/device";
import type { DeviceKeyPeriod } from "@openrobotid/sdk/history";
import type { Address, Hex, LocalAccount } from "viem";
import { asking, group, reading } from "../define.js";
import { EXIT } from "../exit-codes.js";
import { Failure, mismatchFailure, usageFailure } from "../failure.js";
import { readDeviceKey, readText } from "../files.js";
import { parseJson } from "../read-file.js";
import type { Session } from "../session.js";
import { moment } from "../text.js";
import { address, moment as momentValue, robotId } from "../values.js";
import { askVault, signInToVault, VAULT, vaultUrl } from "../vault.js";
import { anchoredOnChain } from "../vault-log.js";
import { VAULT_OR_NAMED, vaultOf } from "../vault-of.js";
import { defineChart, defineDiagnose, defineRules } from "./telemetry-diagnosis.js";

/** A batch as the vault gives it. */
interface KeptBatch {
  readonly robot: RobotId;
  readonly digest: Hex;
  readonly marks: readonly string[];
  readonly signed: SignedTelemetry | null;
  readonly anchor: {
    readonly account: Address;
    readonly topic: Hex;
    readonly number: number;
    readonly proof: TelemetryProof;
    readonly anchors: readonly TelemetryAnchor[];
  } | null;
}

export function defineTelemetry(program: CommandUnknownOpts, session: Session): void {
  const telemetry = group(
    program,
    "telemetry",
    "Send what a robot measured to a vault, see it, prove it, and tell by it which units drift",
  );
  definePush(telemetry as never, session);
  defineShow(telemetry as never, session);
  defineVerify(telemetry as never, session);
  defineDiagnose(telemetry as never, session);
  defineChart(telemetry as never, session);
  defineRules(telemetry as never, session);
}

function definePush(telemetry: CommandUnknownOpts, session: Session): void {
  reading(
    telemetry,
    "push",
    "Sign batches of telemetry and put them into a vault: with the robot's key, or as the gateway of who holds or runs it",
    {
      json: {
        robot: "the code",
        batches: "the result for each: digest, sequence, marks",
      },
      examples: ["telemetry push batches.json --vault https://vault.example --device-key key.json"],
    },
  )
    .argument("<file>", "a batch, or a list of them, of one robot; - is standard input")
    .requiredOption("--vault <url>", VAULT, vaultUrl)
    .option(
      "--device-key <file>",
      "the robot's private key, as JSON Web Key or PEM; without it, the account signs",
    )
    .action(async (file, { vault, deviceKey }, command) => {
      const given = batchesIn(await readText(session.shell, file), file);
      const batches = await signAll(session, command, given, deviceKey);
      const path = `/robots/${given[0]?.robot}/telemetry`;
      const answer = await askVault<{ robot: RobotId; batches: readonly KeptBatch[] }>(
        vault,
        path,
        { method: "PUT", body: { batches } },
      );
      session.answer(command, answer, (layout) =>
        layout.table(
          ["batch", "found about it"],
          answer.batches.map(({ digest, marks }) => [digest, marks.join(", ") || "nothing"]),
          "No batch.",
        ),
      );
    });
}

function defineShow(telemetry: CommandUnknownOpts, session: Session): void {
  reading(telemetry, "show", "Show telemetry of a robot that you may see", {
    json: { answer: "what the vault gives, see docs/vault.md" },
    examples: [
      "telemetry show CN-BH01-TERN03-25W07000000000001 --vault https://vault.example --since 2025-01-01 --until 2026-01-01",
    ],
  })
    .argument("<code>", "the robot", robotId)
    .option("--vault <url>", VAULT_OR_NAMED, vaultUrl)
    .option("--since <moment>", "first moment", momentValue)
    .option("--until <moment>", "the moment after the last", momentValue)
    .option("--week", "by weeks in place of days")
    .option("--batch <digest>", "one batch with its proof, as `telemetry verify` takes it")
    .action(async (id, { vault: given, since: from, until, week, batch }, command) => {
      if (batch === undefined && (from === undefined || until === undefined)) {
        throw usageFailure("Which time is not said.", "Give --since and --until, or --batch.");
      }
      const vault = await vaultOf(session, command, id, given);
      const account = await session.signer(command);
      const { deployment } = await session.target(command);
      const token = await signInToVault(vault, deployment.chainId, account);
      const period = week ? "week" : "day";
      const query =
        batch === undefined ? `?from=${from}&until=${until}&period=${period}` : `/${batch}`;
      const answer = await askVault<object>(vault, `/robots/${id}/telemetry${query}`, { token });
      session.answer(command, { answer }, () => `${JSON.stringify(answer, null, 2)}\n`);
    });
}

function defineVerify(telemetry: CommandUnknownOpts, session: Session): void {
  asking(
    telemetry,
    "verify",
    "Prove that a batch is signed, and was anchored on the chain when a vault says so",
    {
      json: {
        robot: "the code",
        digest: "digest of the batch",
        signedBy: "device, where the chain has the key of the robot; or gateway",
        keyUntil:
          "when that key was replaced, in seconds: later than the batch was anchored; null for the key of now, and for a gateway",
        signer: "account of the gateway; null where the robot signed",
        marks: "what the vault found about it; it is not proven",
        account: "account that anchored it",
        anchoredAt: "when, in seconds",
      },
      examples: [
        "telemetry verify batch.json --anchors 0x5FbDB2315678afecb367f032d93F642f64180aa3",
      ],
    },
  )
    .argument("<file>", "what `telemetry show --batch` gave; - is standard input")
    .requiredOption("--anchors <address>", "the contract Anchors of the chain", address)
    .option("--account <account>", "account that must have anchored it", address)
    .action(async (file, { anchors: at, account }, command) => {
      const kept = parseJson(file, await readText(session.shell, file)) as KeptBatch;
      const { signed, anchor, robot } = kept;
      if (!signed || !anchor || !isRobotId(robot)) {
        throw usageFailure(
          `${file} holds no batch with its signature and anchor.`,
          "Get it with `telemetry show --batch`, once the day is anchored and while the batch is kept.",
        );
      }
      const { anchorsHead, telemetryDigest, telemetryRoot } = await import(
        "@openrobotid/sdk/device"
      );
      const digest = telemetryDigest(signed.batch);
      const batch = parseJson(file, signed.batch) as TelemetryBatch;
      if (digest !== kept.digest || batch.robot !== robot) throw isWrong("It is another batch");
      const said = anchor.anchors[anchor.number - 1];
      if (!said || telemetryRoot(robot, digest, anchor.proof) !== said.root) {
        throw isWrong("Its proof does not lead to the root that the vault names");
      }
      if (account !== undefined && account.toLowerCase() !== anchor.account.toLowerCase()) {
        throw isWrong(`${anchor.account} anchored it, not ${account}`);
      }
      const { deviceKeysOf } = await import("@openrobotid/sdk/history");
      const answer = await session.read(command, async (reading) => {
        const { client, blockNumber } = reading;
        const { count, head } = await anchoredOnChain(reading, { ...anchor, contract: at });
        const isOfDevice = signed.signedBy === "device";
        const history = isOfDevice && (await client.getHistory({ id: robot, blockNumber }));
        return { count, head, keys: history ? deviceKeysOf(history) : [] };
      });
      if (answer.count !== anchor.anchors.length || answer.head !== anchorsHead(anchor.anchors)) {
        throw isWrong(
          `The chain has ${answer.count} anchors of ${anchor.account}, and not the ${anchor.anchors.length} that the vault named; where there are more, get the batch again`,
        );
      }
      const signer = await signerOf(signed, digest);
      const keyUntil =
        signed.signedBy === "device" ? await keyOf(signed, answer.keys, said.at) : null;
      const result = {
        ...{ robot, digest, signedBy: signed.signedBy, keyUntil, signer, marks: kept.marks },
        ...{ account: anchor.account, anchoredAt: said.at },
      };
      session.answer(command, result, (layout) =>
        layout.fields([
          ["batch", `${batch.sequence} of ${formatRobotId(robot)}`],
          [
            "signed by",
            signer ??
              `the robot's own key${keyUntil === null ? "" : ` of that time, replaced at ${moment(keyUntil)}`}`,
          ],
          ["anchored", `by ${anchor.account} at ${moment(said.at)}`],
          ["marks", kept.marks.join(", ") || "none"],
        ]),
      );
    });
}

/** The account of the gateway; null where the robot signed. Fails where nobody did. */
async function signerOf(
  { batch, signedBy, signature, key }: SignedTelemetry,
  raw: Hex,
): Promise<Address | null> {
  const { recoverMessageAddress, toHex } = await import("viem");
  if (signedBy === "gateway") return await recoverMessageAddress({ message: { raw }, signature });
  const { telemetryMessage, toDeviceSignature, verifyDeviceSignature } = await import(
    "@openrobotid/sdk/device"
  );
  if (!key) throw isWrong("It names no key");
  const message = toHex(telemetryMessage(batch));
  if (await verifyDeviceSignature({ key, message, signature: toDeviceSignature(signature) })) {
    return null;
  }
  throw isWrong("The robot's key did not sign it");
}

/**
 * Until when the key of a batch was the robot's: null for the one of now. A key that was replaced counts for what was anchored before: what
 * came later, the thief of an old computer could have signed.
 */
async function keyOf(
  { key }: SignedTelemetry,
  periods: readonly DeviceKeyPeriod[],
  anchoredAt: number,
): Promise<number | null> {
  const { deviceKeyDigest } = await import("@openrobotid/sdk/actions");
  const digest = key && deviceKeyDigest(key);
  const own = periods.filter((one) => one.digest === digest);
  if (own.length === 0) throw isWrong("Its key is not one that the chain has of the robot");
  if (own.some(({ until }) => until === undefined)) return null;
  const replacedAt = Math.max(...own.map(({ until = 0 }) => until));
  if (anchoredAt < replacedAt) return replacedAt;
  throw new Failure(
    `Not proven: its key was replaced at ${moment(replacedAt)}, and the batch was anchored at ${moment(anchoredAt)}: that it was signed before is the vault's word alone.`,
    {
      ...{ exitCode: EXIT.notProven, code: "NotProvenError" },
      suggestion: "Rely on it as far as you rely on the vault.",
      details: { replacedAt, anchoredAt },
    },
  );
}

async function signAll(
  session: Session,
  command: CommandUnknownOpts,
  batches: readonly TelemetryBatch[],
  deviceKey: string | undefined,
): Promise<readonly SignedTelemetry[]> {
  const { readTelemetry, signTelemetry, telemetryDigest } = await import("@openrobotid/sdk/device");
  if (deviceKey !== undefined) {
    const signer = await readDeviceKey(session.shell, deviceKey);
    return await Promise.all(batches.map(async (batch) => await signTelemetry(signer, batch)));
  }
  const account: LocalAccount = await session.signer(command);
  return await Promise.all(
    batches.map(async (one): Promise<SignedTelemetry> => {
      const batch = JSON.stringify(one);
      readTelemetry(batch);
      const message = { raw: telemetryDigest(batch) };
      return { batch, signedBy: "gateway", signature: await account.signMessage({ message }) };
    }),
  );
}

function batchesIn(text: string, file: string): readonly TelemetryBatch[] {
  const given = parseJson(file, text) as TelemetryBatch | readonly TelemetryBatch[];
  const batches = Array.isArray(given) ? (given as readonly TelemetryBatch[]) : [given];
  const robots = new Set((batches as readonly TelemetryBatch[]).map((one) => one?.robot));
  if (robots.size === 1) return batches as readonly TelemetryBatch[];
  throw usageFailure(`${file} holds batches of ${robots.size} robots.`, "Give those of one robot.");
}

function isWrong(what: string): Error {
  return mismatchFailure(`Not proven: ${what}.`, "Do not rely on this batch.", {});
}
