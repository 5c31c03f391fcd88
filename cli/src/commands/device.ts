// `robotid device`: what runs in a robot, with a key in a file. For tests and simulations; a robot's own key belongs in a
// secure element.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { group, reading, writing } from "../define.js";
import { Documents, withDocument } from "../documents.js";
import {
  readAttestation,
  readBinding,
  readChallenge,
  readDeviceKey,
  readKeyFile,
  writeNew,
} from "../files.js";
import type { Session } from "../session.js";
import { address, moment, robotId } from "../values.js";

export function defineDevice(program: CommandUnknownOpts, session: Session): void {
  const device = group(
    program,
    "device",
    "Play a robot's computer, for tests and simulations",
  ) as never;
  defineKeygen(device, session);
  defineKey(device, session);
  defineSign(device, session);
  defineBind(device, session);
  defineAttest(device, session);
  defineReplace(device, session);
}

function defineKeygen(device: CommandUnknownOpts, session: Session): void {
  reading(device, "keygen", "Make a P-256 key in a file, in JWK format; needs no network", {
    json: {
      file: "where it is, private key and all",
      key: "the public key: x and y",
      publicKey: "the same as production files want it: 04, x and y",
      deviceKeyDigest: "digest under which the registry binds it",
    },
    examples: ["device keygen robot.jwk.json"],
  })
    .argument("<file>", "new file for the key")
    .action(async (file, _options, command) => {
      const { createSoftwareSigner } = await import("@openrobotid/sdk/device");
      const { deviceKeyDigest } = await import("@openrobotid/sdk/actions");
      const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
        "sign",
        "verify",
      ]);
      const { kty, crv, x, y, d } = await crypto.subtle.exportKey("jwk", pair.privateKey);
      const jwk = { kty, crv, x, y, d };
      const { key } = await createSoftwareSigner(jwk as never);
      const path = writeNew(session.shell, file, jwk, 0o600);
      const publicKey = `04${key.x.slice(2)}${key.y.slice(2)}`;
      const answer = { file: path, key, publicKey, deviceKeyDigest: deviceKeyDigest(key) };
      session.answer(command, answer, (layout) =>
        layout.fields([
          ["key", `${path} (anyone who has it can pass anything off as this robot)`],
          ["public key", publicKey],
          ["digest", answer.deviceKeyDigest],
        ]),
      );
    });
}

function defineKey(device: CommandUnknownOpts, session: Session): void {
  reading(
    device,
    "key",
    "Read a robot's public key in any form: SEC 1, SPKI as DER or PEM, JSON Web Key; needs no network",
    {
      json: {
        key: "the public key: x and y",
        publicKey: "the same in hexadecimal: 04, x and y",
        deviceKeyDigest: "digest under which the registry binds it",
      },
      examples: ["device key robot.pub.pem"],
    },
  )
    .argument("<file>", "the public key; - is standard input")
    .action(async (file, _options, command) => {
      const { parseDeviceKey } = await import("@openrobotid/sdk/device");
      const { deviceKeyDigest } = await import("@openrobotid/sdk/actions");
      const key = parseDeviceKey(await readKeyFile(session.shell, file));
      const publicKey = `04${key.x.slice(2)}${key.y.slice(2)}`;
      const answer = { key, publicKey, deviceKeyDigest: deviceKeyDigest(key) };
      session.answer(command, answer, (layout) =>
        layout.fields([
          ["public key", publicKey],
          ["digest", answer.deviceKeyDigest],
        ]),
      );
    });
}

function defineSign(device: CommandUnknownOpts, session: Session): void {
  reading(device, "sign", "Answer a challenge, as a robot does; needs no network", {
    json: { id: "the code of the challenge", signature: "r and s, 64 bytes" },
    examples: ["device sign challenge.json --device-key robot.jwk.json"],
  })
    .argument("<challenge>", "file with the challenge; - is standard input")
    .requiredOption("--device-key <file>", "the robot's private key, as JSON Web Key or PEM")
    .action(async (file, { deviceKey }, command) => {
      const { signChallenge } = await import("@openrobotid/sdk/device");
      const challenge = await readChallenge(session.shell, file);
      const { r, s } = await signChallenge(
        await readDeviceKey(session.shell, deviceKey),
        challenge,
      );
      const signature = `${r}${s.slice(2)}`;
      session.answer(command, { id: challenge.id, signature }, () => `${signature}\n`);
    });
}

