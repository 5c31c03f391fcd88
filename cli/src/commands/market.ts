// `robotid place` and `robotid relocate`: no code, no market.
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, type RobotId } from "@openrobotid/sdk";
import type { BirthProof, DeviceKey, DeviceSignature } from "@openrobotid/sdk/actions";
import type { RegistryClient } from "../connection.js";
import { writing } from "../define.js";
import { type DocumentOptions, type Documents, withDocument } from "../documents.js";
import { usageFailure } from "../failure.js";
import { readAttestation, readBinding, readDeviceKey } from "../files.js";
import type { Session } from "../session.js";
import type { Shell } from "../shell.js";
import { countryCode, robotId } from "../values.js";

/** How long an attestation holds that is used at once, in seconds. */
const ATTESTED_FOR = 60 * 60;

interface BindingOptions {
  readonly binding?: string | undefined;
  readonly deviceKey?: string | undefined;
}

interface ProofOptions extends DocumentOptions {
  readonly manifest?: string | undefined;
  readonly attestation?: string | undefined;
}

export function defineMarket(program: CommandUnknownOpts, session: Session): void {
  const place = writing(
    program,
    "place",
    "Place a unit on a market, with the robot's own key bound to it",
    "place CN-BH01-TERN03-25W07000000000009 --country ES --device-key robot.jwk.json --manifest tern-25w07.jsonl --dry-run",
    "place DE-AW01-KRAN02-B2508000000000009 --country DE --binding binding.json --document birth-record.pdf",
  );
  withDocument(place, "without a manifest: the birth record, which the maker attests")
    .argument("<code>", "the unit", robotId)
    .requiredOption("--country <country>", "the market", countryCode)
    .option("--binding <file>", "the robot's signature: what `device bind` gave")
    .option("--device-key <file>", "instead: the robot's key itself, in tests")
    .option("--manifest <file>", "manifest of the lot, which proves the key")
    .option(
      "--attestation <file>",
      "what `device attest` gave the maker; made with the key that acts where it is left out",
    )
    .action((id, { country, binding, deviceKey, ...proof }, command) =>
      session.write(
        command,
        "placeOnMarket",
        async ({ client, documents }) => {
          const bound = await bindingOf(session.shell, client, id, { binding, deviceKey });
          return {
            id,
            country,
            ...bound,
            proof: await proofOf(session.shell, client, documents, id, bound.key, proof),
          };
        },
        `${formatRobotId(id)} is on the market of ${country}.`,
      ),
    );

  writing(
    program,
    "relocate",
    "Move a robot to another market, under the same code",
    "relocate CN-BH01-TERN03-25W07000000000001 --country DE --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--country <country>", "the market", countryCode)
    .action((id, { country }, command) =>
      session.write(
        command,
        "relocate",
        { id, country },
        `${formatRobotId(id)} is on the market of ${country} now.`,
      ),
    );
}

async function bindingOf(
  shell: Shell,
  client: RegistryClient,
  id: RobotId,
  { binding, deviceKey }: BindingOptions,
): Promise<{ key: DeviceKey; signature: DeviceSignature }> {
  if ((binding === undefined) === (deviceKey === undefined)) {
    throw usageFailure("Expected either --binding or --device-key.");
  }
  if (binding !== undefined) return await readBinding(shell, binding);
  const signer = await readDeviceKey(shell, deviceKey as string);
  return await client.signDeviceBinding({ id, holder: actorOf(client), signer });
}

async function proofOf(
  shell: Shell,
  client: RegistryClient,
  documents: Documents,
  id: RobotId,
  key: DeviceKey,
  { manifest, attestation, ...document }: ProofOptions,
): Promise<BirthProof> {
  if (manifest !== undefined) {
    const { proofFromManifest } = await import("@openrobotid/sdk/batch");
    const { birthRecordDigest, siblings } = await proofFromManifest({
      file: resolve(shell.cwd, manifest),
      id,
    });
    return { birthRecordDigest, siblings };
  }
  if (document.document === undefined && document.commitment === undefined) {
    throw usageFailure(
      "Nothing shows with which key the unit was made.",
      "Give --manifest with the manifest of its lot. Where its maker published none, give the birth record that the maker attests: --document or --commitment.",
    );
  }
  const birthRecordDigest = await documents.commitment(document);
  if (attestation !== undefined) {
    return { birthRecordDigest, attestation: await readAttestation(shell, attestation) };
  }
  const { timestamp } = await client.getBlock();
  const deadline = Number(timestamp) + ATTESTED_FOR;
  return {
    birthRecordDigest,
    attestation: await client.signAttestation({ id, key, birthRecordDigest, deadline }),
  };
}

function actorOf(client: RegistryClient): `0x${string}` {
  if (client.account) return client.account.address;
  throw usageFailure("Nobody is named who acts.");
}