function defineBind(device: CommandUnknownOpts, session: Session): void {
  reading(
    device,
    "bind",
    "Sign, as a robot, that its key is to be bound to its code; `place` takes the file",
    {
      json: {
        id: "the code",
        holder: "account for which it signs",
        key: "the public key: x and y",
        signature: "the signature: r and s",
      },
      examples: [
        "device bind CN-BH01-TERN03-25W07000000000009 --holder 0x976EA74026E726554dB657fA54763abd0C3a0aa9 --device-key robot.jwk.json",
      ],
    },
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption(
      "--holder <account>",
      "its holder, which for an issued unit is its maker",
      address,
    )
    .requiredOption("--device-key <file>", "the robot's private key, as JSON Web Key or PEM")
    .option("--out <file>", "write it to a new file as well")
    .action(async (id, { holder, deviceKey, out }, command) => {
      const client = await session.client(command);
      const signer = await readDeviceKey(session.shell, deviceKey);
      const binding = { id, holder, ...(await client.signDeviceBinding({ id, holder, signer })) };
      if (out !== undefined) writeNew(session.shell, out, binding);
      session.answer(command, binding, () => `${JSON.stringify(binding, null, 2)}\n`);
    });
}

function defineAttest(device: CommandUnknownOpts, session: Session): void {
  const command = reading(
    device,
    "attest",
    "Sign, as a maker, that a device key belongs to a unit; `place` and `device replace` take the file",
    {
      json: {
        id: "the code",
        birthRecordDigest: "commitment to the record",
        attestation: "attester, deadline (seconds) and signature",
        documents: "documents that were committed to",
      },
      examples: [
        "device attest CN-BH01-TERN03-25W07000000000009 --binding binding.json --document birth-record.pdf --deadline 2030-01-01 --out attestation.json",
      ],
    },
  );
  withDocument(command, "the birth record, or the record of the replacement")
    .argument("<code>", "the robot", robotId)
    .requiredOption("--binding <file>", "what `device bind` gave: the key is read from it")
    .requiredOption("--deadline <moment>", "last moment at which it is valid", moment)
    .option("--out <file>", "write it to a new file as well")
    .action(async (id, { binding, deadline, out, ...options }, command) => {
      const { key } = await readBinding(session.shell, binding);
      const client = await session.client(command, await session.signer(command));
      const documents = new Documents(session.shell.cwd, false);
      const birthRecordDigest = await documents.commitment(options);
      const attestation = await client.signAttestation({ id, key, birthRecordDigest, deadline });
      const attested = { id, birthRecordDigest, attestation };
      if (out !== undefined) writeNew(session.shell, out, attested);
      const answer = { ...attested, documents: documents.committed };
      session.answer(command, answer, () => `${JSON.stringify(attested, null, 2)}\n`);
    });
}

function defineReplace(device: CommandUnknownOpts, session: Session): void {
  const command = writing(
    device,
    "replace",
    "Bind another device key to a robot, attested by its maker",
    "device replace CN-BH01-TERN03-25W07000000000001 --binding binding.json --document record.pdf --attestation attestation.json",
  );
  withDocument(command, "the record of the replacement")
    .argument("<code>", "the robot", robotId)
    .requiredOption("--binding <file>", "what `device bind` gave")
    .requiredOption("--attestation <file>", "what `device attest` gave its maker")
    .action(async (id, { binding, attestation, ...options }, command) => {
      const { key, signature } = await readBinding(session.shell, binding);
      await session.write(
        command,
        "replaceDeviceKey",
        async ({ documents }) => ({
          id,
          key,
          signature,
          proof: {
            birthRecordDigest: await documents.commitment(options),
            attestation: await readAttestation(session.shell, attestation),
          },
        }),
        `The device key of ${formatRobotId(id)} is another now.`,
      );
    });
}
